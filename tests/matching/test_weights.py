"""The file of weights is read strictly, and says what it should."""

from __future__ import annotations

import pytest

from generator.matching.weights import FILE, WeightsError, parsed, weights
from tests.matching.met import SUBJECTS, VOCABULARIES

TEXT = FILE.read_text(encoding="utf-8")


def test_kinds_go_together_either_way_round() -> None:
    kinds = weights().kinds
    assert all(kinds[one, other] == kinds[other, one] for one, other in kinds)
    assert kinds["good", "good"] == 1
    assert kinds["space", "staff"] == 0
    assert ("hire", "sale") in weights().near


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("threshold =", "treshold =", "missing ['threshold'], unknown ['treshold']"),
        ("service = 0.88", "service = 1.2", "subject_service is 1.2, expected 0 to 1"),
        ("kept = 36", "kept = 0", "kept is 0, expected a count"),
        ('"good service"', '"goods service"', "['goods', 'service'] is not a pair"),
        ('"sale hire"', '"sale rent"', "['sale', 'rent'] is not a pair"),
    ],
)
def test_a_mistake_in_the_file_is_named(old: str, new: str, said: str) -> None:
    assert TEXT.count(old) == 1
    with pytest.raises(WeightsError) as error:
        parsed(TEXT.replace(old, new))
    assert said in str(error.value)


def test_every_weight_has_a_comment_above_it_or_above_its_run() -> None:
    bare, explained = [], False
    for line in TEXT.splitlines():
        if line.startswith("#"):
            explained = True
        elif not line or line.startswith("["):
            explained = False if not line else explained
        elif "=" in line and not explained:
            bare.append(line)
    assert not bare


def test_tables_name_only_services_of_the_list() -> None:
    files = [FILE.parent / name for name in ("broader.tsv", "words/it_services.tsv")]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    lists = [line.split("\t") for line in lines if not line.startswith("#")]
    codes = {cell for row in lists for cell in row if "." in cell and " " not in cell and ";" not in cell}
    assert codes <= set(VOCABULARIES.services)
    assert SUBJECTS.broader["logistics.refrigerated-transport"] == ("logistics.road-haulage",)


def test_what_stands_after_per_counts_less() -> None:
    course = SUBJECTS.read("Corso per falegnami", "")
    assert course.named["learning.vocational"] > course.named.get("building.joinery", 0)
    assert course.words["cors"] > course.words["falegn"]


def test_words_of_every_offer_and_names_of_places_tell_nothing() -> None:
    assert SUBJECTS.read("Cerchiamo cooperative a Brescia, il lunedì", "").words == {}
