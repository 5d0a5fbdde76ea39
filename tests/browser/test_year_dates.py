"""A year's dates in a browser whose clock goes on after the page was made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import serving
from tests.publishing.woven import a_call, an_initiative, body, woven

pytestmark = pytest.mark.browser

SCRIPTS = Path(__file__).parents[2] / "generator" / "theme" / "scripts"
BUILT = "2026-11-22T10:00+01:00"
RECORDS: dict[str, Any] = {
    "initiatives": {
        "2026/meet": an_initiative(
            status="running",
            milestones=[
                {"id": "a", "title": "First", "date": "2026-11-24"},
                {"id": "b", "title": "Second", "date": "2026-12-15"},
                {"id": "c", "title": "Late at the build", "date": "2026-11-02"},
            ],
            calls=["cook"],
        )
    },
    "calls": {"cook": a_call()},
}
ADDRESSES = {
    "calendar": "programme/calendar-2026/",
    "year": "programme/2026/",
    "initiative": "programme/2026/meet/",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages of a year, with the scripts that know what day it is."""
    folder = tmp_path_factory.mktemp("dates")
    scripts = "".join(f'<script type="module" src="/{name}.js"></script>' for name in ("dates", "expiry"))
    for name in ("dates", "expiry"):
        (folder / f"{name}.js").write_bytes((SCRIPTS / f"{name}.js").read_bytes())
    (folder / "404.html").write_text("<!doctype html><title>Lost</title>", encoding="utf-8")
    for address in ADDRESSES.values():
        (folder / address).mkdir(parents=True)
        head = f"<!doctype html><html lang=en><head><meta charset=utf-8><title>x</title>{scripts}</head>"
        (folder / address / "index.html").write_text(
            f"{head}<body>{body(woven(BUILT, **RECORDS), address)}</body></html>", encoding="utf-8"
        )
    with serving(folder) as address:
        yield address


def opened(browser: Browser, site: str, name: str, moment: str) -> Page:
    page = browser.new_page()
    page.clock.set_fixed_time(datetime.fromisoformat(moment))
    page.goto(site + ADDRESSES[name])
    return page


@pytest.mark.parametrize(
    ("moment", "today", "following", "passed"),
    [
        ("2026-11-22T10:00+01:00", "2026-11-22", "#d-2026-11-24", 0),
        ("2026-11-24T23:59+01:00", "2026-11-24", "#d-2026-11-24", 0),
        ("2026-11-25T00:00+01:00", "2026-11-25", "#d-2026-11-30", 1),
        ("2026-12-01T12:00+01:00", "2026-12-01", "#d-2026-12-15", 2),
    ],
)
def test_a_calendar_knows_today_and_what_comes_next(
    browser: Browser, site: str, moment: str, today: str, following: str, passed: int
) -> None:
    page = opened(browser, site, "calendar", moment)
    expect(page.locator(f'td[data-day="{today}"][aria-current="date"]')).to_have_count(1)
    expect(page.locator("td[aria-current]")).to_have_count(1)
    expect(page.locator("[data-dates-next]")).to_have_attribute("href", following)
    expect(page.locator(".month [data-past]")).to_have_count(passed)
    page.close()


def test_when_all_is_over_there_is_no_next_date(browser: Browser, site: str) -> None:
    page = opened(browser, site, "calendar", "2027-05-01T12:00+02:00")
    expect(page.locator("[data-dates-next]")).to_be_hidden()
    expect(page.locator("td[aria-current]")).to_have_count(0)
    page.close()


def test_a_milestone_whose_day_has_passed_says_that_it_is_late(browser: Browser, site: str) -> None:
    before = opened(browser, site, "year", "2026-11-24T12:00+01:00")
    expect(before.locator(".moves__next [data-until-mark]")).to_be_hidden()
    expect(before.locator(".next-dates [data-until='2026-11-24']")).to_be_visible()
    before.close()
    after = opened(browser, site, "year", "2026-11-25T12:00+01:00")
    expect(after.locator(".moves__next [data-until-mark]")).to_be_visible()
    expect(after.locator(".next-dates [data-until='2026-11-24']")).to_be_hidden()
    expect(after.locator(".next-dates .agenda__item").get_by_text("Late at the build")).to_be_visible()
    after.close()


def test_an_initiatives_page_marks_each_milestone_whose_day_has_passed(browser: Browser, site: str) -> None:
    page = opened(browser, site, "initiative", "2026-11-25T12:00+01:00")
    expect(page.locator(".timeline__step [data-until-mark]:visible")).to_have_count(1)
    expect(page.locator(".timeline__step", has_text="First")).to_contain_text("Late")
    page.close()
