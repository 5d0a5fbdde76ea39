"""Why an offer meets a need, and what it lacks, in words: «offre trasporto refrigerato, che cercate»."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.languages import N_
from generator.matching import reasons as because
from generator.matching.reasons import Side

if TYPE_CHECKING:
    from datetime import date

    from generator.matching.matches import Match
    from generator.matching.reasons import Missing, Reason
    from generator.publishing.places import Places
    from generator.publishing.site import Site
    from generator.records.chain import Stage
    from generator.records.offer import Terms

_SEEN = {
    because.SameService: {
        Side.NEED: N_("offers {offered}, which you seek"),
        Side.OFFER: N_("seeks {sought}, which you offer"),
        None: N_("{offered} is offered here and sought there"),
    },
    because.Narrower: {
        Side.NEED: N_("offers {offered}, which is close to {sought}, which you seek"),
        Side.OFFER: N_("seeks {sought}, which is close to {offered}, which you offer"),
        None: N_("{offered} is offered here and {sought} sought there, which is close to it"),
    },
    because.Reciprocal: {
        Side.NEED: N_("in turn seeks “{need}”, and you offer “{offer}”"),
        Side.OFFER: N_("in turn offers “{offer}”, and you seek “{need}”"),
        None: N_("each has what the other seeks: “{offer}” for “{need}”"),
    },
}
"""By who reads: the member that seeks, the one that offers, or anybody."""

_OFFER, _NEED, _BOTH = (Side.OFFER,), (Side.NEED,), (Side.OFFER, Side.NEED)

_NAMED = {
    _OFFER: N_("the text of the offer speaks of {service}"),
    _NEED: N_("the text of the need speaks of {service}"),
    _BOTH: N_("both texts speak of {service}"),
}
_NO_SERVICE = {
    _OFFER: N_("the offer does not say of which service it is"),
    _NEED: N_("the need does not say of which service it is"),
    _BOTH: N_("neither the offer nor the need says of which service it is"),
}
_NO_TERMS = {
    _OFFER: N_("the offer does not say its terms"),
    _NEED: N_("the need does not say its terms"),
    _BOTH: N_("neither the offer nor the need says its terms"),
}
_IN_TALKS = {
    _OFFER: N_("somebody is already talking about the offer"),
    _NEED: N_("somebody is already talking about the need"),
    _BOTH: N_("both are already talking to somebody"),
}


class MatchWords:
    """Says reasons in the site's language; each is a part of a sentence, without a capital and a full stop."""

    def __init__(self, site: Site, places: Places) -> None:
        self._site = site
        self._language = site.language
        self._services = site.vocabularies.services
        self._places = places

    def reasons(self, match: Match, reader: Side | None = None) -> list[str]:
        """Return what speaks for a match, told to the member whose side is given, or to anybody."""
        return [self.reason(reason, reader) for reason in match.reasons]

    def missing(self, match: Match) -> list[str]:
        """Return what a match lacks to be better."""
        return [self.lack(lack) for lack in match.missing]

    def sentence(self, match: Match, reader: Side | None = None) -> str:
        """Return all reasons as one sentence: «Offre uova, che cercate; a 14 km; fino al 30 aprile 2027.»"""
        text = "; ".join(self.reasons(match, reader))
        return f"{text[:1].upper()}{text[1:]}."

    def reason(self, reason: Reason, reader: Side | None = None) -> str:
        """Return one reason in words."""
        match reason:
            case because.SameService(service):
                said = self._say(
                    _SEEN[because.SameService][reader], offered=self._service(service), sought=self._service(service)
                )
            case because.Narrower(offered, sought):
                said = self._say(
                    _SEEN[because.Narrower][reader], offered=self._service(offered), sought=self._service(sought)
                )
            case because.Named(service, by):
                said = self._say(_NAMED[by], service=self._service(service))
            case because.Profile(service):
                said = self._say(N_("what the member does: {service}"), service=self._service(service))
            case because.SameGroup(group):
                known = self._site.vocabularies.service_groups.get(group)
                name = known.labels.get(self._language.code) if known else group
                said = self._say(N_("both are about {group}"), group=_small(name))
            case because.Alike(words):
                said = self._say(N_("words of both texts: {words}"), words=", ".join(words))
            case because.Reciprocal(offer, need):
                titles = {"offer": self._title(offer), "need": self._title(need)}
                said = self._say(_SEEN[because.Reciprocal][reader], **titles)
            case _:
                said = self._circumstance(reason)
        return said

    def lack(self, lack: Missing) -> str:
        """Return in words one thing that is missing."""
        match lack:
            case because.NoService(sides):
                said = self._say(_NO_SERVICE[sides])
            case because.NoTerms(sides):
                said = self._say(_NO_TERMS[sides])
            case because.InTalks(sides):
                said = self._say(_IN_TALKS[sides])
            case because.NoArea():
                said = self._say(N_("the offer does not say where it holds"))
            case because.OtherService(offered, sought):
                given, wanted = self._service(offered), self._service(sought)
                said = self._say(N_("offered is {offered}, sought is {sought}"), offered=given, sought=wanted)
            case because.OtherKind(offered, sought):
                given, wanted = (_small(self._language.gettext(kind.label)) for kind in (offered, sought))
                said = self._say(N_("of different kinds: {offered}, {sought}"), offered=given, sought=wanted)
            case because.OtherTerms(offered, sought):
                given, wanted = self._terms(offered), self._terms(sought)
                said = self._say(N_("terms to agree on: {offered}, or {sought}"), offered=given, sought=wanted)
            case because.Far(km):
                said = self._say(N_("{km} km lie between the two"), km=self._language.number(round(km)))
            case because.Short(days):
                said = self._say(N_("days on which both stand: {days} only"), days=self._language.number(days))
        return said

    def _circumstance(self, reason: Reason) -> str:
        match reason:
            case because.TermsFit(terms):
                said = self._say(N_("terms that fit: {terms}"), terms=self._terms(terms))
            case because.Overlap(begins, ends, later):
                said = self._from(begins) if later else self._say(N_("until {day}"), day=self._language.date(ends))
            case because.Covers(area):
                said = self._say(N_("reaches {area}"), area=self._places.area(area))
            case because.Within(area):
                said = self._say(N_("lies where it is sought: {area}"), area=self._places.area(area))
            case because.Near(km):
                away = round(km)
                said = (
                    self._say(N_("{km} km away"), km=self._language.number(away))
                    if away
                    else self._say(N_("next door"))
                )
            case because.SameStage(chain, stage):
                said = self._say(
                    N_("the same stage of “{chain}”: {stage}"),
                    chain=self._chain(chain),
                    stage=self._stage(chain, stage),
                )
            case because.NextStage(chain, offered, sought):
                stages = {"one": self._stage(chain, offered), "other": self._stage(chain, sought)}
                said = self._say(
                    N_("neighbouring stages of “{chain}”: {one}, {other}"), chain=self._chain(chain), **stages
                )
            case _:
                raise TypeError(reason)
        return said

    def _from(self, begins: date) -> str:
        if begins.day == 1:
            return self._say(N_("available from {month}"), month=self._language.date_as(begins, "yMMMM"))
        return self._say(N_("available from the day {day}"), day=self._language.date(begins))

    def _say(self, message: str, **values: str) -> str:
        return self._language.gettext(message).format(**values)

    def _service(self, code: str) -> str:
        known = self._services.get(code)
        return _small(known.labels.get(self._language.code)) if known else code

    def _terms(self, terms: Iterable[Terms]) -> str:
        return self._language.join([_small(self._language.gettext(one.label)) for one in terms])

    def _title(self, ref: because.Ref) -> str:
        member = self._site.federation.members[ref[0]]
        return next(one.title for one in (*member.offers, *member.needs) if one.id == ref[1])

    def _chain(self, slug: str) -> str:
        return self._site.federation.chains[slug].name

    def _stage(self, slug: str, id_: str) -> str:
        stages: tuple[Stage, ...] = self._site.federation.chains[slug].stages
        return next(stage.name for stage in stages if stage.id == id_)


def _small(text: str) -> str:
    """Return a label as it stands within a sentence; one that begins with an abbreviation stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
