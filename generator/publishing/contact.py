"""Ways to reach a member, and to put its record right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urljoin

from generator.languages import N_
from generator.records.member import Status

if TYPE_CHECKING:
    from generator.publishing.members.exchange_board import Notice
    from generator.publishing.places import Places
    from generator.publishing.site import Site
    from generator.records.member import Member

LONGEST = 7000
_MAP = "https://www.openstreetmap.org/"
_SHOWN = re.compile("https?://(?:[^/?#]*@)?(?P<host>[^/?#]*)(?P<path>[^?#]*)")
_NOT_DIALLED = re.compile("[^0-9+]")


def mailto(address: str, subject: str = "", body: str = "") -> str:
    """Return a link that opens a message (RFC 6068: lines of a body end in CRLF); commas part several addresses."""
    fields = [("subject", subject), ("body", body.replace("\n", "\r\n"))]
    headers = "&".join(f"{name}={quote(text, safe='')}" for name, text in fields if text)
    return f"mailto:{quote(address, safe='@,')}" + (f"?{headers}" if headers else "")


def dialled(phone: str) -> str:
    """Return a link that dials a number (RFC 3966): digits only, the zero in brackets of «+39 (0)30» left out."""
    return f"tel:{_NOT_DIALLED.sub('', phone.replace('(0)', '') if phone.startswith('+') else phone)}"


def shown(url: str) -> str:
    """Return a web address as people say it: without scheme, `www.` and the last slash."""
    found = _SHOWN.match(url)
    return found["host"].removeprefix("www.") + found["path"].rstrip("/") if found else url


def proposal(member: Member, site: Site) -> str:
    """Return a link that proposes to work together, to the member or else to the office; empty for nobody."""
    address = _email(member) or site.settings.office_email
    if not address or member.status is Status.CEASED:
        return ""
    subject = site.language.gettext(N_("Proposal to work together: {name}"))
    return mailto(address, subject.format(name=member.name))


def introduction(offer: Notice, need: Notice, code: str, site: Site) -> str:
    """Return a link that asks for a first meeting of the two whose offer and need meet.

    It writes to the office, which brings them together; without an office to both members. The subject holds no more
    than the pair's code, since subjects are read by many. Empty where nobody can be written to.
    """
    address = site.settings.office_email or ",".join(
        dict.fromkeys(email for side in (need, offer) if (email := _email(side.member)))
    )
    if not address:
        return ""
    say = site.language.gettext
    subject = say(N_("Working together: {code}")).format(code=code)
    return mailto(address, subject, "\n".join(_asked(offer, need, code, say)))


def _email(member: Member) -> str | None:
    return member.contacts.email if member.contacts else None


def _asked(offer: Notice, need: Notice, code: str, say: Callable[[str], str]) -> Iterator[str]:
    yield say(N_("Reference: {code}")).format(code=code)
    yield say(N_("Sought: {title} ({name})")).format(title=need.exchange.title, name=need.member.name)
    yield say(N_("Offered: {title} ({name})")).format(title=offer.exchange.title, name=offer.member.name)
    questions = (
        N_("1. Which co-operation do you have in mind?"),
        N_("2. What is not clear to you yet?"),
        N_("3. Who are you, and how can you be reached?"),
    )
    for question in questions:
        yield from ("", say(question), "")


def edit(path: str, site: Site) -> str:
    """Return where a record's file is edited on the forge; empty where the repository is not known."""
    base = _edit_base(site.settings.repo_url, site.settings.edit_uri)
    return base + quote(path) if base else ""


def new_file(path: str, text: str, site: Site) -> str:
    """Return where the forge makes a new file that is filled in already; empty where none is known to do so.

    GitHub takes name and text as `filename` and `value`, Gitea and Forgejo the same below the folder, GitLab the name
    alone as `file_name`. Servers refuse longer addresses than `LONGEST`: the text is then left out.
    """
    base = _edit_base(site.settings.repo_url, site.settings.edit_uri)
    folder, _, name = path.rpartition("/")
    if "/_edit/" in base:
        page, names = f"{base.replace('/_edit/', '/_new/', 1)}{quote(folder)}/", {"filename": name}
    elif "/edit/" in base:
        page = base.replace("/edit/", "/new/", 1).rstrip("/")
        if "/-/new/" in page:
            return f"{page}?{urlencode({'file_name': path}, quote_via=quote)}"
        names = {"filename": path}
    else:
        return ""
    bare = f"{page}?{urlencode(names, quote_via=quote)}"
    whole = f"{bare}&{urlencode({'value': text}, quote_via=quote)}"
    return whole if len(whole) <= LONGEST else bare


def on_map(member: Member, places: Places) -> str:
    """Return a link to the map: to the record's own point, else to its street, else to its municipality."""
    address = member.address
    if address is None:
        return ""
    if address.latitude is not None and address.longitude is not None:
        return _point(address.latitude, address.longitude, 17)
    place = places.municipality(address)
    if address.street or place is None:
        words = (address.street, address.postcode, place.name if place else address.municipality, address.country)
        return f"{_MAP}search?query={quote(', '.join(word for word in words if word), safe='')}"
    return _point(place.latitude, place.longitude, 13)


@cache
def _edit_base(repository: str, edit_uri: str) -> str:
    if not repository:
        return ""
    documents = urljoin(f"{repository.rstrip('/')}/", edit_uri)
    return urljoin(documents, "../")


def _point(latitude: float, longitude: float, zoom: int) -> str:
    at = f"{latitude:.5f}", f"{longitude:.5f}"
    return f"{_MAP}?mlat={at[0]}&mlon={at[1]}#map={zoom}/{at[0]}/{at[1]}"
