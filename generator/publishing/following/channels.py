"""What can be followed, and where: everything, a track, a theme, a province, an initiative, a member's calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from generator.languages import N_
from generator.languages.language import sort_key
from generator.publishing.members.ways import slug_of
from generator.publishing.weave import Weave
from generator.vocabularies.areas import ITALY, Area, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.publishing.site import Site
    from generator.records.call import Call
    from generator.vocabularies import Municipality

ALL, TRACK, THEME, PROVINCE, INITIATIVE, MEMBERS, EXCHANGES, MEMBER = (
    "all", "track", "theme", "province", "initiative", "members", "exchanges", "member",
)  # fmt: skip


class Channel(NamedTuple):
    """Something to follow.

    group: one of the names above. slug: which one of the group. label: what it is called. page: the address of the
    page that shows the same. calendar: its calendar's path below the site's root, feed: its feed's without ending;
    "" where it has none.
    """

    group: str
    slug: str
    label: str
    page: str
    calendar: str = ""
    feed: str = ""

    @property
    def atom(self) -> str:
        """The path of the Atom feed."""
        return f"{self.feed}.xml"

    @property
    def json(self) -> str:
        """The path of the JSON Feed."""
        return f"{self.feed}.json"

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path of it."""
        return (*((self.calendar,) if self.calendar else ()), *((self.atom, self.json) if self.feed else ()))


