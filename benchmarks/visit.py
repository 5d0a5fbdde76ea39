"""A visit to the directory in a real Chromium: what it asks for, and how long its main thread works."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
VIEWPORT = {"width": 1440, "height": 900}
SLOWER = 4
"""How many times slower the processor is made for keystrokes."""

STARTED = "document.querySelector('[data-part=alphabet]')?.hidden === true"
QUIET = 400
"""Milliseconds after which nothing more is expected to be asked for."""

WATCH = """
    addEventListener("input", () => { window.stood = undefined; performance.mark("typed"); }, true);
    addEventListener("DOMContentLoaded", () => {
        const results = document.querySelector("[data-part=results]");
        if (!results) return;
        const seen = () => {
            // Before the search is at work, and while it looks for something, the results are not those asked for.
            if (window.stood || !document.querySelector("[data-part=alphabet]").hidden) return;
            // They stand there when the browser knows where.
            void document.body.offsetHeight;
            performance.mark("stood");
            window.stood = performance.timeOrigin + performance.now();
        };
        const about = { childList: true, subtree: true, characterData: true };
        for (const name of ["list", "count"]) {
            new MutationObserver(seen).observe(results.querySelector(`[data-part=${name}]`), about);
        }
    });
"""


class Asked(NamedTuple):
    """A file that was asked for: when, until when, and how many bytes came, heads included."""

    path: str
    start: float
    end: float
    bytes: int


@dataclass(frozen=True)
class Cold:
    """A first search: what was asked for until its results stood there, and afterwards until nothing more was."""

    text: str
    until: Sequence[Asked]
    afterwards: Sequence[Asked]
    rounds: int

    @property
    def all(self) -> Sequence[Asked]:
        """Everything that was asked for."""
        return (*self.until, *self.afterwards)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium, the one that `CHROMIUM` names or the first that is found."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        raise RuntimeError("no Chromium: `make chromium` says how to get it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def cold(browser: Browser, directory: str, text: str, *, shared: bool = False) -> Cold:
    """Search in a browser that has nothing yet: type into the page, or open the address with the text (`shared`)."""
    context = browser.new_context(viewport=VIEWPORT, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(WATCH)
    log = _Log(page)
    page.goto(directory + (f"?{urlencode({'q': text})}" if shared else ""))
    typed = 0.0
    if not shared:
        page.wait_for_function(STARTED)
        page.wait_for_timeout(QUIET)
        typed = log.seconds
        page.locator("[data-part=field]").fill(text)
    page.wait_for_function("window.stood")
    page.wait_for_timeout(QUIET)
    stood = page.evaluate("window.stood") / 1000
    found = log.asked()
    context.close()
    until = [one for one in found if one.start <= stood]
    # What the page asked for before somebody typed is one round trip: the scripts and the manifest.
    depth = rounds([one for one in until if one.start > typed]) + (typed > 0)
    return Cold(text, until, [one for one in found if one.start > stood], depth)


def rounds(asked: Iterable[Asked]) -> int:
    """Return how many files at most had to be waited for one after the other."""
    depths: list[tuple[float, int]] = []
    for one in sorted(asked, key=lambda one: one.start):
        depths.append((one.end, 1 + max((depth for end, depth in depths if end <= one.start), default=0)))
    return max((depth for _, depth in depths), default=0)


class _Log:
    """The files of the search that a page asks for."""

    def __init__(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")
        self.page = page
        self.sent: dict[str, tuple[str, float, float]] = {}
        self.finished: dict[str, tuple[float, int]] = {}

    @property
    def seconds(self) -> float:
        """The time by the page's clock."""
        return float(self.page.evaluate("performance.timeOrigin + performance.now()")) / 1000

    def asked(self) -> list[Asked]:
        """Return what was asked for so far and came."""
        return [
            Asked(path, wall, wall + self.finished[key][0] - clock, self.finished[key][1])
            for key, (path, wall, clock) in self.sent.items()
            if key in self.finished
        ]

    def _sent(self, event: Mapping[str, object]) -> None:
        path = event["request"]["url"].split("?")[0]  # type: ignore[index]
        if "/search/" in path or "/javascripts/search." in path or "/javascripts/directory" in path:
            self.sent[event["requestId"]] = (path, event["wallTime"], event["timestamp"])  # type: ignore[index, assignment]

    def _finished(self, event: Mapping[str, object]) -> None:
        self.finished[event["requestId"]] = (event["timestamp"], int(event["encodedDataLength"]))  # type: ignore[index, assignment, call-overload]


class Keystroke(NamedTuple):
    """Milliseconds from an input event until its results stood there: by the clock, and of the main thread's work."""

    clock: float
    work: float


def keystrokes(browser: Browser, directory: str, texts: Iterable[str], least: int = 3) -> list[Keystroke]:
    """Type texts letter by letter, each a second time, on a processor that is `SLOWER`; measure the second time."""
    context = browser.new_context(viewport=VIEWPORT, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(directory)
    page.wait_for_function(STARTED)
    page.wait_for_timeout(QUIET)
    session = context.new_cdp_session(page)
    field = page.locator("[data-part=field]")
    found = []
    for text in texts:
        _type(page, text)
        field.fill("")
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        browser.start_tracing(page=page, categories=["blink.user_timing", "devtools.timeline"])
        _type(page, text)
        found += _measured(json.loads(browser.stop_tracing()))[least - 1 :]
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        field.fill("")
    context.close()
    return found


def _type(page: Page, text: str) -> None:
    page.locator("[data-part=field]").focus()
    for letter in text:
        page.keyboard.insert_text(letter)
        page.wait_for_function("window.stood")
        page.wait_for_timeout(60)


def _measured(trace: Mapping[str, Sequence[Mapping[str, object]]]) -> list[Keystroke]:
    """Return a keystroke for each pair of marks in a trace; its thread's clock runs only while the thread does."""
    marks = [one for one in trace["traceEvents"] if one["name"] in ("typed", "stood") and "tts" in one]
    marks.sort(key=lambda one: one["ts"])  # type: ignore[arg-type, return-value]
    found, typed = [], None
    for mark in marks:
        if mark["name"] == "typed":
            typed = mark
        elif typed:
            found.append(Keystroke(*((mark[clock] - typed[clock]) / 1000 for clock in ("ts", "tts"))))  # type: ignore[operator]
            typed = None
    return found
