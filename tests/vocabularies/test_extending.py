"""A federation's own services."""

import pickle
from typing import Any

import pytest

from generator.languages.language import Language
from generator.vocabularies import Vocabularies, VocabularyError

ENGLISH, ITALIAN = Language.load("en"), Language.load("it")
NO_CRAFTS = "there is no group 'crafts': add it, or choose one"
WRONG: list[tuple[dict[Any, Any], tuple[str, ...], str]] = [
    ({"Food.Wine": {}}, ("Food.Wine",), "'Food.Wine' is no code: expected `group` or `group.name` in lower-case"),
    ({"a.b.c": {}}, ("a.b.c",), "'a.b.c' is no code"),
    ({"food.wine": "vino"}, ("food.wine",), "found 'vino', expected fields, as in `labels: {it: …, en: …}`"),
    (
        {"food.wine": {"label": {"it": "Vino"}}},
        ("food.wine", "label"),
        "unknown field 'label': expected `labels`, `synonyms`, `divisions`, `hidden`. Did you mean 'labels'?",
    ),
    ({"food": {"synonyms": {}}}, ("food", "synonyms"), "unknown field 'synonyms': expected `labels`, `hidden`"),
    ({"food.wine": {"hidden": "yes"}}, ("food.wine", "hidden"), "found 'yes', expected true or false"),
    (
        {"foods.truffles": {"labels": {"it": "Tartufi"}}},
        ("foods.truffles",),
        "there is no group 'foods': add it, or choose one. Did you mean 'food'?",
    ),
    ({"food.truffles": {}}, ("food.truffles", "labels"), "a new code needs a label: `labels: {it: …, en: …}`"),
    ({"crafts": {}}, ("crafts", "labels"), "a new code needs a label"),
    ({"food.wine": {"labels": {"italiano": "Vino"}}}, ("food.wine", "labels", "italiano"), "'italiano' is no language"),
    (
        {"food.wine": {"labels": {"xx": "Vino"}}},
        ("food.wine", "labels", "xx"),
        "'xx' is no language: expected",
    ),
    ({"crafts.lutes": {"labels": {"it": "Liuti"}}}, ("crafts.lutes",), NO_CRAFTS),
    ({"food.wine": {"labels": {"it": 3}}}, ("food.wine", "labels", "it"), "found 3, expected text"),
    ({"food.wine": {"labels": {"it": "  "}}}, ("food.wine", "labels", "it"), "found '  ', expected text"),
    ({"food.wine": {"labels": ["Vino"]}}, ("food.wine", "labels"), "found ['Vino'], expected fields"),
    (
        {"food.wine": {"synonyms": {"it": "vino"}}},
        ("food.wine", "synonyms", "it"),
        "found 'vino', expected a list, as in `[pane, focaccia]`",
    ),
    (
        {"food.wine": {"divisions": ["45"]}},
        ("food.wine", "divisions"),
        "'45' is no division of ATECO 2025: expected two digits, as in \"56\"",
    ),
    ({"food.wine": {"divisions": [11]}}, ("food.wine", "divisions"), "found 11, expected text"),
]


def test_a_known_code_keeps_what_is_not_said_again(vocabularies: Vocabularies) -> None:
    own = vocabularies.extended({"food.wine": {"labels": {"it": "Vini del Garda"}, "synonyms": {"it": ["lugana"]}}})
    wine = own.services["food.wine"]
    assert dict(wine.labels.items()) == {"it": "Vini del Garda", "en": "Wine and sparkling wine"}
    assert wine.synonyms_in("it") == ("lugana",)
    assert wine.synonyms_in("en") == vocabularies.services["food.wine"].synonyms_in("en")
    assert wine.divisions == ("11",)
    assert own.services.suggest("Lugana") == "food.wine"


def test_new_codes_extend_the_list(vocabularies: Vocabularies) -> None:
    own = vocabularies.extended(
        {
            "lutherie.mandolins": {
                "labels": {"it": "Mandolini", "de": "Mandolinen"},
                "synonyms": {"it": ["liutaio"]},
                "divisions": ["32"],
            },
            "lutherie": {"labels": {"it": "Liuteria"}},
        }
    )
    mandolins = own.services["lutherie.mandolins"]
    assert (mandolins.group, mandolins.divisions) == ("lutherie", ("32",))
    assert mandolins.labels.get("de") == "Mandolinen"
    assert mandolins.labels.get("en") == "Mandolini"
    assert list(own.service_groups)[-1] == "lutherie"
    assert len(own.services) == len(vocabularies.services) + 1


def test_a_new_code_needs_neither_synonyms_nor_divisions(vocabularies: Vocabularies) -> None:
    truffles = vocabularies.extended({"food.truffles": {"labels": {"it": "Tartufi"}}}).services["food.truffles"]
    assert (truffles.synonyms, truffles.divisions) == ((), ())


def test_a_hidden_code_leaves_the_choice_but_stays_known(vocabularies: Vocabularies) -> None:
    own = vocabularies.extended({"food.wine": {"hidden": True}, "food.drinks": {"hidden": False}})
    assert "food.wine" not in own.services
    assert "food.wine" in own.hidden_services
    assert "food.drinks" in own.services


def test_a_hidden_group_hides_its_services(vocabularies: Vocabularies) -> None:
    own = vocabularies.extended({"retail": {"hidden": True}}).extended({"food.wine": {"hidden": True}})
    assert "retail" not in own.service_groups
    assert [code for code in own.services if code.startswith("retail.")] == []
    assert {"retail.pharmacy", "food.wine"} <= set(own.hidden_services)


@pytest.mark.parametrize(("services", "path", "reason"), WRONG)
def test_what_is_no_list_of_services_is_refused_with_field_and_reason(
    vocabularies: Vocabularies, services: dict[str, object], path: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(VocabularyError) as raised:
        vocabularies.extended(services)
    assert raised.value.path == path
    said = ENGLISH.say(raised.value.reason)
    assert said.startswith(reason)
    assert str(raised.value) == f"{' → '.join(path)}: {said}"


def test_what_is_wrong_is_said_in_the_site_s_language_and_guesses_no_wrong_entry(vocabularies: Vocabularies) -> None:
    with pytest.raises(VocabularyError) as raised:
        vocabularies.extended({"crafts.lutes": {"labels": {"it": "Liuti"}}, "food.wine": {"lables": {}}})
    fields = "`labels`, `synonyms`, `divisions`, `hidden`"
    assert [ITALIAN.say(error.reason) for error in raised.value.all] == [
        "non c'è nessun gruppo 'crafts': aggiungerlo, oppure sceglierne uno",
        f"campo sconosciuto 'lables': ci si aspetta {fields}. Forse intendevate 'labels'?",
    ]


def test_all_that_is_wrong_is_said_at_once(vocabularies: Vocabularies) -> None:
    with pytest.raises(VocabularyError) as raised:
        vocabularies.extended({"food.wine": 1, "food.pasta-flour": {"hidden": False}, "Bread": {}})
    assert [error.path for error in raised.value.all] == [("food.wine",), ("Bread",)]


def test_extended_vocabularies_have_another_digest_and_can_be_sent_to_another_process(
    vocabularies: Vocabularies,
) -> None:
    own = vocabularies.extended({"food.wine": {"labels": {"it": "Vini"}}})
    assert own.digest != vocabularies.digest
    assert vocabularies.extended({}).digest == vocabularies.digest == Vocabularies.load().digest
    sent = pickle.loads(pickle.dumps(own))  # noqa: S301
    assert sent.services["food.wine"].labels.get("it") == "Vini"
    assert sent.digest == own.digest
