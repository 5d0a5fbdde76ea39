"""What a proposal does, in words that nothing in a record can break out of."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.languages.language import Language
from generator.matching.changes import State, changes
from generator.publishing.changes.fitting import Section, fitted
from generator.publishing.changes.inert import JOINER, LONGEST, inert
from generator.publishing.changes.report import MARK, Report, Told
from generator.publishing.matching_words import MatchWords
from generator.publishing.places import Places
from generator.publishing.site import Site
from generator.reading.settings import Settings
from generator.records.federation import Federation
from tests.matching.met import ITALIAN, MANTOVA, TODAY, VOCABULARIES, exchange, federation, member

NOW = datetime(2026, 11, 25, 11, tzinfo=UTC)
HOSTILE = (
    "@everyone", "#1", "!1", "GH-12", "owner/repo#7", "https://evil.example/x", "www.evil.example", "<!-- x -->",
    "<script>alert(1)</script>", "[a](https://evil.example)", "![a](//evil.example/x.png)", "**b**", "`code`", "~~~",
    "| a | b |", "# h", "- x", "1. x", "> q", "a\nb", "&lt;b&gt;", "$x$", ":tada:", "mailto:x@y.example",
    "\u202eevil", "\\[a](b)", "[^1]", "=== x",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_shows_as_it_is_and_does_nothing(text: str) -> None:
    html = markdown.markdown(f"- **{inert(text)}**", extensions=["extra"])
    assert re.findall(r"<[a-z!][^>]*>", html) == ["<ul>", "<li>", "<strong>"]
    assert not re.search(r"(?:[@#!~$:]\w|GH-\d|://|www\.)", re.sub(r"&#?\w+;", " ", html))


@given(st.text())
def test_any_text_stays_on_one_line_and_makes_no_html(text: str) -> None:
    said = inert(text)
    assert "\n" not in said
    assert "\r" not in said
    assert not re.search("[<>]", said)
    assert not re.search(r"[@#!][A-Za-z0-9]", said)
    assert len(said.replace("\\", "").replace(JOINER, "").replace("&lt;", "<").replace("&gt;", ">")) <= LONGEST * 5


def test_a_long_text_is_cut_and_says_so() -> None:
    assert inert("a" * 300) == "a" * (LONGEST - 1) + "…"


@given(
    st.lists(st.lists(st.text("aà", min_size=1, max_size=300), max_size=40), max_size=8),
    st.integers(2_000, 20_000),
)
def test_a_report_is_never_longer_than_it_may_be_and_counts_what_it_leaves_out(
    entries: list[list[str]], longest: int
) -> None:
    sections = [Section(f"### {at}", [f"- {one}" for one in some]) for at, some in enumerate(entries)]
    text = fitted("start", sections, longest, lambda number: f"left out: {number}")
    assert len(text.encode()) <= longest
    told = sum(line.startswith("- ") and "left out" not in line for line in text.splitlines())
    left = sum(int(number) for number in re.findall(r"left out: (\d+)", text))
    assert told + left == sum(map(len, entries))
    if sum(len(one.encode()) + 20 for some in entries for one in some) + 100 * len(entries) < longest:
        assert left == 0


def told(language: str, before: Federation, after: Federation, longest: int = 65_536) -> str:
    sites = [Site(one, VOCABULARIES, Language.load(language), Settings(name="Rete"), NOW) for one in (before, after)]
    states = [State(one, VOCABULARIES, ITALIAN) for one in (before, after)]
    words = [MatchWords(site, Places(site)) for site in sites]
    why = [lambda match, say=say: (say.reasons(match), say.missing(match)) for say in words]
    found = changes(states[0], states[1], TODAY)
    return Report(found, Told(sites[0], sites[1], (), (), why[0], why[1])).markdown(longest).replace(JOINER, "")


AURORA = member(name="Aurora", offers=[exchange()])
LUNA = member(MANTOVA, name="Luna", summary="Verdure per tutti", needs=[exchange(id="freddo")])


def test_a_new_member_is_told_in_english() -> None:
    assert (
        told("en", federation(aurora=AURORA), federation(aurora=AURORA, luna=LUNA))
        == f"""\
{MARK}
## What this proposal does

|  | new | changed | removed |
| --- | ---: | ---: | ---: |
| Members | 1 |  |  |
| Needs told | 1 |  |  |
| Matches | 1 |  |  |

### Members

- New: **Luna**
  - Verdure per tutti
  - seeks “Trasporto refrigerato di verdure” until 30 June 2027

### Matches that come about

- **Aurora** offers “Trasporto refrigerato di verdure”, **Luna** seeks “Trasporto refrigerato di verdure” (95%)
  - refrigerated transport is offered here and sought there; words of both texts: refrigerato, verdure, trasporto; \
reaches Lombardia; 62 km away; until 30 June 2027; terms that fit: sale
"""
    )


def test_a_change_is_told_in_italian() -> None:
    before = federation(aurora=AURORA, luna=LUNA)
    after = federation(
        aurora={**AURORA, "offers": [exchange(expires="2027-01-31")], "services": ["logistics.warehousing"]},
        luna={**LUNA, "address": {"municipality": "017029"}, "needs": []},
    )
    text = told("it", before, after)
    assert (
        """
- Modificata: **Aurora**
  - Servizi: si aggiunge «Magazzinaggio e deposito»
  - offerta «Trasporto refrigerato di verdure» › Scade il: «30 giugno 2027» → «31 gennaio 2027»
- Modificata: **Luna**
  - Indirizzo › Comune: «Mantova \\(MN\\)» → «Brescia \\(BS\\)»
  - richiesta tolta: «Trasporto refrigerato di verdure»
"""
        in text
    )
    assert (
        "### Incontri possibili che si perdono\n\n- **Aurora** offre «Trasporto refrigerato di verdure», **Luna** cerca"
        in text
    )


def test_nothing_is_said_to_change_where_nothing_does() -> None:
    same = federation(aurora=AURORA)
    assert told("en", same, same) == f"{MARK}\n## What this proposal does\n\nNothing changes on the site.\n"


def test_ten_thousand_new_members_fit_and_are_counted() -> None:
    many: dict[str, Any] = {f"m{number}": {"name": f"Luna {number}"} for number in range(10_000)}
    text = told("en", federation(aurora=AURORA), federation(aurora=AURORA, luna=LUNA, **many))
    assert len(text.encode()) <= 65_536
    left = re.search(r"^- ([\d,]+) more are left out here$", text, re.MULTILINE)
    assert left
    assert text.count("- New: ") + int(left[1].replace(",", "")) == 10_001
    assert "**Aurora** offers" in text, "many records do not push the few matches out"