class Channels:
    """The channels of a site; none where its address is not known, as nobody could subscribe."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.weave = Weave(site)

    @cached_property
    def host(self) -> str:
        """The name of the site's server, "" where it is not known."""
        return urlsplit(self.site.settings.url).hostname or ""

    @cached_property
    def all(self) -> tuple[Channel, ...]:
        """Every channel but those of single members, in the order in which they are shown."""
        return tuple(self._all()) if self.host else ()

    def of(self, group: str, slug: str = "") -> Channel | None:
        """Return the channel of a group by its slug, None where there is none."""
        return self._by_name.get((group, slug))

    def of_member(self, slug: str) -> Channel | None:
        """Return a member's own channel, the calendar of the calls that it fits; None where there are none."""
        if slug not in self.site.calls_fitting or not self.host:
            return None
        return self.for_member(slug, self.site.federation.members[slug].name)

    def for_member(self, slug: str, name: str) -> Channel:
        """Return the channel of a member, whether there is anything in it or not."""
        at, label = self.site.addresses, self._calls_for.format(member=name)
        return Channel(MEMBER, slug, label, at.member(slug), f"{at.calendars}/{at.members}/{slug}.ics")

    @cached_property
    def _calls_for(self) -> str:
        return self.site.language.gettext(N_("Calls for {member}"))

    @property
    def groups(self) -> tuple[tuple[str, tuple[Channel, ...]], ...]:
        """The channels under the names by which people choose among them."""
        say = self.site.language.gettext
        names = {
            (ALL, MEMBERS, EXCHANGES): N_("The whole federation"),
            (TRACK,): N_("By track"),
            (THEME,): N_("By theme"),
            (PROVINCE,): N_("By province"),
            (INITIATIVE,): N_("By initiative"),
        }
        return tuple((say(name), tuple(one for one in self.all if one.group in kinds)) for kinds, name in names.items())

    @cached_property
    def themes(self) -> Mapping[str, tuple[str, ...]]:
        """The calls of each theme by its slug, themes in their order."""
        found: dict[str, list[str]] = defaultdict(list)
        for slug, call in self.site.federation.calls.items():
            if call.theme:
                found[_theme(call.theme)].append(slug)
        return {theme: tuple(found[theme]) for theme in sorted(found)}

    @cached_property
    def provinces(self) -> Mapping[str, Area]:
        """The provinces where members are, or that calls name, by slug, in the order of their names."""
        vocabularies = self.site.vocabularies
        codes = {place.province for place in self.places.values()}
        codes |= {area.province for areas in self._areas.values() for area in areas if area.province}
        areas = [area for code in codes if (area := parse(f"{ITALY}-{code}", vocabularies))]
        named = [(_slug(area), area) for area in areas]
        return dict(sorted(named, key=lambda item: sort_key(item[1].name("it"))))

    def touches(self, call: str, province: Area) -> bool:
        """Tell whether a call is not kept from a province by the places that it names."""
        areas = self._areas[call]
        return not areas or any(area.covers(province) or province.covers(area) for area in areas)

    @cached_property
    def province_of(self) -> Mapping[str, str]:
        """The slug of the province of each member that is in Italy."""
        slugs = {area.province: slug for slug, area in self.provinces.items()}
        return {member: slugs[place.province] for member, place in self.places.items()}

    @cached_property
    def places(self) -> Mapping[str, Municipality]:
        """Where each member is that is in Italy, by slug."""
        known, members = self.site.vocabularies.municipalities, self.site.federation.members.items()
        return {
            slug: place
            for slug, member in members
            if member.address and member.address.country == ITALY and (place := known.get(member.address.municipality))
        }

    @cached_property
    def _areas(self) -> Mapping[str, tuple[Area, ...]]:
        return {slug: self._named(call) for slug, call in self.site.federation.calls.items()}

    def _named(self, call: Call) -> tuple[Area, ...]:
        codes = call.criteria.area if call.criteria else ()
        return tuple(area for code in codes if (area := parse(code, self.site.vocabularies)))

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], Channel]:
        return {(one.group, one.slug): one for one in self.all}

    def _all(self) -> Iterator[Channel]:
        site, at = self.site, self.site.addresses
        say = site.language.gettext
        calendars, feeds = at.calendars, at.feeds
        yield Channel(
            ALL, "", say(N_("Everything")), "", f"{calendars}/{at.everything}.ics", f"{feeds}/{at.everything}"
        )
        yield Channel(MEMBERS, "", say(N_("New members")), f"{at.members}/", feed=f"{feeds}/{at.members}")
        yield Channel(EXCHANGES, "", say(N_("New offers and needs")), f"{at.members}/", feed=f"{feeds}/{at.exchanges}")
        for slug, track in self.weave.tracks:
            tail = f"{at.tracks}/{slug}"
            yield Channel(TRACK, slug, track.title, at.track(slug), f"{calendars}/{tail}.ics", f"{feeds}/{tail}")
        for theme, calls in self.themes.items():
            label = site.federation.calls[calls[0]].theme or theme
            tail = f"{at.theme}/{theme}"
            dated = any(site.federation.calls[slug].deadlines for slug in calls)
            calendar = f"{calendars}/{tail}.ics" if dated else ""
            yield Channel(THEME, theme, label, f"{at.calls}/", calendar, f"{feeds}/{tail}")
        inhabited = set(self.province_of.values())
        for slug, area in self.provinces.items():
            tail = f"{at.province}/{slug}"
            page = f"{at.members}/{tail}/" if slug in inhabited else f"{at.members}/"
            name = area.name(site.language.code)
            yield Channel(PROVINCE, slug, name, page, f"{calendars}/{tail}.ics", f"{feeds}/{tail}")
        for year, initiatives in self.weave.by_year.items():
            for key, initiative in initiatives:
                own = self.weave.calls_of_initiative.get(key, ())
                if initiative.milestones or any(call.deadlines for _, call in own):
                    label = f"{initiative.title} ({year})"
                    calendar = f"{calendars}/{at.programme}/{key}.ics"
                    yield Channel(INITIATIVE, key, label, at.initiative(key), calendar)


def _slug(area: Area) -> str:
    # As the directory calls its lists.
    return slug_of(area.name("it"))


def _theme(theme: str) -> str:
    """Return a theme as part of an address; themes that differ in case or accents only are one."""
    return slug_of(theme) or blake2b(theme.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
