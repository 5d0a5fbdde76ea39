"""What the guides show: journeys through the site that stop where a picture is taken.

The tests make the journeys to see that the guides and their pictures still tell the truth; `make screenshots` makes
the same ones and takes the pictures.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from tests.browser.conftest import ROOT, build
from tests.browser.form_filling import at_the_end, found_town, go_on, opened, ticked

GUIDES = ROOT / "content" / "guida"
PICTURES = GUIDES / "immagini"
SHOWN = Path(__file__).parent / "guide_pictures.json"
"""The words that each picture shows, by its name: noted when it was taken."""
TODAY = "2026-11-22T12:00:00+01:00"
WIDTH, HEIGHT = 720, 900
SCALE = 1.5
"""Pixels of a picture to one of the page."""

STEP = "[data-step]:not([hidden])"
MARGIN = 12
"""Pixels around what a picture shows."""


class Scene(NamedTuple):
    """A picture's name, the part of the page that it shows, and what it ends with: what is below is cut off."""

    name: str
    part: Locator
    last: Locator | None = None

    @property
    def words(self) -> list[str]:
        """The lines that are to be read there, fields included."""
        return [line for line in (part.strip() for part in self.part.evaluate(READ).split("\n")) if line]

    @property
    def box(self) -> FloatRect:
        """What the picture shows, in pixels of a page that stands at its top."""
        if self.part.evaluate("(part) => part === document.body"):
            return {"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT}
        self.part.page.evaluate("scrollTo(0, 0)")
        shown, last = self.part.bounding_box(), (self.last or self.part).bounding_box()
        assert shown is not None
        assert last is not None
        height = last["y"] + last["height"] - shown["y"]
        return {
            "x": shown["x"] - MARGIN,
            "y": shown["y"] - MARGIN,
            "width": shown["width"] + 2 * MARGIN,
            "height": height + 2 * MARGIN,
        }


READ = """(part) => [part.innerText, ...[...part.querySelectorAll("input[type=text], input:not([type]), textarea")]
  .filter((field) => field.checkVisibility()).map((field) => field.value)].join("\\n")"""
Journey = Callable[[Page, str], Iterator[Scene]]


def without_account(page: Page, address: str) -> Iterator[Scene]:
    """A co-operative enters the directory by the form, and another one corrects its telephone."""
    page.goto(f"{address}proponi/")
    yield Scene("proponi", page.locator("[data-proposals]"))
    opened(page, f"{address}proponi/associata/")
    page.fill("#name", "La Nuova Cooperativa")
    page.fill("#summary", "Riparazione di macchine agricole nella bassa bresciana.")
    yield Scene("modulo-nome", page.locator(STEP), last=page.locator("[data-field=summary]"))
    go_on(page, "Dove siete, come raggiungervi")
    page.fill("#address-street", "via del Mulino 4")
    page.fill("#address-postcode", "25016")
    found_town(page, "ghed", "Ghedi (BS)")
    yield Scene("modulo-comune", page.locator("[data-field=address]"), last=page.locator("[role=option]"))
    page.keyboard.press("Enter")
    page.fill("#contacts-email", "info@lanuova")
    page.click("[data-next]")
    yield Scene("modulo-errore", page.locator("[data-problems]"))
    page.fill("#contacts-email", "info@lanuova.example")
    go_on(page, "Che cosa fate")
    ticked(page, "riparazioni", "Riparazioni e officine")
    go_on(page, "Che cosa offrite e che cosa cercate")
    go_on(page, "Dati ufficiali")
    at_the_end(page)
    yield Scene("modulo-invio", page.locator(STEP))
    page.goto(f"{address}associate/orti-del-chiese/")
    yield Scene("scheda-in-fondo", page.locator(".member-foot"))
    page.get_by_role("link", name="Suggerite una modifica").click()
    page.wait_for_selector("form[data-ready]")
    page.get_by_role("button", name="Passo 3").click()
    page.fill("#contacts-phone", "+39 030 0145 999")
    page.get_by_role("button", name="Passo 7").click()
    expect(page.locator("[data-review]")).not_to_be_empty()
    yield Scene("modifica-confronto", page.locator("[data-review]"))


def in_the_editor(page: Page, address: str) -> Iterator[Scene]:
    """Somebody of the office writes a new member on the site's own page for it, `admin/`."""
    page.goto(f"{address}admin/")
    page.get_by_role("button", name="Lavora con Repository di Test").click()
    page.goto(f"{address}admin/#/collections/members/new")
    fields = page.get_by_role("textbox")
    expect(fields.nth(2)).to_be_visible()
    expect(page.get_by_text("Il nome con cui tutti la conoscono.")).to_be_visible()
    fields.nth(0).fill("La Nuova Cooperativa")
    fields.nth(2).fill("Riparazione di macchine agricole.")
    fields.nth(2).blur()
    # The editor's own way to have its icons at hand; on a quick machine it is still there by now.
    expect(page.get_by_text("Loading Sveltia UI")).to_have_count(0)
    yield Scene("editor-scheda", page.locator("body"))


def editor(root: Path) -> Path:
    """Build a federation without records that has the page `admin/`, and return the site's folder."""
    for folder in ("members", "calls", "content"):
        (root / folder).mkdir()
    (root / "content" / "index.md").write_text("# Rete\n", encoding="utf-8")
    settings = "site_name: Rete\ndocs_dir: content\ntheme: {name: material, language: it}\n"
    (root / "mkdocs.yml").write_text(f"{settings}plugins:\n  - coop-restart: {{admin: true}}\n", encoding="utf-8")
    build(root / "mkdocs.yml", root / "site")
    return root / "site"


JOURNEYS: Mapping[str, Journey] = {"senza-account": without_account}


def visitor(browser: Browser) -> Page:
    """Return a page as wide as a guide's picture, of somebody who has not been there before."""
    view = {"width": WIDTH, "height": HEIGHT}
    context = browser.new_context(
        viewport=view, locale="it-IT", color_scheme="light", reduced_motion="reduce", device_scale_factor=SCALE
    )
    page = context.new_page()
    page.clock.set_fixed_time(TODAY)
    return page


def noted() -> dict[str, list[str]]:
    """Return the words that each picture showed when it was taken."""
    found: dict[str, list[str]] = json.loads(SHOWN.read_text(encoding="utf-8"))
    return found


def quoted(guide: str, section: str = "") -> list[str]:
    """Return what a guide, or a section of it, quotes from the page in «…»; the texts of pictures are left out."""
    text = (GUIDES / f"{guide}.md").read_text(encoding="utf-8")
    if section:
        text = text.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
        assert text, f"{guide}.md has no section '{section}'"
    return re.findall(r"«([^»]+)»", " ".join(re.sub(r"!\[[^\]]*\]", "", text).split()))
