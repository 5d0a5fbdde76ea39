"""The demonstration keeps its promises: it is large, varied, consistent, plainly fictional, and alive on its day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.checking.rulebook import check_site
from generator.matching.chain_ties import ties
from generator.matching.chains import filled_chains
from generator.matching.gaps import gaps
from generator.reading.site import Reading, read_site
from generator.records.call import Call, CallKind, CallState, DeadlineKind
from generator.records.federation import Federation
from generator.records.initiative import InitiativeKind, InitiativeStatus
from generator.records.member import Member, Profile, RelationKind, SocialType, Status
from generator.records.offer import ExchangeKind, Need, Offer

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Rome"))
TRACKS = (
    "Che ruolo vogliamo giocare",
    "Competere nella società del rischio",
    "Curare le persone",
    "Tessere connessioni",
)


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return read_site(ROOT, cache=tmp_path_factory.mktemp("cache") / "records.json", workers=1)


@pytest.fixture(scope="module")
def site(reading: Reading) -> Federation:
    return reading.federation


def exchanges(site: Federation) -> Iterator[tuple[str, Offer | Need]]:
    for slug, member in site.members.items():
        yield from ((slug, offer) for offer in member.offers)
        yield from ((slug, need) for need in member.needs)


def texts(value: object) -> Iterator[str]:
    """Yield every text in a record, at any depth."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)


def test_no_record_has_an_error_and_only_the_two_expired_notices_are_warned_about(reading: Reading) -> None:
    problems = [(problem.path, problem.rule) for problem in check_site(reading, TODAY)]
    assert problems == [("members/la-tomaia.yml", "expired"), ("members/taxi-del-basso-garda.yml", "expired")]


def test_every_record_file_names_the_schema_of_its_kind(reading: Reading) -> None:
    for (kind, _), source in reading.federation.sources.items():
        path = ROOT / source.path
        first = path.read_text(encoding="utf-8").splitlines()[0]
        named = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).resolve() == ROOT / "schemas" / f"{kind}.json", source.path
        assert (path.parent / named).is_file(), source.path


class TestMembers:
    def test_are_many_in_many_places_and_trades(self, reading: Reading, site: Federation) -> None:
        vocabularies = reading.vocabularies
        places = [
            vocabularies.municipalities[member.address.municipality]
            for member in site.members.values()
            if member.address
        ]
        sectors = {
            vocabularies.ateco.sector(one.ateco)
            for member in site.members.values()
            for one in member.activities
            if one.main
        }
        provinces = Counter(place.province for place in places)
        assert len(site.members) >= 64
        assert len(provinces) >= 12
        assert len({place.region for place in places}) >= 6
        assert all(provinces[one] >= 3 for one in ("BS", "MN", "BG", "CR", "MI"))
        assert len(sectors) >= 12

    def test_cover_every_status_and_kind_of_social_cooperative(self, site: Federation) -> None:
        assert {member.status for member in site.members.values()} == set(Status)
        assert {member.social_type for member in site.members.values()} == {*SocialType, None}
        assert {profile for member in site.members.values() for profile in member.profiles} == set(Profile)

    def test_are_mostly_rich_and_sometimes_sparse(self, site: Federation) -> None:
        described = [member for member in site.members.values() if member.description]
        assert len(described) >= 60
        assert len(site.members) - len(described) >= 3
        for member in described:
            assert 50 <= len((member.description or "").split()) <= 150, member.name

    def test_have_a_voice_each(self, site: Federation) -> None:
        described = {slug: member.description for slug, member in site.members.items() if member.description}
        openings = Counter(" ".join(text.split()[:4]) for text in described.values())
        assert [opening for opening, times in openings.items() if times > 1] == []
        for (one, text), (other, rival) in combinations(described.items(), 2):
            assert not sentences(text) & sentences(rival), (one, other)

    def test_are_confirmed_lately_for_the_most_part(self, site: Federation) -> None:
        lately = [one for one in site.members.values() if one.verified and one.verified.on > TODAY - timedelta(365)]
        assert len(lately) >= 55
        assert any(one.verified and one.verified.on < TODAY - timedelta(365) for one in site.members.values())
        assert all(one.verified is None or one.verified.on <= TODAY for one in site.members.values())

    def test_say_more_than_name_trade_and_place_only_with_consent(self, site: Federation) -> None:
        said = {slug for slug, one in site.members.items() if one.contacts or one.description or one.identifiers}
        assert [slug for slug in sorted(said) if not site.members[slug].consent] == []
        assert len(said) < len(site.members)


