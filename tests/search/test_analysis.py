"""What the analysis makes of text, on both sides the same."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from Stemmer import Stemmer

from benchmarks.node import SCRIPTS, run
from generator.search.analysis import STEMMERS, Analysis
from tests.search.sides import in_browser, in_python

SHARED = Path(__file__).parents[3] / "shared" / "data"
CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("cases.yml").read_text(encoding="utf-8")
)
ACCENTS = ("sanità", "qualità")
"""Accented words that the table supposes the index to hold."""

LANGUAGES = (*STEMMERS, "xx")
ALPHABETS = {
    "it": "abcdefghilmnopqrstuvzàèéìòùáíóújkwxy",
    "en": "abcdefghijklmnopqrstuvwxyz",
    "de": "abcdefghijklmnopqrstuvwxyzäöüß",
    "fr": "abcdefghijklmnopqrstuvwxyzàâèéêëîïôùûçœ",
}
SUFFIXES = {
    "it": "azione amente ità iva abile ando gliela isce erebbe iamo ichi oso usione logia amento atrice ge he",
    "en": "ational ingly eedly edly ies sses ness ful ogist li ement ive y e s ing at bl tt ization iviti",
    "de": "erinnen niss heit lich keit ung ig isch en er est et st ern lns es em system tick plan ue ae qu",
    "fr": "issements ements emment amment ité iqu abil euse eaux oux ives ations ions aient ière ièr ion e s",
}


@pytest.mark.parametrize("language", CASES)
def test_text_gives_the_terms_of_the_table(language: str) -> None:
    for case in CASES[language]:
        analysis = Analysis(language, ACCENTS)
        assert [word.term for word in analysis.words(case["text"])] == case["terms"], case["text"]
        if "named" in case:
            assert [word.term for word in analysis.named(case["text"])] == case["named"], case["text"]


@pytest.mark.parametrize("rule", ["words", "told", "named"])
@pytest.mark.parametrize("language", CASES)
def test_the_script_gives_the_same_for_the_table(language: str, rule: str) -> None:
    texts = [case["text"] for case in CASES[language]]
    assert in_browser(language, texts, rule, ACCENTS) == in_python(language, texts, rule, ACCENTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_sides_agree_on_strings_that_break_software(language: str) -> None:
    source = SHARED / "naughty-strings.json"
    if not source.is_file():
        pytest.skip("naughty-strings.json is not there")
    texts = json.loads(source.read_text(encoding="utf-8"))
    assert len(texts) > 500
    assert in_browser(language, texts) == in_python(language, texts)


def test_both_sides_agree_on_every_letter_between_others() -> None:
    texts = [
        "".join(f"x{chr(code)}X " for code in range(start, start + 0x100))
        for start in (*range(0, 0xD800, 0x100), *range(0xE000, 0x20000, 0x100), 0xE0000, 0x10FF00)
    ]
    mine, theirs = in_python("it", texts), in_browser("it", texts)
    different = [(texts[at], one, two) for at, (one, two) in enumerate(zip(mine, theirs, strict=True)) if one != two]
    assert not different, different[0]


def test_both_sides_agree_on_any_text() -> None:
    texts: list[str] = []

    @settings(max_examples=2_000, derandomize=True, deadline=None, database=None)
    @given(st.text(max_size=40) | st.text(alphabet="abcàèéLl'’-‑. 0123ßİΣςıſǅ\u0300\u0301", max_size=20))
    def gather(text: str) -> None:
        texts.append(text.encode("utf-8", "replace").decode())

    gather()
    assert len(texts) >= 2_000
    for language in LANGUAGES:
        assert in_browser(language, texts, "named") == in_python(language, texts, "named"), language


def test_an_accented_word_is_also_known_by_what_its_stem_would_be_without() -> None:
    (word,) = Analysis("it").words("lavorerà")
    assert (word.term, word.otherwise) == ("lavor", "lavorer")


def test_accented_words_are_learnt_as_far_as_accents_change_their_stems() -> None:
    learnt = Analysis("it").knowing(["La sanità, la città", "qualità: SANITÀ", "plain text"])
    assert learnt.accents == {"qualita": "qualità", "sanita": "sanità"}
    assert [word.term for word in learnt.words("sanita SANITÀ san")] == ["sanit", "sanit", "san"]


def test_the_italian_stems_of_the_script_are_those_of_snowball() -> None:
    words, stems = SHARED / "snowball-it-voc.txt", SHARED / "snowball-it-output.txt"
    if not words.is_file() or not stems.is_file():
        pytest.skip("snowball-it-voc.txt and snowball-it-output.txt are not there")
    given, expected = (path.read_text(encoding="utf-8").split() for path in (words, stems))
    assert len(given) == 35_495
    assert stemmed("it", given) == expected
    assert Stemmer("italian", 0).stemWords(given) == expected


@pytest.mark.parametrize("language", STEMMERS)
def test_the_stems_of_the_scripts_are_those_of_python(language: str) -> None:
    words = made_up(language, 60_000)
    mine, theirs = Stemmer(STEMMERS[language], 0).stemWords(words), stemmed(language, words)
    different = [item for item in zip(words, mine, theirs, strict=True) if item[1] != item[2]]
    assert not different, different[:5]


def stemmed(language: str, words: list[str]) -> list[str]:
    script = SCRIPTS / "stems" / f"{language}.js"
    return run("return given.map(stems.stem)", words, stems=script)  # type: ignore[no-any-return]


def made_up(language: str, number: int) -> list[str]:
    """Return words that end as words of the language do, and some that do not."""
    dice, letters, suffixes = random.Random(2026), ALPHABETS[language], SUFFIXES[language].split()  # noqa: S311
    words: dict[str, None] = {}
    while len(words) < number:
        start = "".join(dice.choices(letters, k=dice.randint(1, 6)))
        ends = dice.choices(suffixes, k=dice.randint(0, 3))
        words[start + "".join(end + "".join(dice.choices(letters, k=dice.choice((0, 0, 1)))) for end in ends)] = None
    return list(words)
