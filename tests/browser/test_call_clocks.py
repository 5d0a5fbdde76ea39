"""Calls that close around a change of the clocks: before, at and after each deadline, with and without scripts.

Rome's clocks go from 2:00 to 3:00 on 29 March 2026, and from 3:00 back to 2:00 on 25 October 2026.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import serving
from tests.browser.test_call_states import SCRIPT, visit, whole
from tests.publishing.woven import a_call, body, woven

pytestmark = pytest.mark.browser

SECOND, WEEK = timedelta(seconds=1), timedelta(days=7)


class Case(NamedTuple):
    """A deadline as it is written, the instant that it means, and what the page says of it."""

    at: str
    instant: str
    said: str
    zone: str = "Europe/Rome"


CASES = {
    "spring-day": Case(
        "2026-03-29", "2026-03-29T22:00Z", "Sunday, 29 March 2026, until the end of the day (Rome time)"
    ),
    "spring-morning": Case("2026-03-29T01:30", "2026-03-29T00:30Z", "Sunday, 29 March 2026 at 01:30 (Rome time)"),
    "spring-skipped": Case("2026-03-29T02:30", "2026-03-29T01:30Z", "Sunday, 29 March 2026 at 02:30 (Rome time)"),
    "spring-noon": Case("2026-03-29T12:00", "2026-03-29T10:00Z", "Sunday, 29 March 2026 at 12:00 (Rome time)"),
    "spring-after": Case("2026-03-31T12:00", "2026-03-31T10:00Z", "Tuesday, 31 March 2026 at 12:00 (Rome time)"),
    "spring-elsewhere": Case(
        "2026-03-29T12:00", "2026-03-29T16:00Z", "Sunday, 29 March 2026 at 12:00 (New York time)", "America/New_York"
    ),
    "autumn-day": Case(
        "2026-10-25", "2026-10-25T23:00Z", "Sunday, 25 October 2026, until the end of the day (Rome time)"
    ),
    "autumn-twice": Case("2026-10-25T02:30", "2026-10-25T00:30Z", "Sunday, 25 October 2026 at 02:30 (Rome time)"),
    "autumn-noon": Case("2026-10-25T12:00", "2026-10-25T11:00Z", "Sunday, 25 October 2026 at 12:00 (Rome time)"),
    "autumn-after": Case("2026-10-27T12:00", "2026-10-27T11:00Z", "Tuesday, 27 October 2026 at 12:00 (Rome time)"),
}
BUILT = {"spring": "2026-03-02T10:00+01:00", "autumn": "2026-10-02T10:00+02:00"}


def the_call(case: Case) -> dict[str, Any]:
    return a_call(published="2026-03-01", deadlines=[{"id": "end", "at": case.at, "zone": case.zone}])


def site_at(folder: Path, name: str, built: str) -> Path:
    """Write the page of a call as it was built at a time, and the board with it."""
    made = woven(built, calls={name: the_call(CASES[name])})
    for address in (f"calls/{name}/", "calls/"):
        path = folder / address / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(whole(body(made, address), address), encoding="utf-8")
    (folder / "calls.js").write_bytes(SCRIPT.read_bytes())
    (folder / "404.html").write_text("none", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the pages are served that were built weeks before the clocks change."""
    folder = tmp_path_factory.mktemp("clocks")
    for name in CASES:
        site_at(folder, name, BUILT[name.partition("-")[0]])
    with serving(folder) as address:
        yield address


@pytest.mark.parametrize("zone", ["Europe/Rome", "America/New_York"])
@pytest.mark.parametrize("name", CASES)
def test_state_and_countdown_are_right_before_at_and_after_each_deadline(
    browser: Browser, address: str, name: str, zone: str
) -> None:
    closes = datetime.fromisoformat(CASES[name].instant)
    moments = {
        closes - WEEK - SECOND: ("Open", None),
        closes - WEEK: ("Closing soon", "7 days left"),
        closes - timedelta(days=2, hours=3): ("Closing soon", "2 days and 3 hours left"),
        closes - SECOND: ("Closing soon", "1 minute left"),
        closes: ("Closed", None),
        closes + SECOND: ("Closed", None),
        closes + WEEK: ("Closed", None),
    }
    context = browser.new_context(timezone_id=zone)
    told = {}
    for now in moments:
        page = visit(context, f"{address}calls/{name}/", now.isoformat())
        left = page.locator("[data-call-left]")
        told[now] = page.locator("[data-call-badge]").inner_text(), left.inner_text() if left.is_visible() else None
        page.close()
    context.close()
    assert told == moments


@pytest.mark.parametrize(
    ("name", "midnight", "left"),
    [
        ("spring-day", "2026-03-29T00:00+01:00", "23 hours left"),
        ("autumn-day", "2026-10-25T00:00+02:00", "1 day and 1 hour left"),
        ("spring-noon", "2026-03-28T12:00+01:00", "23 hours left"),
        ("autumn-noon", "2026-10-24T12:00+02:00", "1 day and 1 hour left"),
    ],
)
def test_the_countdown_counts_hours_that_pass_and_not_those_of_the_clock(
    browser: Browser, address: str, name: str, midnight: str, left: str
) -> None:
    context = browser.new_context(timezone_id="Europe/Rome")
    said = visit(context, f"{address}calls/{name}/", midnight).locator("[data-call-left]").inner_text()
    context.close()
    assert said == left


@pytest.mark.parametrize("name", CASES)
def test_a_call_closes_at_its_instant_before_the_visitors_eyes(browser: Browser, address: str, name: str) -> None:
    closes = datetime.fromisoformat(CASES[name].instant)
    context = browser.new_context(timezone_id="Asia/Tokyo")
    page = visit(context, f"{address}calls/{name}/", (closes - SECOND).isoformat())
    before = page.locator("[data-call-badge]").inner_text()
    page.clock.run_for(1_000)
    after = page.locator("[data-call-badge]").inner_text()
    context.close()
    assert (before, after) == ("Closing soon", "Closed")


@pytest.mark.parametrize("since", [-1, 0, 1], ids=["before", "at", "after"])
@pytest.mark.parametrize("name", CASES)
def test_without_scripts_a_page_built_then_says_the_state_and_the_exact_date(
    browser: Browser, tmp_path: Path, name: str, since: int
) -> None:
    closes = datetime.fromisoformat(CASES[name].instant)
    folder = site_at(tmp_path, name, (closes + since * SECOND).isoformat())
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with serving(folder) as address:
        told = {}
        for path in (f"calls/{name}/", "calls/"):
            page.goto(address + path)
            told[path] = " ".join(page.locator("body").inner_text().split())
    context.close()
    word = "Closed on" if since >= 0 else "Closes on"
    assert all(f"{word} {CASES[name].said}" in text for text in told.values()), told
    assert ("Closed calls 1" in told["calls/"]) is (since >= 0)
    assert ("Open calls 1" in told["calls/"]) is (since < 0)