def sentences(text: str) -> set[str]:
    return {sentence for sentence in re.split(r"(?<=[.!?])\s+", text) if len(sentence) > 30}


class TestFiction:
    def test_every_address_on_the_web_ends_in_example(self, site: Federation) -> None:
        shelves = (site.members, site.calls, site.initiatives, site.tracks, site.chains)
        for record in (record for shelf in shelves for record in shelf.values()):
            for text in texts(record.model_dump()):
                for host in re.findall(r"(?:https?://|[\w.+-]+@)([\w.-]+[a-z])", text):
                    assert host.endswith(".example"), (text, host)

    def test_tax_codes_and_phone_numbers_are_nobody_s(self, site: Federation) -> None:
        for slug, member in site.members.items():
            if member.identifiers and member.identifiers.tax_code:
                assert member.identifiers.tax_code.startswith("999"), slug
            if member.contacts and member.contacts.phone:
                # No Italian number continues with a zero after the prefix of the town.
                assert re.fullmatch(r"\+39 0\d{1,3} 0\d{2} \d{3}", member.contacts.phone), slug


class TestOffersAndNeeds:
    def test_are_many_and_of_every_kind(self, site: Federation) -> None:
        found = [one for _, one in exchanges(site)]
        assert len(found) >= 130
        assert {one.kind for one in found} == set(ExchangeKind)
        assert sum(one.chain is not None for one in found) >= 15

    def test_expire_within_a_year_and_two_have_expired(self, site: Federation) -> None:
        past = [one.id for _, one in exchanges(site) if one.expires < TODAY]
        assert sorted(past) == ["corso-pedana", "pellami"]
        later = [one.expires for _, one in exchanges(site) if one.expires >= TODAY]
        assert min(later) > date(2026, 11, 30)
        assert max(later) <= date(2027, 11, 22)

    def test_meet_each_other(self, site: Federation) -> None:
        met = [
            (slug, need.id)
            for slug, member in site.members.items()
            for need in member.needs
            if any(
                need.service is not None and need.service == offer.service
                for other, rival in site.members.items()
                if other != slug
                for offer in rival.offers
            )
        ]
        assert len(met) >= 40

    def test_refrigerated_transport_is_sought_and_offered_in_mantova(self, site: Federation) -> None:
        cold = [
            one
            for _, one in exchanges(site)
            if one.service == "logistics.refrigerated-transport" and "IT-MN" in one.area
        ]
        assert {type(one) for one in cold} == {Offer, Need}

    def test_members_that_are_gone_have_neither(self, site: Federation) -> None:
        gone = [one for one in site.members.values() if one.status is Status.CEASED]
        assert all(not one.offers and not one.needs for one in gone)


