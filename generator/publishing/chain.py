"""Supply chains: their list, and a page for each with its stages in order and the members that fill them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from generator.languages.language import sort_key
from generator.publishing.addresses import root_of
from generator.publishing.members.exchanges import is_current
from generator.publishing.page import Page, key_of
from generator.publishing.places import Places
from generator.records.member import Status

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from generator.publishing.site import Site
    from generator.records.chain import Chain
    from generator.records.member import Member
    from generator.records.offer import Offer

Filled = Mapping[tuple[str, str], tuple[tuple[str, "Member", "Offer"], ...]]
"""By chain and stage: the members that declare an offer for it, by name, each with its first such offer."""


def pages(site: Site, templates: Environment) -> Iterator[Page]:
    """Yield the list of the chains, which may be empty, and a page for each."""
    filled = filling(site)
    yield _index(site, templates, filled)
    template = templates.get_template("chain.html")
    for slug, chain in site.federation.chains.items():
        source = site.federation.sources["chain", slug]
        lead = site.federation.members[chain.lead] if chain.lead else None
        shown = [(who, member.name, member.logo, offer) for who, member, offer in _all(slug, chain, filled)]
        yield Page(
            address=site.addresses.chain(slug),
            section="chains",
            title=chain.name,
            description=_description(chain, site),
            key=key_of(slug, source.digest, shown, lead and (lead.name, lead.logo)),
            body=partial(_body, template, slug, chain, site, filled),
            origin=source.path,
        )


def filling(site: Site) -> Filled:
    """Return who fills which stage: members that have not ceased, by offers that are open and have not expired."""
    found: dict[tuple[str, str], dict[str, tuple[str, Member, Offer]]] = {}
    for slug, member in site.engaged.items():
        for offer in member.offers if member.status is not Status.CEASED else ():
            if offer.chain and offer.stage and is_current(offer, site.today):
                found.setdefault((offer.chain, offer.stage), {}).setdefault(slug, (slug, member, offer))
    return {
        place: tuple(sorted(members.values(), key=lambda item: (sort_key(item[1].name), item[0])))
        for place, members in found.items()
    }


def _all(slug: str, chain: Chain, filled: Filled) -> list[tuple[str, Member, Offer]]:
    return [item for stage in chain.stages for item in filled.get((slug, stage.id), ())]


def _description(chain: Chain, site: Site) -> str:
    return site.language.gettext("The supply chain {name}: {stages}.").format(
        name=chain.name, stages=site.language.join([stage.name for stage in chain.stages])
    )


def _index(site: Site, templates: Environment, filled: Filled) -> Page:
    said, address, chains = site.language.gettext, f"{site.addresses.chains}/", site.federation.chains
    counts = {slug: len({who for who, _, _ in _all(slug, chain, filled)}) for slug, chain in chains.items()}
    inorder = sorted(chains.items(), key=lambda item: (sort_key(item[1].name), item[0]))
    return Page(
        address=address,
        section="chains",
        title=said("Supply chains"),
        description=said("Stages that members fill together, from the first to the last."),
        key=key_of([(slug, site.federation.sources["chain", slug].digest, counts[slug]) for slug, _ in inorder]),
        body=lambda: templates.get_template("chain_index.html").render(
            chains=inorder, counts=counts, root=root_of(address)
        ),
    )


def _body(template: Template, slug: str, chain: Chain, site: Site, filled: Filled) -> str:
    places = Places(site)
    return template.render(
        slug=slug,
        chain=chain,
        stages=[(stage, filled.get((slug, stage.id), ())) for stage in chain.stages],
        area=site.language.join([places.area(code) for code in chain.area]),
        lead=site.federation.members[chain.lead] if chain.lead else None,
        root=root_of(site.addresses.chain(slug)),
    )
