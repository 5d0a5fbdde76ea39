"""The form sent to the service: one branch, one commit, exactly the files, and on the site after the merge."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.form_filling import opened
from tests.browser.sending.federation import Federation
from tests.browser.sending.sign import SIGN, pixels, seen
from tests.browser.sending.visitor import (
    browsed_to,
    browsed_to_call,
    expected,
    joins,
    saved,
    sent,
    shown_to_the_sender,
    told,
)
from tests.intake.ground import git_bytes

pytestmark = pytest.mark.browser

NAME = "Il Filo d'Oro"


def test_a_new_member_with_a_logo_comes_from_the_form_to_the_directory(
    page: Page, federation: Federation, picture: Path, tmp_path: Path
) -> None:
    opened(page, f"{federation.address}proponi/associata/")
    told(page, NAME, picture)
    by_letter = saved(page, 2)
    reference = sent(page)
    commit = federation.proposed(reference, ["A\tmembers/il-filo-d-oro.yml", "A\tmembers/logos/il-filo-d-oro.png"])
    named = expected(NAME, logo="il-filo-d-oro.png")
    assert git_bytes(federation.bare, f"{commit}:members/il-filo-d-oro.yml") == named.encode()
    drawn = git_bytes(federation.bare, f"{commit}:members/logos/il-filo-d-oro.png")
    assert seen(drawn) == seen(by_letter["il-filo-d-oro.png"]) == SIGN
    assert pixels(drawn) == pixels(by_letter["il-filo-d-oro.png"])
    assert by_letter["il-filo-d-oro.yml"] == named.encode()
    federation.checked(commit, tmp_path / "branch")
    page.click("[data-sent] a")
    shown_to_the_sender(page, reference)
    federation.land(reference)
    browsed_to(page, federation, NAME)
    assert page.locator("main .logo img, main img.logo").first.evaluate("image => image.naturalWidth") == 640


def test_a_change_touches_the_edited_lines_alone(page: Page, federation: Federation, tmp_path: Path) -> None:
    opened(page, f"{federation.address}proponi/modifica/?member=aurora&action=update")
    page.fill("#summary", "Servizi per tutti: a casa e in sede")
    page.get_by_role("button", name=re.compile("^Passo 3")).click()
    page.fill("#address-street", "Via Torino 2")
    page.get_by_role("button", name=re.compile("Passo 7")).click()
    reference = sent(page)
    commit = federation.proposed(reference, ["M\tmembers/aurora.yml"])
    assert federation.edited(commit, "members/aurora.yml") == [
        '-summary: "Servizi per anziani"',
        '+summary: "Servizi per tutti: a casa e in sede"',
        "-address: {municipality: '017029', street: Via Milano 1}",
        "+address: {municipality: '017029', street: Via Torino 2}",
    ]
    federation.checked(commit, tmp_path / "branch")
    federation.land(reference)
    browsed_to(page, federation, "Aurora")
    expect(page.locator("main")).to_contain_text("Servizi per tutti: a casa e in sede")
    expect(page.locator("main")).to_contain_text("Via Torino 2")


def test_a_member_joins_a_call(page: Page, federation: Federation, tmp_path: Path) -> None:
    joins(page, federation, "luna")
    reference = sent(page)
    commit = federation.proposed(reference, ["M\tcalls/mense.yml"])
    assert federation.edited(commit, "calls/mense.yml") == ["+- luna"]
    federation.checked(commit, tmp_path / "branch")
    federation.land(reference)
    browsed_to_call(page, federation, "Luna")
