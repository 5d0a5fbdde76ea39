"""A page for each member, and one that leads on from each of its former addresses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.clock import YEAR, months_before
from generator.languages import N_
from generator.publishing import contact
from generator.publishing.addresses import root_of
from generator.publishing.collaborating.meeting import Meetings
from generator.publishing.collaborating.partners import FEW, Shown, partners, shown
from generator.publishing.following.links import alternates
from generator.publishing.fragments import Fragments
from generator.publishing.logo import logo
from generator.publishing.members.calls import MemberCalls
from generator.publishing.members.exchanges import ExchangeWords, sorted_out
from generator.publishing.members.jsonld import Describer, script
from generator.publishing.members.member_facts import MemberFacts
from generator.publishing.members.ties import Ties, ties
from generator.publishing.members.ways import Ways
from generator.publishing.moved import ways_on
from generator.publishing.page import Page, key_of
from generator.publishing.places import Places
from generator.publishing.proposing.kinds import address as form

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from generator.publishing.calls.fitting import Fitting
    from generator.publishing.following.channels import Channel
    from generator.publishing.site import Site
    from generator.records.member import Member

NAME = "\0"
"""Stands for the name in what is made once for all members; no record can hold this sign."""


def pages(site: Site, templates: Environment) -> Iterator[Page]:
    """Return every member's page, and the pages that lead there from former addresses."""
    maker = Maker(site, templates)
    for slug, member in site.federation.members.items():
        page = maker.page(slug, member)
        yield page
        if member.former_slugs:
            yield from ways_on(page, map(site.addresses.member, member.former_slugs), templates)


