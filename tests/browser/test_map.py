"""The map of members in a real browser: by mouse, by keyboard, on a phone, without scripts, with streets or without."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT
from tests.browser.map_visit import MAP, WCAG, opened

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def records(demonstration: Path) -> list[list[Any]]:
    """Slug, name, place, latitude and longitude of each member on the map."""
    found: list[list[Any]] = json.loads((demonstration / MAP / "members.json").read_text(encoding="utf-8"))
    return found


def test_the_map_asks_nothing_of_other_servers_and_its_policy_refuses_nothing(browser: Browser, site: str) -> None:
    with opened(browser, site + MAP) as visit:
        for _ in range(6):
            visit.page.locator(".leaflet-control-zoom-in").click()
            visit.page.wait_for_load_state("networkidle")
        policy = str(visit.page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content"))
        assert [url for url in visit.requests if not url.startswith((site, "data:"))] == []
        assert visit.complaints == []
        assert "img-src 'self' data:;" in policy
        assert [url for url in visit.requests if "towns-" in url] != []
        assert visit.page.locator(".map-ground canvas.leaflet-tile-loaded").count() > 0


def test_the_cloth_is_drawn(browser: Browser, site: str) -> None:
    script = """() => [...document.querySelectorAll(".map-ground canvas")].map((tile) => {
      const { data } = tile.getContext("2d").getImageData(0, 0, tile.width, tile.height);
      return data.filter((value, place) => place % 4 === 3 && value > 0).length / (data.length / 4);
    })"""
    with opened(browser, site + MAP) as visit:
        visit.page.locator(".map-ground canvas.leaflet-tile-loaded").first.wait_for()
        shares = visit.page.evaluate(script)
    assert max(shares) > 0.4


def test_the_directory_s_map_is_printed_in_the_colours_of_the_day(browser: Browser, site: str) -> None:
    # How bright the threads are, on the whole.
    bright = """(least, most) => {
      const tiles = [...document.querySelectorAll(".map-ground canvas.leaflet-tile-loaded")];
      const [sum, count] = tiles.reduce(([sum, count], tile) => {
        const { data } = tile.getContext("2d").getImageData(0, 0, tile.width, tile.height);
        for (let place = 0; place < data.length; place += 4) {
          if (data[place + 3] > 200) [sum, count] = [sum + data[place], count + 1];
        }
        return [sum, count];
      }, [0, 0]);
      return count > 1000 && sum / count >= least && sum / count <= most;
    }"""
    with opened(browser, f"{site}associate/?vista=mappa", color_scheme="dark") as visit:
        visit.page.wait_for_function(f"() => ({bright})(0, 120)")
        visit.page.emulate_media(media="print")
        visit.page.wait_for_function(f"() => ({bright})(160, 255)")
        visit.page.emulate_media(media="screen")
        visit.page.wait_for_function(f"() => ({bright})(0, 120)")


def test_marks_hold_every_member_and_open_until_each_stands_for_itself(
    browser: Browser, site: str, records: list[list[Any]]
) -> None:
    with opened(browser, site + MAP) as visit:
        assert counted(visit.marks) == len(records)
        before = len(visit.marks)
        largest = visit.page.locator(".map-mark--some").first
        largest.click()
        expect(visit.page.locator(".map__status")).not_to_have_text(re.compile(f"^{len(records)} "))
        assert len(visit.marks) != before
        assert [mark for mark in visit.marks if not mark[0].isdigit()] != []
        visit.page.locator(".map__whole").click()
        expect(visit.page.locator(".map__status")).to_have_text(re.compile(f"^{len(records)} "))
        assert counted(visit.marks) == len(records)


def counted(marks: list[str]) -> int:
    """How many members the marks stand for."""
    return sum(int(found[0]) if (found := re.match(r"\d+(?= associat)", mark)) else 1 for mark in marks)


def test_the_keyboard_reaches_a_member_and_opens_its_page(browser: Browser, site: str) -> None:
    with opened(browser, site + MAP) as visit:
        visit.page.locator(".map__skip").focus()
        for _ in range(40):
            visit.page.keyboard.press("Tab")
            if "map-mark--" in visit.focused() and "map-mark--one" not in visit.focused():
                break
        assert "map-mark" in visit.focused()
        for _ in range(12):
            visit.page.keyboard.press("Enter")
            visit.page.wait_for_timeout(200)
            if "map-card__name" in visit.focused():
                break
        assert "map-card__name" in visit.focused()
        chosen = visit.page.evaluate("document.activeElement.textContent")
        visit.page.keyboard.press("Escape")
        assert "map-mark" in visit.focused()
        visit.page.keyboard.press("Enter")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url(re.compile(r"/associate/(?!mappa)[a-z0-9-]+/$"))
        assert visit.page.locator("h1").inner_text() == chosen


def test_the_way_past_the_map_leads_past_it(browser: Browser, site: str) -> None:
    with opened(browser, site + MAP) as visit:
        visit.page.locator(".map__skip").focus()
        visit.page.keyboard.press("Enter")
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.matches('[data-map-follow]')")


def test_the_list_follows_the_map_when_it_is_asked_to(browser: Browser, site: str, records: list[list[Any]]) -> None:
    with opened(browser, site + MAP) as visit:
        listed = visit.page.locator("[data-map-member]:visible")
        everyone = listed.count()
        visit.page.locator(".map-mark--some").first.click()
        assert listed.count() == everyone
        visit.page.locator("[data-map-follow]").check()
        expect(visit.page.locator("[data-map-member][hidden]").first).to_be_hidden()
        seen = int(visit.page.locator(".map__status").inner_text().split()[0])
        assert listed.count() == seen
        assert 0 < seen < everyone
        visit.page.locator(".map__whole").click()
        expect(listed).to_have_count(len(records))
        visit.page.locator("[data-map-follow]").uncheck()
        expect(listed).to_have_count(everyone)


def test_without_scripts_the_list_names_every_member(browser: Browser, site: str, demonstration: Path) -> None:
    members = {path.stem for path in (ROOT / "members").glob("*.yml")}
    with opened(browser, site + MAP, java_script_enabled=False) as visit:
        links = visit.page.locator("[data-map-member] a:visible")
        addresses = {str(link.get_attribute("href")) for link in links.all()}
        assert visit.page.locator(".map, [data-map-page]:visible, .map-follow:visible").count() == 0
    assert addresses == {f"../../associate/{slug}/" for slug in members}
    assert [slug for slug in members if not (demonstration / "associate" / slug / "index.html").is_file()] == []
    parser = html5lib.HTMLParser(strict=True)
    parser.parse((demonstration / MAP / "index.html").read_bytes(), transport_encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
def test_an_open_map_meets_wcag_and_is_no_wider_than_the_screen(
    browser: Browser, site: str, scheme: str, width: int
) -> None:
    with opened(browser, site + MAP, color_scheme=scheme, viewport={"width": width, "height": 740}) as visit:
        visit.page.locator(".map-mark--one").first.click()
        visit.page.locator(".map-card:visible").wait_for()
        result = Axe().run(visit.page, options=WCAG)
        violations = [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in result.response["violations"]
            for node in violation["nodes"]
        ]
        assert violations == []
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_one_finger_scrolls_the_page_and_the_map_says_that_it_takes_two(browser: Browser, site: str) -> None:
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    with opened(browser, site + MAP, **phone) as visit:
        frame = visit.page.locator(".map__frame")
        frame.scroll_into_view_if_needed()
        box = frame.bounding_box()
        assert box is not None
        seen = visit.page.locator(".map__status").inner_text()
        before = visit.page.evaluate("scrollY")
        swipe(visit.page, box["x"] + box["width"] - 40, box["y"] + box["height"] - 60, -300)
        visit.page.wait_for_function("(before) => scrollY > before + 100", arg=before)
        assert visit.page.locator(".map__status").inner_text() == seen
        assert "due dita" in str(visit.page.locator(".map__hint").text_content())


def swipe(page: Page, x: float, y: float, distance: float) -> None:
    """Draw one finger over the screen, in steps as a hand does."""
    client = page.context.new_cdp_session(page)
    client.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 16):
        point = {"x": x, "y": y + distance * step / 15}
        client.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_the_wheel_scrolls_the_page_and_zooms_only_with_ctrl(browser: Browser, site: str) -> None:
    with opened(browser, site + MAP) as visit:
        visit.page.locator(".map__frame").hover()
        marks = visit.marks
        visit.page.mouse.wheel(0, 200)
        visit.page.wait_for_function("() => scrollY > 100")
        assert visit.marks == marks
        visit.page.locator(".map__frame").hover()
        visit.page.keyboard.down("Control")
        visit.page.mouse.wheel(0, -200)
        visit.page.keyboard.up("Control")
        expect(visit.page.locator(".map__status")).not_to_have_text(re.compile("^75 "))


def test_a_ground_that_does_not_arrive_is_said_and_the_members_stay(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/ground.json", lambda route: route.abort())
    page.goto(site + MAP, wait_until="networkidle")
    assert "Lo sfondo della mappa non è arrivato" in page.locator(".map__failed").inner_text()
    assert page.locator(".map-mark").count() > 3
    context.close()


def test_the_directory_leads_to_the_map(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}associate/", java_script_enabled=False) as visit:
        visit.page.locator(f"article a[href$='{MAP}']").click()
        assert visit.page.locator("h1").inner_text() == "Mappa delle associate"


def test_the_directory_s_map_and_list_filter_each_other(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}associate/?vista=mappa") as visit:
        count = visit.page.locator("[data-part='count']")
        expect(count).to_have_text("Tutte le 75 cooperative")
        assert counted(visit.marks) == 75
        visit.page.locator(".map-mark--some").first.focus()
        visit.page.keyboard.press("Enter")
        expect(count).to_have_text(re.compile(r"^(?!75)\d+ cooperative"))
        seen = int(visit.page.locator(".map__status").inner_text().split()[0])
        assert count.inner_text().split()[0] == str(seen)
        assert "map-mark" in visit.focused()
        visit.page.locator(".map__whole").click()
        visit.page.locator("#finder-text").fill("miele")
        expect(visit.page.locator(".map__status")).not_to_have_text(re.compile(" su 75 "))
        found = int(count.inner_text().split()[0])
        assert 0 < found < 75
        assert counted(visit.marks) == found
        assert [mark for mark in visit.marks if "…" in mark] == []
        assert visit.complaints == []


def test_another_page_shows_updates_selects_and_removes_a_map(browser: Browser, site: str, demonstration: Path) -> None:
    (script,) = (demonstration / "assets" / "javascripts").glob("map.*.js")
    members = [
        {"slug": "a", "name": "A", "place": "Brescia (BS)", "latitude": 45.54, "longitude": 10.22, "address": "#a"},
        {"slug": "b", "name": "B", "place": "Palermo (PA)", "latitude": 38.11, "longitude": 13.36, "address": "#b"},
        {"slug": "c", "name": "C", "place": "", "latitude": None, "longitude": None, "address": "#c"},
    ]
    with opened(browser, f"{site}{MAP}") as visit:
        strings = visit.page.locator("[data-map-page]").get_attribute("data-strings")
        visit.page.goto(f"{site}privacy/", wait_until="networkidle")
        visit.page.evaluate(
            """async ({ script, members, strings }) => {
              const { show } = await import(script);
              const place = document.createElement("div");
              document.querySelector("article").prepend(place);
              window.told = { chosen: [], seen: [] };
              window.shown = show(place, {
                members, strings: JSON.parse(strings),
                onSelect: (slug) => told.chosen.push(slug),
                onBounds: ({ slugs }) => told.seen.push(slugs.join(" ")),
              });
            }""",
            {"script": f"/assets/javascripts/{script.name}", "members": members, "strings": strings},
        )
        expect(visit.page.locator(".map-mark")).to_have_count(2)
        assert visit.marks == ["A, Brescia (BS)", "B, Palermo (PA)"]
        visit.page.locator(".map-mark").first.click()
        assert visit.page.evaluate("told.chosen") == ["a"]
        visit.page.evaluate("(members) => shown.update(members)", members[1:])
        expect(visit.page.locator(".map-mark")).to_have_count(1)
        assert visit.page.evaluate("told.seen.at(-1)") == "b"
        visit.page.evaluate("shown.select('b')")
        expect(visit.page.locator(".map-card__name")).to_have_text("B")
        visit.page.evaluate("shown.remove()")
        expect(visit.page.locator(".map")).to_have_count(0)
        assert visit.complaints == []
