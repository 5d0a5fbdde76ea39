"""The script that says a call's state at the visitor's time, in a real browser with a clock of ours.

A page is built once and looked at days later. That the script follows the rule of `Call.state` is proven by the table
that holds the record's own rule too: `tests/publishing/call_states.json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from generator.publishing.addresses import root_of
from generator.publishing.blocks import blocks
from generator.publishing.members.roll import Roll
from generator.publishing.templates import environment
from generator.records.call import CLOSING_SOON, Call
from tests.browser.conftest import serving
from tests.publishing.call_states import Case, cases
from tests.publishing.woven import a_call, body, woven

SCRIPT = Path(__file__).parents[2] / "generator" / "theme" / "scripts" / "calls.js"
BUILT = "2026-11-22T10:00+01:00"


def until(moment: str, **more: Any) -> dict[str, Any]:
    return a_call(deadlines=[{"id": "end", "at": moment}], **more)


CALLS = {
    "soon": until("2026-11-24T12:00", title="Soon"),
    "later": until("2026-12-20T12:00", title="Later"),
    "next": a_call(
        title="Next",
        deadlines=[
            {"id": "go", "kind": "opening", "at": "2026-11-25T09:00"},
            {"id": "end", "at": "2026-12-24T12:00"},
        ],
    ),
    "tender": until("2026-11-23T18:00", title="Tender", kind="external_tender"),
    "over": until("2026-10-01", title="Over"),
    "withdrawn": until("2026-12-24", title="Withdrawn", cancelled={"on": "2026-11-01"}),
}


def whole(html: str, address: str) -> str:
    """Return a page's body as a page with the script."""
    script = f'<script type="module" src="{root_of(address)}calls.js"></script>'
    head = f"<head><meta charset=utf-8><title>x</title>{script}</head>"
    return f"<!doctype html><html lang=en>{head}<body>{html}</body></html>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the pages that calls stand on, and one of each call of the table."""
    folder = tmp_path_factory.mktemp("calls")
    built = woven(BUILT, calls=CALLS)
    home = blocks(Roll(built), environment(built))["closing-calls"]("")
    pages = {"": home, "calls/": body(built, "calls/"), "calls/soon/": body(built, "calls/soon/")}
    for address, html in pages.items():
        path = folder / address / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(whole(html, address), encoding="utf-8")
    (folder / "calls.js").write_bytes(SCRIPT.read_bytes())
    (folder / "404.html").write_text("none", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Where the site is served."""
    with serving(folder) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor in Tokyo: what counts is the instant, not the visitor's zone."""
    context = browser.new_context(timezone_id="Asia/Tokyo")
    yield context
    context.close()


def visit(context: BrowserContext, address: str, now: str) -> Page:
    """Open a page at a given time; its clock stands still until the test moves it."""
    page = context.new_page()
    page.clock.install(time=datetime.fromisoformat(now) - timedelta(minutes=1))
    page.clock.pause_at(datetime.fromisoformat(now))
    page.goto(address)
    return page


@pytest.mark.browser
def test_the_script_follows_the_rule_of_the_record(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address)
    asked = [question(case, at) for case in cases() for at, _ in case.states]
    told = page.evaluate(
        """async ([script, questions]) => {
          const { stateAt } = await import(script);
          return questions.map(([call, now]) => stateAt(call, now));
        }""",
        [f"{address}calls.js", asked],
    )
    assert told == [state for case in cases() for _, state in case.states]


@pytest.mark.browser
def test_the_script_knows_when_the_state_changes_next(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address)
    asked = [question(case, at) for case in cases() for at, _ in case.states]
    told = page.evaluate(
        """async ([script, questions]) => {
          const { nextChange } = await import(script);
          return questions.map(([call, now]) => nextChange(call, now)).map((at) => (at === Infinity ? null : at));
        }""",
        [f"{address}calls.js", asked],
    )
    assert told == [change(case, at) for case in cases() for at, _ in case.states]


def question(case: Case, at: datetime) -> list[Any]:
    """Return a call and a time as the script takes them."""
    call = Call.model_validate(case.texts)
    closes = call.closes.timestamp() * 1000 if call.closes else None
    return [
        {"opens": call.opens.timestamp() * 1000, "closes": closes, "cancelled": bool(call.cancelled)},
        at.timestamp() * 1000,
    ]


def change(case: Case, at: datetime) -> float | None:
    """Return the next time at which the record's own rule gives another state, found by asking it."""
    call = Call.model_validate(case.texts)
    turns = [call.opens, *([call.closes - CLOSING_SOON, call.closes] if call.closes else [])]
    later = [turn for turn in turns if turn > at and not call.cancelled]
    return min(later).timestamp() * 1000 if later else None


def tile(page: Page, title: str) -> Locator:
    return page.locator("[data-call]", has=page.get_by_role("heading", name=title, exact=True))


def standing(page: Page) -> dict[str, list[str]]:
    """Return the titles that can be seen in each group of a board."""
    lists = page.locator("[data-calls]:visible").all()
    return {
        str(one.get_attribute("data-calls")): one.locator("[data-call]:visible .tile__link").all_inner_texts()
        for one in lists
    }


@pytest.mark.browser
@pytest.mark.parametrize(
    ("now", "badge"),
    [
        ("2026-09-30T23:59:59+02:00", "Upcoming"),
        ("2026-10-01T00:00:00+02:00", "Open"),
        ("2026-11-17T11:59:59+01:00", "Open"),
        ("2026-11-17T12:00:00+01:00", "Closing soon"),
        ("2026-11-24T11:59:59+01:00", "Closing soon"),
        ("2026-11-24T12:00:00+01:00", "Closed"),
        ("2027-11-24T12:00:00+01:00", "Closed"),
    ],
)
def test_a_page_says_the_state_at_the_visitors_time(
    context: BrowserContext, address: str, now: str, badge: str
) -> None:
    page = visit(context, f"{address}calls/soon/", now)
    assert page.locator("[data-call-badge]").inner_text() == badge
    assert page.locator("[data-call-left]").is_visible() is (badge == "Closing soon")


@pytest.mark.browser
def test_a_call_closes_before_the_visitors_eyes(context: BrowserContext, address: str) -> None:
    page = visit(context, f"{address}calls/soon/", "2026-11-24T11:58:30+01:00")
    badge, left = page.locator("[data-call-badge]"), page.locator("[data-call-left]")
    assert (badge.inner_text(), left.inner_text()) == ("Closing soon", "2 minutes left")
    page.clock.run_for(60_000)
    assert (badge.inner_text(), left.inner_text()) == ("Closing soon", "1 minute left")
    page.clock.run_for(30_000)
    assert badge.inner_text() == "Closed"
    assert left.is_hidden()


@pytest.mark.browser
def test_the_board_groups_calls_at_the_visitors_time(context: BrowserContext, address: str) -> None:
    page = visit(context, f"{address}calls/", BUILT)
    assert standing(page) == {
        "own-open": ["Soon", "Later"],
        "own-upcoming": ["Next"],
        "external-open": ["Tender"],
        "closed": ["Over"],
        "cancelled": ["Withdrawn"],
    }
    page = visit(context, f"{address}calls/", "2026-11-26T10:00+01:00")
    assert standing(page) == {
        "own-open": ["Later", "Next"],
        "closed": ["Tender", "Soon", "Over"],
        "cancelled": ["Withdrawn"],
    }
    assert page.get_by_text("All of them have closed meanwhile.").is_visible()
    assert page.locator("[data-calls-group]:visible [data-calls-count]").all_inner_texts() == ["2", "3", "1"]
    page = visit(context, f"{address}calls/", "2027-02-01T10:00+01:00")
    assert page.get_by_text("none of our own calls can be joined").is_visible()


@pytest.mark.browser
def test_a_tile_moves_when_its_time_comes(context: BrowserContext, address: str) -> None:
    page = visit(context, f"{address}calls/", "2026-11-25T08:59:59+01:00")
    assert standing(page)["own-upcoming"] == ["Next"]
    page.clock.run_for(1_000)
    assert standing(page)["own-open"] == ["Later", "Next"]
    assert "own-upcoming" not in standing(page)
    assert tile(page, "Next").locator("[data-call-badge]").inner_text() == "Open"


@pytest.mark.browser
def test_a_visitor_who_comes_back_to_the_tab_sees_the_state_of_now(context: BrowserContext, address: str) -> None:
    page = visit(context, f"{address}calls/soon/", "2026-11-20T10:00+01:00")
    page.clock.set_fixed_time(datetime.fromisoformat("2026-11-25T10:00+01:00"))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.locator("[data-call-badge]").inner_text() == "Closed"


@pytest.mark.browser
def test_the_home_page_shows_only_what_can_still_be_joined(context: BrowserContext, address: str) -> None:
    page = visit(context, address, BUILT)
    names = page.locator("[data-call]:visible .tile__link")
    assert names.all_inner_texts() == ["Soon", "Tender", "Later", "Next"]
    page = visit(context, address, "2026-11-26T10:00+01:00")
    assert page.locator("[data-call]:visible .tile__link").all_inner_texts() == ["Later", "Next"]
    assert page.get_by_text("No call is open").is_hidden()
    page = visit(context, address, "2027-02-01T10:00+01:00")
    assert page.locator("[data-call]:visible").count() == 0
    assert page.get_by_text("No call is open").is_visible()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "left", "said"),
    [
        ("it", timedelta(days=2, hours=3), "mancano 2 giorni e 3 ore"),
        ("it", timedelta(days=1), "manca 1 giorno"),
        ("it", timedelta(days=1, hours=1), "mancano 1 giorno e 1 ora"),
        ("it", timedelta(hours=5, minutes=20), "mancano 5 ore e 20 minuti"),
        ("it", timedelta(hours=1), "manca 1 ora"),
        ("it", timedelta(seconds=30), "manca 1 minuto"),
        ("it", timedelta(hours=23, minutes=59, seconds=30), "manca 1 giorno"),
        ("en", timedelta(days=6, hours=23, minutes=59, seconds=59), "mancano 7 days"),
        ("de", timedelta(days=2), "mancano 2 Tage"),
    ],
)
def test_the_time_left_is_said_in_the_pages_language(
    context: BrowserContext, address: str, language: str, left: timedelta, said: str
) -> None:
    page = context.new_page()
    page.goto(address)
    told = page.evaluate(
        """async ([script, left, language, forms]) =>
          (await import(script)).timeLeft(left, language, forms)""",
        [
            f"{address}calls.js",
            left.total_seconds() * 1000,
            language,
            {"one": "manca {time}", "other": "mancano {time}"},
        ],
    )
    assert told == said


@pytest.mark.browser
def test_without_scripts_the_dates_are_there_and_no_state_that_may_be_wrong(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}calls/")
    said = page.locator("body").inner_text()
    badges = [badge for badge in page.locator("[data-call-badge]").all_inner_texts() if badge]
    context.close()
    assert "As of 22 November 2026" in said
    assert "Tuesday, 24 November 2026 at 12:00" in said
    assert badges == ["Closed", "Cancelled"]
