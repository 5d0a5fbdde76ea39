"""Supply chains in words: why a member stands in a stage, who is near to a gap, where it is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.languages import N_
from generator.matching.chains import Ground
from generator.matching.gaps import Likeness
from generator.publishing.places import Places
from generator.publishing.templates import label
from generator.vocabularies.areas import Level, parse

if TYPE_CHECKING:
    from generator.matching.chains import FilledChain, Filler, Reason
    from generator.matching.gaps import Likely, Near
    from generator.publishing.site import Site


class ChainWords:
    """Says what is found in chains, in the site's language."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._say = site.language.gettext
        self._places = Places(site)

    def reason(self, reason: Reason) -> str:
        """Return «Trasporto refrigerato, il giovedì» for an offer, «servizio: Ortaggi», «attività: Filatura»."""
        if reason.offer is not None:
            return reason.offer.title
        if reason.ground is Ground.SERVICE:
            return self._say(N_("service: {service}")).format(service=self.service(reason.code))
        return self._say(N_("activity: {activity}")).format(activity=self.activity(reason.code))

    def reasons(self, filler: Filler) -> list[str]:
        """Return each different reason once, the strongest first."""
        return list(dict.fromkeys(map(self.reason, filler.reasons)))

    def near(self, near: Near) -> str:
        """Return «offre magazzinaggio e deposito; a 14 km da Il Solco; manca il servizio «Trasporto refrigerato»»."""
        return "; ".join((self._likeness(near.likely), *self._distance(near), *self._missing(near)))

    def where(self, codes: Iterable[str]) -> str:
        """Return «in Lombardia e nelle province di Mantova e Verona»; empty for no areas."""
        names: dict[Level, list[str]] = {}
        for code in codes:
            area = parse(code, self._site.vocabularies)
            if area is not None:
                province = area.level is Level.PROVINCE
                name = area.name(self._site.language.code) if province else self._places.area(code)
                names.setdefault(area.level, []).append(name)
        parts = [self._named(level, names[level]) for level in sorted(names)]
        return self._site.language.join(parts) if parts else ""

    def invitation(self, stage: str, codes: tuple[str, ...]) -> str:
        """Return «manca «Essiccare» in provincia di Brescia»."""
        where = self.where(codes)
        text = N_("“{stage}” is missing {where}") if where else N_("“{stage}” is missing")
        return self._say(text).format(stage=stage, where=where)

    def summary(self, chain: FilledChain) -> str:
        """Return what a drawing of a chain shows, in sentences."""
        language, stages, members = self._site.language, len(chain.stages), len(chain.members)
        join = language.join
        counts = (
            language.ngettext("{n} stage", "{n} stages", stages).format(n=stages),
            language.ngettext("{n} member", "{n} members", members).format(n=members),
        )
        told = [f"{', '.join(counts)}."]
        if chain.gaps:
            names = join([filled.stage.name for filled in chain.gaps])
            told.append(self._say(N_("Members are missing in: {stages}.")).format(stages=names))
        if chain.single_points:
            names = join([filled.stage.name for filled in chain.single_points])
            told.append(self._say(N_("Hanging on one member alone: {stages}.")).format(stages=names))
        return " ".join(told)

    def service(self, code: str) -> str:
        """Return a service's name; the code where the list has none."""
        service = self._site.vocabularies.services.get(code)
        return label(service, self._site) if service else code

    def activity(self, code: str) -> str:
        """Return an activity's title, which ISTAT gives in Italian only; the code where there is none."""
        activity = self._site.vocabularies.ateco.get(code)
        return activity.title if activity else code

    def _named(self, level: Level, names: list[str]) -> str:
        joined = self._site.language.join(names)
        if level is Level.PROVINCE:
            ngettext = self._site.language.ngettext
            text = ngettext("in the province of {names}", "in the provinces of {names}", len(names))
            return text.format(names=joined)
        text = N_("at {names}") if level is Level.MUNICIPALITY else N_("in {names}")
        return self._say(text).format(names=joined)

    def _likeness(self, likely: Likely) -> str:
        if likely.offer is not None:
            return self._say(N_("its offer “{title}” is over")).format(title=likely.offer.title)
        if likely.code in self._site.vocabularies.services:
            return self._say(N_("offers {service}")).format(service=_small(self.service(likely.code)))
        return self._say(N_("its trade is {activity}")).format(activity=_small(self.activity(likely.code)))

    def _distance(self, near: Near) -> Iterator[str]:
        if near.km is not None and near.neighbour is not None:
            name = self._site.federation.members[near.neighbour].name
            text = N_("next door to {member}") if near.km < 1 else N_("{km} km from {member}")
            yield self._say(text).format(km=self._site.language.number(round(near.km)), member=name)
        if near.inside:
            yield self._say(N_("already in this chain"))

    def _missing(self, near: Near) -> Iterator[str]:
        likely = near.likely
        if likely.likeness is Likeness.LAPSED:
            yield self._say(N_("it would only have to renew it"))
        if likely.wanted:
            name = self.activity if likely.by_activity else self.service
            text = N_("it lacks the activity {wanted}") if likely.by_activity else N_("it lacks the service {wanted}")
            quoted = [self._say(N_("“{name}”")).format(name=name(code)) for code in likely.wanted]
            yield self._say(text).format(wanted=self._site.language.join(quoted, "or"))
        if not near.serves:
            yield self._say(N_("it does not work in the chain's area yet"))
        elif likely.likeness is Likeness.SAME:
            yield self._say(N_("it lacks nothing but an offer for this stage"))


def _small(text: str) -> str:
    """Return a label as a part of a sentence; what is written in capitals stays so."""
    return text[:1].lower() + text[1:] if not text[1:2].isupper() else text
