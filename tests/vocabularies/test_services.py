"""The project's own list of goods and services."""

import re
from collections import defaultdict

import pytest

from generator.vocabularies import Vocabularies
from generator.vocabularies.guessing import folded

# What people type, and the service that they mean.
TYPED = [
    ("mensa", "catering.canteens"),
    ("refezione", "catering.canteens"),
    ("Ristorazione scolastica", "catering.canteens"),
    ("refezione scolastca", "catering.canteens"),
    ("catering.canteen", "catering.canteens"),
    ("school meals", "catering.canteens"),
    ("asilo nido", "childhood.nursery"),
    ("asilo", "childhood.preschool"),
    ("badanti", "care.home-care"),
    ("RSA", "care.elderly-residence"),
    ("casa di riposo", "care.elderly-residence"),
    ("camion frigo", "logistics.refrigerated-transport"),
    ("facchini", "logistics.porterage"),
    ("pulizie", "facility.cleaning"),
    ("pulizia", "facility.cleaning"),
    ("verde pubblico", "facility.green-areas"),
    ("CER", "environment.energy-community"),
    ("inserimento lavorativo", "learning.work-integration"),
    ("buste paga", "business.payroll"),
    ("bcc", "business.credit"),
    ("sito web", "digital.websites"),
    ("richiedenti asilo", "care.migrants"),
    ("cantina sociale", "food.wine"),
    ("caseificio", "food.dairy"),
    ("cohousing", "spaces.social-housing"),
    ("wheelchairs", "health.aids"),
    ("kjhgfd", None),
]


@pytest.mark.parametrize(("typed", "code"), TYPED)
def test_a_service_is_found_by_the_words_that_people_type(
    vocabularies: Vocabularies, typed: str, code: str | None
) -> None:
    assert vocabularies.services.suggest(typed, "it") == code


def test_the_list_is_long_enough_to_describe_members_and_short_enough_to_choose_from(
    vocabularies: Vocabularies,
) -> None:
    assert len(vocabularies.service_groups) == 18
    assert 150 < len(vocabularies.services) < 200
    sizes = {group: sum(entry.group == group for entry in vocabularies.services.values()) for group in GROUPS}
    assert {group: size for group, size in sizes.items() if not 5 <= size <= 16} == {}


GROUPS = tuple(Vocabularies.load().service_groups)


def test_every_code_is_a_group_and_a_name(vocabularies: Vocabularies) -> None:
    shape = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+")
    assert [code for code in vocabularies.services if not shape.fullmatch(code)] == []
    assert {entry.group for entry in vocabularies.services.values()} == set(GROUPS)
    assert [group.code for group in vocabularies.service_groups.values() if group.names() == ()] == []


def test_services_stand_in_the_order_of_their_groups(vocabularies: Vocabularies) -> None:
    assert tuple(dict.fromkeys(entry.group for entry in vocabularies.services.values())) == GROUPS


def test_every_service_says_its_synonyms_in_italian_and_english(vocabularies: Vocabularies) -> None:
    few = [
        entry.code
        for entry in vocabularies.services.values()
        if len(entry.synonyms_in("it")) < 4 or len(entry.synonyms_in("en")) < 2
    ]
    assert few == []
    assert vocabularies.services["food.wine"].synonyms_in("de") == ()


def test_every_division_of_a_service_is_one_of_ateco(vocabularies: Vocabularies) -> None:
    wrong = {
        entry.code: entry.divisions
        for entry in vocabularies.services.values()
        if not entry.divisions or not set(entry.divisions) <= set(vocabularies.ateco.divisions)
    }
    assert wrong == {}


def test_no_word_stands_for_two_services(vocabularies: Vocabularies) -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for entry in vocabularies.services.values():
        for name in entry.names():
            bearers[folded(name)].add(entry.code)
    assert {name: codes for name, codes in bearers.items() if len(codes) > 1} == {}


def test_no_synonym_is_written_twice(vocabularies: Vocabularies) -> None:
    twice = {}
    for entry in vocabularies.services.values():
        for language, words in entry.synonyms:
            said = [folded(word) for word in (entry.labels.get(language), *words)]
            if len(set(said)) < len(said):
                twice[entry.code] = said
    assert twice == {}


def test_no_label_stands_for_two_services(vocabularies: Vocabularies) -> None:
    labels = [label for entry in vocabularies.services.values() for label in set(entry.labels.values())]
    assert {label for label in labels if labels.count(label) > 1} == set()
