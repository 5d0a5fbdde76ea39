"""What belongs to what in the programme, whichever side says so."""

from __future__ import annotations

from generator.publishing.weave import Weave
from tests.publishing.woven import a_call, an_initiative, woven


def slugs(items: object) -> list[str]:
    return [slug for slug, _ in items]  # type: ignore[attr-defined]


def test_a_call_and_an_initiative_belong_together_whichever_of_them_says_so() -> None:
    weave = Weave(
        woven(
            initiatives={
                "2026/meet": an_initiative(calls=["named", "both"]),
                "2026/other": an_initiative(),
            },
            calls={
                "named": a_call(),
                "names": a_call(initiative="2026/meet"),
                "both": a_call(initiative="2026/meet"),
                "alone": a_call(),
            },
        )
    )
    assert sorted(slugs(weave.calls_of_initiative["2026/meet"])) == ["both", "named", "names"]
    assert "2026/other" not in weave.calls_of_initiative
    assert weave.initiatives_of_call == dict.fromkeys(("both", "named", "names"), ("2026/meet",))


def test_the_initiative_that_a_call_names_stands_before_those_that_name_it() -> None:
    weave = Weave(
        woven(
            initiatives={"2023/first": an_initiative(calls=["one"]), "2026/second": an_initiative()},
            calls={"one": a_call(initiative="2026/second")},
        )
    )
    assert weave.initiatives_of_call["one"] == ("2026/second", "2023/first")


def test_a_call_is_on_its_own_track_else_on_that_of_its_initiative() -> None:
    weave = Weave(
        woven(
            initiatives={"2026/meet": an_initiative()},
            calls={
                "own": a_call(track="people", initiative="2026/meet"),
                "lent": a_call(initiative="2026/meet"),
                "none": a_call(),
            },
        )
    )
    assert {track: slugs(calls) for track, calls in weave.calls_of_track.items()} == {
        "people": ["own"],
        "connections": ["lent"],
    }


def test_a_call_is_of_the_year_of_its_initiatives_else_on_a_track_of_its_publication() -> None:
    weave = Weave(
        woven(
            initiatives={"2023/meet": an_initiative(calls=["late"]), "2026/meet": an_initiative(calls=["late"])},
            calls={
                "late": a_call(published="2025-01-01"),
                "track": a_call(published="2025-01-01", track="people"),
                "outside": a_call(published="2025-01-01", kind="external_tender"),
            },
        )
    )
    assert {year: slugs(calls) for year, calls in weave.calls_of_year.items()} == {
        2023: ["late"],
        2026: ["late"],
        2025: ["track"],
    }


def test_years_come_latest_first_and_initiatives_by_their_first_day() -> None:
    weave = Weave(
        woven(
            initiatives={
                "2023/a": an_initiative(),
                "2026/a-undated": an_initiative(),
                "2026/b-march": an_initiative(period={"from": "2026-03-01"}),
                "2026/c-january": an_initiative(announced="2026-01-05", period={"from": "2026-06-01"}),
                "2026/d-february": an_initiative(milestones=[{"id": "m", "title": "x", "date": "2026-02-01"}]),
            }
        )
    )
    assert list(weave.by_year) == [2026, 2023]
    assert slugs(weave.by_year[2026]) == ["2026/c-january", "2026/d-february", "2026/b-march", "2026/a-undated"]


def test_an_initiative_knows_all_that_continue_it() -> None:
    weave = Weave(
        woven(
            initiatives={
                "2023/meet": an_initiative(),
                "2026/b": an_initiative(continues="2023/meet"),
                "2026/a": an_initiative(continues="2023/meet"),
            }
        )
    )
    assert weave.continued_by == {"2023/meet": ("2026/a", "2026/b")}


def test_tracks_come_by_number() -> None:
    assert slugs(Weave(woven()).tracks) == ["people", "connections"]