class Maker:
    """Makes the pages of members."""

    def __init__(self, site: Site, templates: Environment) -> None:
        self.site = site
        self.today = site.today
        self.confirmed = months_before(site.today, YEAR)
        self.templates = templates
        self.components = Fragments(templates, "components.html")
        self.parts = Fragments(templates, "member_parts.html")
        self.following = Fragments(templates, "following_parts.html")
        self.root = root_of(site.addresses.member(""))
        self.tied = {*site.federation.engaged, *site.relations_to, *site.initiatives_of, *site.calls_of}
        self.places = Places(site)
        self.ways = Ways(site)
        self.exchanges = ExchangeWords(site, self.places)
        self.facts = MemberFacts(site, self.places)
        self.calls = MemberCalls(site, self.places, templates, self.parts, self.root)
        self.called = {*site.calls_fitting, *self.calls.fitted}
        self.meetings = Meetings(site, self.places)
        self.describer = Describer(site, self.places)

    def page(self, slug: str, member: Member) -> Page:
        """Return a member's page."""
        path, key, _ = self.site.federation.sources["member", slug]
        # Most members are tied to no other record: their pages follow from their own files alone.
        bonds: Ties = ()
        met, channel, fitting = None, None, None
        if slug in self.tied:
            bonds, met = ties(slug, self.site), shown(slug, member, self.meetings)
            key = key_of(key, bonds, self._programme(slug), self._chains(member), self._met(met))
        if slug in self.called:
            channel, fitting = self.site.channels.of_member(slug), self.calls.fitting(slug)
            key = key_of(key, channel, self.calls.key(member, fitting))
        # Ten thousand times: values in their places take half the time of named ones.
        return Page(
            self.site.addresses.member(slug),
            "members",
            member.name,
            member.summary or self._place_and_trade(member),
            key,
            partial(self._body, slug, member, bonds, met, fitting, path, channel),
            partial(self._head, slug, member, channel),
            path,
        )

    def _place_and_trade(self, member: Member) -> str:
        sector = self.ways.sector(member)
        known = [member.name, sector.label if sector.stated else "", self.places.of(member.address)]
        return ", ".join([text for text in known if text])

    def _met(self, met: Shown | None) -> tuple[object, ...]:
        """Return which matches the page shows, and what stands for all that it may say of the others."""
        if met is None:
            return ()
        sources = self.site.federation.sources
        return met.key(), tuple(sources["member", slug].digest for slug in sorted(met.others()))

    def _programme(self, slug: str) -> tuple[object, ...]:
        tracks = self.site.federation.tracks
        initiatives = self.site.initiatives_of.get(slug, ())
        return (
            tuple(self.calls.words.key(call) for call, _ in self.site.calls_of.get(slug, ())),
            tuple(
                (key, one.title, one.status, tracks[one.track].number, tracks[one.track].title)
                for key, one in initiatives
            ),
        )

    def _chains(self, member: Member) -> tuple[object, ...]:
        if not member.offers and not member.needs:
            return ()
        chains = self.site.federation.chains
        named = {one.chain for one in (*member.offers, *member.needs) if one.chain}
        return tuple((slug, chains[slug].name, chains[slug].stages) for slug in sorted(named & chains.keys()))

    def _body(
        self,
        slug: str,
        member: Member,
        bonds: Ties,
        met: Shown | None,
        fitting: Fitting | None,
        path: str,
        channel: Channel | None,
    ) -> str:
        site = self.site
        return self._template.render(
            **self._shared(slug, member),
            member=member,
            root=self.root,
            parts=self.parts.module,
            place=self.places.of(member.address),
            exchanges=sorted_out(member.offers, member.needs, self.today),
            words=self.exchanges,
            slug=slug,
            met=partners(met, self.meetings),
            few=FEW,
            meetings=self.meetings,
            facts=self.facts,
            ties=bonds,
            initiatives=[
                (key, one, site.federation.tracks[one.track]) for key, one in site.initiatives_of.get(slug, ())
            ],
            calls=self.calls.taking_part(slug),
            script_words=self.calls.script_words,
            fitting=self.calls.fits(member, fitting) if fitting else None,
            proposal=contact.proposal(member, site),
            suggestion=f"{self.root}{form('change-member', site)}?member={slug}",
            addition=f"{self.root}{form('offer', site)}?member={slug}",
            edit=contact.edit(path, site),
            map=contact.on_map(member, self.places),
            following=Markup(self._following.replace(NAME, slug)) if channel else "",  # noqa: S704 - from a template
            stale=member.verified is not None and member.verified.on < self.confirmed,
        )

    @cached_property
    def _following(self) -> str:
        """How a member's calendar is followed: they differ in the member's slug alone."""
        heading = self.site.language.gettext(N_("Calls that fit, in your calendar"))
        return str(self.following.module.links(self.site.channels.for_member(NAME, NAME), self.root, heading))

    def _shared(self, slug: str, member: Member) -> dict[str, str]:
        """Return the parts that this page has in common with others."""
        parts, ways, facts, root = self.parts, self.ways, self.facts, self.root
        province, brief, identity = ways.province(member.address), facts.brief(member), facts.identity(member)
        return {
            "crumbs": self._crumbs.replace(NAME, member.name),
            "logo": logo(slug, member, root, 112, self.components),
            "kinds": parts.kinds(ways.sector(member), ways.kind(member), member.profiles, root),
            "notice": parts.notice(member.status.value),
            "area": parts.area(province, ways.region(member.address), root) if province else "",
            "trade": parts.trade(ways.services(member.services), facts.activities(member), root),
            "brief": parts.brief(brief) if brief else "",
            "identity": parts.identity(identity) if identity else "",
        }

    @cached_property
    def _template(self) -> Template:
        return self.templates.get_template("member.html")

    @cached_property
    def _crumbs(self) -> Markup:
        members = self.site.language.gettext(N_("Members")), f"{self.site.addresses.members}/"
        return self.components.breadcrumbs((members, (NAME, "")), self.root)

    def _head(self, slug: str, member: Member, channel: Channel | None) -> str:
        return script(self.describer.described(slug, member)) + alternates(channel, self.root)
