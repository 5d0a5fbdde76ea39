"""The pages of the form: one that leads to what can be proposed, and one for each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.languages import N_
from generator.publishing.addresses import SEARCH, root_of
from generator.publishing.page import Page, key_of
from generator.publishing.proposing import sending
from generator.publishing.proposing.files import RECORDS, shards
from generator.publishing.proposing.kinds import PROPOSALS, Proposal, address
from generator.publishing.proposing.words import words
from generator.records.call import CallState
from generator.theme.proposing_script import editing_path, propose_path, propose_sheet
from generator.writing.template import FOLDERS

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.publishing.proposing.controls import Controls
    from generator.publishing.proposing.tables import Option
    from generator.publishing.site import Site
    from generator.records.federation import Kind

CONSENT = "1"
"""The version of the text that is agreed to in the form."""

_NEW_TAB = N_("opens in a new tab")

_LIVE = (CallState.CLOSING, CallState.OPEN, CallState.UPCOMING)


def pages(site: Site, templates: Environment) -> Iterator[Page]:
    """Return the page of choices and the forms."""
    say, root = site.language.gettext, site.addresses.propose
    script, controls = propose_path(), cache(partial(_controls, site))
    yield Page(
        address=f"{root}/",
        section="proposals",
        title=say(N_("Propose")),
        description=say(N_("Enter the directory, correct a page, say what you offer or seek, take part in a call.")),
        key=key_of(script, propose_sheet()),
        body=partial(_choices, site, templates),
        head=partial(_head, f"{root}/", script),
    )
    for proposal in PROPOSALS:
        at = address(proposal.name, site)
        setup = json.dumps(_setup(proposal, site, at), ensure_ascii=False, sort_keys=True)
        yield Page(
            address=at,
            section="proposals",
            title=say(proposal.title),
            description=say(proposal.lede),
            key=key_of(script, propose_sheet(), setup, _refers(site), _calls(site)),
            body=partial(_form, proposal, setup, controls, site, templates),
            head=partial(_head, at, script),
        )


def _head(at: str, script: str) -> str:
    root = root_of(at)
    return (
        f'<link rel="stylesheet" href="{escape(root + propose_sheet())}">'
        f'<script type="module" src="{escape(root + script)}"></script>'
    )


def _choices(site: Site, templates: Environment) -> str:
    found = [(one, address(one.name, site)) for one in PROPOSALS]
    return templates.get_template("propose.html").render(
        proposals=found, office=site.settings.office_email, root=root_of(f"{site.addresses.propose}/")
    )


def _controls(site: Site, kind: Kind) -> Controls:
    # Imported where a form is made, which most builds do not.
    from generator.publishing.proposing.controls import Controls

    return Controls(kind, site.language, site.vocabularies, _options(site))


def _form(proposal: Proposal, setup: str, made: Callable[[Kind], Controls], site: Site, templates: Environment) -> str:
    controls, root = made(proposal.record), root_of(address(proposal.name, site))
    return templates.get_template("propose_form.html").render(
        proposal=proposal,
        steps=[
            (step, controls.exchange() if proposal.name == "offer" else controls(step.fields))
            for step in proposal.steps
        ],
        lists=[(name, controls.options[name]) for name in ("areas", "languages")] if proposal.steps else [],
        setup=setup,
        words=json.dumps(words(site.language), ensure_ascii=False),
        calls=_calls(site),
        consent=CONSENT,
        notice=_notice(site, root),
        intake=site.settings.intake,
        search=bool(site.scripts),
        office=site.settings.office_email,
        told=sending.TOLD[proposal.name],
        letter=sending.letter(proposal, site),
        forge=sending.host(site) if sending.forge(FOLDERS[proposal.record], site) else "",
        root=root,
    )


def _notice(site: Site, root: str) -> tuple[Markup, Markup]:
    """Return what stands before and behind the name of the privacy notice: a link, where the site says where it is."""
    notice, page = site.settings.privacy, site.settings.privacy_page
    if not notice:
        return Markup(), Markup()
    # What was filled in stays where it is: without scripts nothing else would keep it.
    begin = Markup('<a href="{}" target="_blank" rel="noopener">').format(root + page if page else notice)
    return begin, Markup('<span class="visually-hidden"> ({})</span></a>').format(site.language.gettext(_NEW_TAB))


def _setup(proposal: Proposal, site: Site, at: str) -> dict[str, object]:
    root = root_of(at)
    here = f"{root}{site.addresses.propose}/"
    return {
        "kind": proposal.name,
        "record": proposal.record,
        "of": proposal.of,
        "site": root,
        "here": here,
        "records": f"{here}{RECORDS}/",
        "shards": shards(site),
        "folder": FOLDERS[proposal.record],
        "pages": {"member": f"{root}{site.addresses.members}/", "call": f"{root}{site.addresses.calls}/"},
        "search": {"script": site.scripts["search.js"].rpartition("/")[2], "index": f"{root}{SEARCH}/"}
        if site.scripts
        else None,
        "editing": root + editing_path() if proposal.of and editing_path() else "",
        "change": root + address("change-member", site),
        "forge": sending.forge(FOLDERS[proposal.record], site),
        "intake": site.settings.intake,
        "office": site.settings.office_email,
        "language": site.language.code,
    }


def _options(site: Site) -> dict[str, list[Option]]:
    from generator.publishing.proposing.tables import options

    tracks, initiatives = _refers(site)
    return {**options(site.vocabularies, site.language.code), "track": tracks, "initiative": initiatives}


def _refers(site: Site) -> tuple[list[Option], list[Option]]:
    """Return tracks and initiatives that a call may belong to; of these the ones of the latest two years."""
    federation = site.federation
    tracks = sorted(federation.tracks.items(), key=lambda item: (item[1].number, item[0]))
    recent = federation.years[:2]
    found = sorted(federation.initiatives.items(), key=lambda item: (-int(item[0][:4]), item[1].title, item[0]))
    return (
        [(slug, f"{track.number}. {track.title}") for slug, track in tracks],
        [(key, one.title, key[:4]) for key, one in found if int(key[:4]) in recent],
    )


def _calls(site: Site) -> list[tuple[str, str]]:
    """Return the calls that can be joined, those that close first before others."""
    return [(slug, call.title) for state in _LIVE for slug, call in site.calls_by_state[state]]
