"""Legal forms, the register, goals, countries, and the labels of all vocabularies."""

import subprocess
import sys

import pytest

from generator.vocabularies import Labels, Service, ServiceGroup, Term, Vocabularies


def test_legal_forms_are_those_of_istat(vocabularies: Vocabularies) -> None:
    assert {code: term.labels.get("it") for code, term in vocabularies.legal_forms.items()} == {
        "1.4.10": "Società cooperativa a mutualità prevalente",
        "1.4.20": "Società cooperativa diversa",
        "1.4.30": "Società cooperativa sociale",
        "1.4.40": "Società di mutua assicurazione",
        "1.5.10": "Consorzio di diritto privato",
    }


def test_the_register_has_three_sections_fourteen_categories_and_mutual_benefit_societies(
    vocabularies: Vocabularies,
) -> None:
    assert list(vocabularies.register_sections) == ["prevalent", "prevalent-by-law", "other", "mutual-benefit"]
    assert list(vocabularies.register_categories) == [
        "work",
        "farm-work",
        "social",
        "agricultural",
        "housing",
        "fishing",
        "consumer",
        "retailers",
        "transport",
        "consortium",
        "agrarian-consortium",
        "credit-bank",
        "credit-guarantee",
        "miscellaneous",
        "mutual-benefit",
    ]


def test_there_are_seventeen_goals(vocabularies: Vocabularies) -> None:
    assert list(vocabularies.sdgs) == list(range(1, 18))
    assert vocabularies.sdgs[8].labels.get("it") == "Lavoro dignitoso e crescita economica"


def test_countries_are_those_of_iso_3166(vocabularies: Vocabularies) -> None:
    assert len(vocabularies.countries) == 249
    assert dict(vocabularies.countries["DE"].labels.items()) == {
        "it": "Germania",
        "en": "Germany",
        "de": "Deutschland",
        "fr": "Allemagne",
    }
    assert vocabularies.countries.suggest("Slovenia") == "SI"


@pytest.mark.parametrize(
    ("vocabulary", "typed", "code"),
    [
        ("legal_forms", "1.4.31", "1.4.30"),
        ("legal_forms", "1430", "1.4.30"),
        ("legal_forms", "cooperativa sociale", "1.4.30"),
        ("register_categories", "sociali", "social"),
        ("register_categories", "agricoltural", "agricultural"),
        ("register_sections", "prevalente", "prevalent"),
        ("register_sections", "mutuo soccorso", "mutual-benefit"),
        ("sdgs", "energia", 7),
        ("sdgs", "7", 7),
        ("sdgs", "18", None),
        ("legal_forms", "", None),
    ],
)
def test_a_wrong_code_or_a_label_leads_to_the_code_meant(
    vocabularies: Vocabularies, vocabulary: str, typed: str, code: str | int | None
) -> None:
    assert getattr(vocabularies, vocabulary).suggest(typed, "it") == code


def test_every_entry_has_an_italian_and_an_english_label(vocabularies: Vocabularies) -> None:
    labelled: list[Service | ServiceGroup | Term] = [
        *vocabularies.services.values(),
        *vocabularies.service_groups.values(),
        *vocabularies.legal_forms.values(),
        *vocabularies.register_sections.values(),
        *vocabularies.register_categories.values(),
        *vocabularies.sdgs.values(),
        *vocabularies.countries.values(),
        *vocabularies.ateco.sectors.values(),
        *vocabularies.ateco.sections.values(),
        *vocabularies.ateco.divisions.values(),
    ]
    assert [entry.code for entry in labelled if "it" not in entry.labels or "en" not in entry.labels] == []


def test_a_label_falls_back_to_italian_and_then_to_any() -> None:
    oil = Labels.of({"it": "Olio", "en": "Oil", "fr": ""})
    assert [oil.get(language) for language in ("en", "fr", "de")] == ["Oil", "Olio", "Olio"]
    assert Labels.of({"de": "Öl"}).get("en") == "Öl"
    assert Labels.of({}).get("it") == ""


def test_labels_are_read_like_a_mapping() -> None:
    oil = Labels.of({"it": "Olio", "en": "Oil"})
    assert (oil["en"], list(oil), len(oil), "de" in oil) == ("Oil", ["it", "en"], 2, False)
    assert dict(oil.items()) == {"it": "Olio", "en": "Oil"}
    assert Term("oil", oil) in {Term("oil", oil)}
    with pytest.raises(KeyError):
        oil["de"]


def test_loading_reads_no_table_until_it_is_asked_for() -> None:
    program = """
import pathlib
def refuse(*arguments, **options):
    raise AssertionError("read too early")
import generator.vocabularies as rooms
pathlib.Path.read_text = pathlib.Path.read_bytes = refuse
rooms.Vocabularies.load()
"""
    subprocess.run([sys.executable, "-c", program], check=True)
