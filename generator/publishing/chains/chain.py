"""Supply chains: their list, and a page for each with its drawing, its gaps, its stages and who fills them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from generator.languages.language import sort_key
from generator.matching.chain_ties import Tie, ties
from generator.matching.chains import FilledChain, Filler
from generator.matching.gaps import Gap, gaps
from generator.publishing import contact
from generator.publishing.addresses import root_of
from generator.publishing.chains.chain_words import ChainWords
from generator.publishing.chains.gap_call import GapCalls, file_name
from generator.publishing.page import Page, key_of
from generator.publishing.places import Places
from generator.records.call import CallState

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from generator.publishing.site import Site


class Found(NamedTuple):
    """A chain with all that its page tells."""

    chain: FilledChain
    gaps: tuple[Gap, ...]
    ties: tuple[Tie, ...]


def pages(site: Site, templates: Environment) -> Iterator[Page]:
    """Yield the list of the chains, which may be empty, and a page for each."""
    found = {
        slug: Found(
            chain,
            gaps(chain, site.federation, site.vocabularies, site.today),
            ties(chain, site.federation),
        )
        for slug, chain in site.filled_chains.items()
    }
    maker = Maker(site, templates)
    yield maker.index({slug: one.chain for slug, one in found.items()})
    for slug, one in found.items():
        yield maker.page(slug, one)


class Maker:
    """Makes the pages of chains."""

    def __init__(self, site: Site, templates: Environment) -> None:
        self.site = site
        self.templates = templates
        self.words = ChainWords(site)
        self.calls = GapCalls(site, self.words)

    def page(self, slug: str, found: Found) -> Page:
        """Return a chain's page."""
        source, chain = self.site.federation.sources["chain", slug], found.chain.chain
        return Page(
            address=self.site.addresses.chain(slug),
            section="chains",
            title=chain.name,
            description=self._description(found.chain),
            key=key_of(slug, source.digest, self._shown(found)),
            body=partial(self._body, self.templates.get_template("chain.html"), slug, found),
            origin=source.path,
        )

    def index(self, chains: Mapping[str, FilledChain]) -> Page:
        """Return the list of the chains, by name."""
        said, address = self.site.language.gettext, f"{self.site.addresses.chains}/"
        inorder = sorted(chains.items(), key=lambda item: (sort_key(item[1].chain.name), item[0]))
        digests = self.site.federation.sources
        return Page(
            address=address,
            section="chains",
            title=said("Supply chains"),
            description=said("Stages that members fill together, from the first to the last."),
            key=key_of([(slug, digests["chain", slug].digest, _counts(chain)) for slug, chain in inorder]),
            body=partial(self._index_body, inorder, root_of(address)),
        )

    def _index_body(self, chains: Sequence[tuple[str, FilledChain]], root: str) -> str:
        # What draws is imported where anything is drawn: most builds change no chain.
        from generator.publishing.chains.drawing_small import glance

        drawn = [(slug, chain, glance(chain)) for slug, chain in chains]
        return self.templates.get_template("chain_index.html").render(chains=drawn, words=self.words, root=root)

    def _description(self, chain: FilledChain) -> str:
        stages = self.site.language.join([filled.stage.name for filled in chain.stages])
        return self.site.language.gettext("The supply chain {name}: {stages}.").format(
            name=chain.chain.name, stages=stages
        )

    def _shown(self, found: Found) -> tuple[object, ...]:
        """Return what the page shows of other records, and the day where it holds a file with dates."""
        members = self.site.federation.members
        lead = members.get(found.chain.chain.lead or "")
        fillers = [
            (filler.slug, filler.name, members[filler.slug].logo, filler.province, _evidence(filler))
            for filled in found.chain.stages
            for filler in filled.fillers
        ]
        near = [
            (one.slug, one.name, members[one.slug].logo, self.words.near(one))
            for gap in found.gaps
            for one in gap.nearest
        ]
        return (
            fillers,
            near,
            [(gap.filled.place, gap.areas, self._call(gap)) for gap in found.gaps],
            [(tie, members[tie.one].name, members[tie.other].name) for tie in found.ties],
            lead and lead.name,
            self.site.today if found.gaps else None,
        )

    def _call(self, gap: Gap) -> str:
        """Return the slug of the call that was made of a gap and has not closed, "" where there is none."""
        slug = file_name(gap)
        call = self.site.federation.calls.get(slug)
        over = (CallState.CLOSED, CallState.CANCELLED)
        return slug if call is not None and call.state(self.site.now) not in over else ""

    def _body(self, template: Template, slug: str, found: Found) -> str:
        from generator.publishing.chains.drawing_tall import tall
        from generator.publishing.chains.drawing_ties import drawn_ties
        from generator.publishing.chains.drawing_wide import wide

        site, chain = self.site, found.chain
        members = site.federation.members
        listed = dict.fromkeys(tie.other for tie in found.ties if tie.other not in chain.members)
        listed |= dict.fromkeys((*(tie.one for tie in found.ties if tie.one not in chain.members), *chain.members))
        return template.render(
            slug=slug,
            found=chain,
            chain=chain.chain,
            gaps=[(gap, self._invitation(gap)) for gap in found.gaps],
            ties=found.ties,
            members=members,
            provinces=_provinces(chain),
            wide=wide(chain),
            tall=tall(chain),
            ties_drawing=drawn_ties(found.ties, {one: members[one].name for one in listed}),
            area=site.language.join([Places(site).area(code) for code in chain.chain.area]),
            lead=members.get(chain.chain.lead or ""),
            words=self.words,
            root=root_of(site.addresses.chain(slug)),
        )

    def _invitation(self, gap: Gap) -> dict[str, str]:
        """Return what a gap's tile needs to lead to a call: the open one, or the way to a new one."""
        text, path = self.calls.text(gap), self.calls.path(gap)
        title, command = self.calls.title(gap), self.calls.command(gap)
        office = self.site.settings.office_email
        message = f"{self.words.invitation(gap.filled.stage.name, gap.areas)}\n\n{command}\n"
        by_mail = contact.mailto(office, title, message) if office else ""
        return {
            "open": self._call(gap),
            "new": contact.new_file(path, text, self.site) or by_mail,
            "path": path,
            "text": text,
            "command": command,
        }


def _evidence(filler: Filler) -> list[tuple[object, ...]]:
    return [
        (reason.ground, reason.code, reason.offer and (reason.offer.id, reason.offer.title))
        for reason in filler.reasons
    ]


def _counts(chain: FilledChain) -> list[tuple[object, ...]]:
    stages = [(len(filled.fillers), filled.missing, filled.is_single_point) for filled in chain.stages]
    return [*stages, (len(chain.members),)]


def _provinces(chain: FilledChain) -> list[str]:
    """Return the siglas of the provinces in which the chain has members, in their order; "" for elsewhere is last."""
    found = {sigla for filled in chain.stages for sigla in filled.by_province}
    return sorted(found, key=lambda sigla: (sigla == "", sigla))
