"""The check as a whole: order, files that could not be read, and real records in numbers."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from generator.checking.calendar import unverified
from generator.checking.exchanges import a_year_after
from generator.checking.rulebook import check
from generator.checking.tracks import contrast
from generator.records.federation import Federation, Source
from generator.records.member import Member
from tests.checking.sites import TODAY, VOCABULARIES, checked, federation

REAL = Path(__file__).parents[3] / "shared/data/coops-uk.csv"


def test_problems_are_told_in_the_order_of_their_places() -> None:
    files = {
        "members/b.yml": "relations:\n- {kind: partner_of, member: z}\n- {kind: partner_of, member: y}\nname: Due",
        "members/a.yml": "name: Uno\nlogo: a.svg\nrelations: [{kind: partner_of, member: x}]",
    }
    places = [re.search(r"[^ ]+\.yml:\d+", problem) for problem in checked(files)]
    assert [place and place[0] for place in places] == [
        "members/a.yml:2",
        "members/a.yml:3",
        "members/b.yml:2",
        "members/b.yml:3",
    ]


def test_a_reference_to_a_file_that_could_not_be_read_leads_somewhere() -> None:
    files = {
        "members/a.yml": "name: Uno\nrelations: [{kind: partner_of, member: b}]\nformer_slugs: [c]",
        "calls/uno.yml": "{title: Uno, kind: survey, published: 2026-01-10, track: rischio, initiative: 2026/mutua}",
    }
    unread = {("member", "b"), ("track", "rischio"), ("initiative", "2026/mutua")}
    assert checked(files, unread=unread) == []
    assert len(checked(files)) == 3


def test_a_former_name_may_not_be_that_of_a_file_that_could_not_be_read() -> None:
    files = {"members/a.yml": "{name: Uno, former_slugs: [c]}"}
    assert "former-slug-in-use" in checked(files, unread={("member", "c")})[0]


def test_an_empty_site_has_no_problems() -> None:
    assert checked({}) == []


def test_members_that_nobody_confirmed_for_a_year_are_one_figure() -> None:
    files = {
        "members/a.yml": "{name: Uno, verified: {on: 2025-11-22, by: Ufficio}}",
        "members/b.yml": "{name: Due, verified: {on: 2025-11-21, by: Ufficio}}",
        "members/c.yml": "{name: Tre}",
    }
    assert unverified(federation(files), TODAY) == 2
    assert checked(files) == []


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 11, 22), date(2027, 11, 22)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 28)),
    ],
)
def test_twelve_months_ahead_is_the_same_day_of_the_next_year(day: date, later: date) -> None:
    assert a_year_after(day) == later


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#ffffff", 1.0),
        ("#777777", "#FFFFFF", 4.48),  # the best-known near miss
        ("#767676", "#FFFFFF", 4.54),
    ],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


def real(number: int) -> Federation:
    """Return so many real members, from the 7,273rd on with their names repeated under another first word."""
    with REAL.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    members, sources = {}, {}
    for at in range(number):
        row, again = rows[at % len(rows)], at >= len(rows)
        name = " ".join(re.sub(r"[^ -~]", " ", row["Name"]).split())[:150]
        place = row["Locality"].strip() or "?"
        record = {
            "name": f"Nuova {name}" if again else name,
            "summary": f"{row['Sector']} in {place}. Since 1985; 120 members, 45 staff.",
            "address": {"municipality": place, "country": "GB"},
            "contacts": {"email": f"info@coop{at}.example", "phone": "+44 20 7946 0958"},
        }
        slug = f"coop-{at:05}"
        members[slug] = Member.model_validate(record)
        sources["member", slug] = Source(f"members/{slug}.yml", b"")
    return Federation(members=members, sources=sources)  # type: ignore[arg-type]


@pytest.mark.skipif(not REAL.exists(), reason="coops-uk.csv is missing")
def test_real_records_give_few_warnings_and_all_of_them_right() -> None:
    problems = check(real(7272), vocabularies=VOCABULARIES, logos={}, today=TODAY, locate=lambda path, field: (1, 1))
    assert Counter(problem.rule for problem in problems) == {"same-name": 5}


@pytest.mark.skipif(not REAL.exists(), reason="coops-uk.csv is missing")
def test_ten_thousand_members_are_checked_in_time_that_a_build_does_not_feel() -> None:
    members = real(10_000)
    begun = process_time()
    check(members, vocabularies=VOCABULARIES, logos={}, today=TODAY, locate=lambda path, field: (1, 1))
    # Measured 0.4 s; the bound leaves room for slow and crowded machines, and none for quadratic rules.
    assert process_time() - begun < 3