class TestCalls:
    def test_cover_every_state_on_the_day(self, site: Federation) -> None:
        states = Counter(call.state(NOON) for call in site.calls.values())
        assert len(site.calls) >= 14
        assert set(states) == set(CallState)
        assert states[CallState.CLOSING] >= 3

    @pytest.mark.parametrize("weeks", [1, 2, 4, 8])
    def test_keep_moving_in_the_weeks_after(self, site: Federation, weeks: int) -> None:
        later = NOON + timedelta(weeks=weeks)
        before = NOON + timedelta(weeks=weeks // 2)
        assert any(call.state(later) is not call.state(before) for call in site.calls.values())
        assert any(call.state(later) is CallState.OPEN for call in site.calls.values())

    def test_are_of_every_kind_with_every_kind_of_date(self, site: Federation) -> None:
        dates = [one for call in site.calls.values() for one in call.deadlines]
        assert {call.kind for call in site.calls.values()} == set(CallKind)
        assert {one.kind for one in dates} == set(DeadlineKind)
        assert {"Europe/Rome", "Europe/London", "Europe/Brussels"} <= {one.zone for one in dates}
        assert any(one.extended_from for one in dates)

    @pytest.mark.parametrize(
        ("what", "fits"),
        [
            ("always open", lambda call: call.closes is None and call.cancelled is None),
            ("cancelled with a reason", lambda call: call.cancelled and call.cancelled.reason),
            ("closed with an outcome", lambda call: call.state(NOON) is CallState.CLOSED and call.outcome),
            ("closed last week", lambda call: call.closes and timedelta(0) < NOON - call.closes <= timedelta(7)),
            ("with four dates", lambda call: len(call.deadlines) >= 4),
            ("for a size", lambda call: call.criteria and call.criteria.size),
            ("for a profile", lambda call: call.criteria and call.criteria.profiles),
            ("for an area", lambda call: call.criteria and call.criteria.area),
            ("for a service", lambda call: call.criteria and call.criteria.services),
            ("for a kind of social cooperative", lambda call: call.criteria and call.criteria.social_type),
            ("with money at stake", lambda call: call.value and call.value.max),
        ],
    )
    def test_show_each_case(self, site: Federation, what: str, fits: Callable[[Call], object]) -> None:
        assert any(fits(call) for call in site.calls.values()), what

    def test_and_initiatives_name_each_other(self, site: Federation) -> None:
        of_initiatives = {(key, slug) for key, one in site.initiatives.items() for slug in one.calls}
        of_calls = {(call.initiative, slug) for slug, call in site.calls.items() if call.initiative}
        assert of_initiatives == of_calls

    def test_are_on_the_track_of_their_initiative_unless_both_say_otherwise(self, site: Federation) -> None:
        astray = [slug for slug, call in site.calls.items() if call.initiative and call.track != track(site, call)]
        assert astray == []

    def test_those_that_end_have_been_published_before(self, site: Federation) -> None:
        assert all(call.published <= TODAY for call in site.calls.values())
        assert all(call.closes is None or call.closes.date() > call.published for call in site.calls.values())

    def test_taking_part_are_members_that_had_joined(self, site: Federation) -> None:
        for call in site.calls.values():
            for slug in call.participants:
                joined = site.members[slug].member_since
                assert joined is not None, slug
                assert joined <= call.published, (call.title, slug)


def track(site: Federation, call: Call) -> str:
    assert call.initiative
    return site.initiatives[call.initiative].track


class TestProgramme:
    def test_has_the_four_tracks_in_their_order(self, site: Federation) -> None:
        tracks = sorted(site.tracks.values(), key=lambda one: one.number)
        assert tuple(one.title for one in tracks) == TRACKS
        for one in tracks:
            assert 150 <= len((one.description or "").split()) <= 250, one.title
            assert {goal.year for goal in one.goals} == {2023, 2026}
            assert all(goal.indicator and goal.target for goal in one.goals)

    @pytest.mark.parametrize(("year", "least"), [(2023, 16), (2026, 12)])
    def test_of_a_year_runs_on_every_track_by_every_means(self, site: Federation, year: int, least: int) -> None:
        ours = [one for key, one in site.initiatives.items() if key.startswith(f"{year}/")]
        assert len(ours) >= least
        assert {one.track for one in ours} == set(site.tracks)
        assert {one.kind for one in ours} == set(InitiativeKind)

    def test_of_the_past_is_over_and_that_of_today_is_not(self, site: Federation) -> None:
        statuses = {
            year: Counter(one.status for key, one in site.initiatives.items() if key.startswith(year))
            for year in ("2023", "2026")
        }
        assert set(statuses["2023"]) == {InitiativeStatus.CONCLUDED, InitiativeStatus.DROPPED}
        assert statuses["2023"][InitiativeStatus.DROPPED] == 1
        assert set(statuses["2026"]) == set(InitiativeStatus)

    def test_collaborare_is_as_it_was_announced(self, site: Federation) -> None:
        one = site.initiatives["2023/collaborare"]
        assert (one.title, one.announced, one.track) == ("Collaborare", date(2023, 2, 7), "tessere-connessioni")
        assert "matching cooperativo" in (one.description or "").lower()
        assert "call to action" in (one.description or "").lower()

    def test_continues_what_was_begun(self, site: Federation) -> None:
        continued = {key: one.continues for key, one in site.initiatives.items() if one.continues}
        assert len(continued) >= 6
        for key, earlier in continued.items():
            assert earlier in site.initiatives, key
            assert earlier < key
            assert site.initiatives[earlier].track == site.initiatives[key].track, key

    def test_counts_results_towards_goals_of_its_track_and_year(self, site: Federation) -> None:
        counted = set()
        for key, one in site.initiatives.items():
            goals = {goal.id: goal.year for goal in site.tracks[one.track].goals}
            for result in one.results:
                if result.goal:
                    assert goals[result.goal] == int(key[:4]), key
                    counted.add((one.track, result.goal))
        assert counted == {(slug, goal.id) for slug, track in site.tracks.items() for goal in track.goals}

    def test_has_steps_done_and_steps_to_come(self, site: Federation) -> None:
        steps = [step for key, one in site.initiatives.items() if key.startswith("2026") for step in one.milestones]
        assert all(step.done_on is None or step.done_on <= TODAY for step in steps)
        assert {step.done_on is None for step in steps} == {True, False}
        assert any(step.done_on is None and step.date < TODAY for step in steps)

    def test_partners_are_members_that_had_joined_in_time(self, site: Federation) -> None:
        for key, one in site.initiatives.items():
            for slug in (partner.member for partner in one.partners if partner.member):
                joined = site.members[slug].member_since
                assert joined is not None, slug
                assert joined <= date(int(key[:4]), 12, 31), (key, slug)


class TestChains:
    def test_have_filled_stages_and_gaps(self, site: Federation) -> None:
        assert len(site.chains) >= 2
        for slug, chain in site.chains.items():
            filled = Counter(
                one.stage for _, one in exchanges(site) if isinstance(one, Offer) and one.chain == slug and one.stage
            )
            assert 4 <= len(chain.stages) <= 7
            assert any(filled[stage.id] == 0 for stage in chain.stages), slug
            assert sum(filled[stage.id] >= stage.minimum for stage in chain.stages) >= 4, slug

    def test_have_gaps_with_members_near_them_and_stages_that_hang_on_one(self, reading: Reading) -> None:
        site, vocabularies = reading.federation, reading.vocabularies
        for chain in filled_chains(site, vocabularies, TODAY).values():
            missing = gaps(chain, site, vocabularies, TODAY)
            assert len(missing) >= 2, chain.slug
            assert all(len(gap.nearest) >= 2 for gap in missing), chain.slug
            assert chain.single_points, chain.slug

    def test_are_bound_by_consortia_and_temporary_associations(self, reading: Reading) -> None:
        site, kinds = reading.federation, {RelationKind.MEMBER_OF, RelationKind.TEMPORARY_ASSOCIATION}
        for chain in filled_chains(site, reading.vocabularies, TODAY).values():
            assert kinds <= {tie.kind for tie in ties(chain, site)}, chain.slug

    def test_every_thing_that_a_stage_takes_is_given_by_another_or_comes_from_outside(self, site: Federation) -> None:
        outside = {
            slug: {thing for stage in chain.stages for thing in stage.takes}
            - {thing for stage in chain.stages for thing in stage.gives}
            for slug, chain in site.chains.items()
        }
        assert outside == {"dal-campo-alla-mensa": set(), "filiera-del-legno": set()}

    def test_are_led_by_members(self, site: Federation) -> None:
        assert all(isinstance(site.members.get(chain.lead or ""), Member) for chain in site.chains.values())
