"""The plain form of a browser that runs no script: the same commits come of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.intake.picture import logo
from generator.intake.proposal import Picture
from tests.browser.sending.federation import NOTE, Federation
from tests.browser.sending.sign import SIGN, seen
from tests.browser.sending.visitor import browsed_to, browsed_to_call, expected, shown_to_the_sender
from tests.intake.ground import git_bytes

pytestmark = pytest.mark.browser


def sent_plainly(page: Page, federation: Federation) -> str:
    page.click("[data-send]")
    page.wait_for_url(f"{federation.service.url}/proposals")
    assert page.locator("html").get_attribute("lang") == "it"
    return page.locator("dd").first.inner_text()


def test_without_scripts_a_new_member_comes_to_the_directory_too(
    plain: Page, federation: Federation, picture: Path, tmp_path: Path
) -> None:
    name = "Senza Fili"
    plain.goto(f"{federation.address}proponi/associata/")
    plain.fill("#name", name)
    plain.fill("#summary", "Sartoria e costumi di scena")
    plain.set_input_files("#logo", picture)
    plain.fill("#address-street", "Via Roma 1")
    plain.fill("#address-postcode", "25121")
    plain.fill("#address-municipality", "017029")
    plain.fill("#contacts-email", "info@filo.example")
    plain.get_by_text("Manifattura e artigianato").click()
    plain.get_by_label("Abbigliamento e sartoria").check()
    plain.fill("#note", NOTE)
    plain.click("[data-send]")
    assert plain.url.endswith("/proponi/associata/"), "the browser asks for the consent itself"
    plain.get_by_label("La cooperativa accetta").check()
    reference = sent_plainly(plain, federation)
    commit = federation.proposed(reference, ["A\tmembers/logos/senza-fili.png", "A\tmembers/senza-fili.yml"])
    named = expected(name, logo="senza-fili.png")
    assert git_bytes(federation.bare, f"{commit}:members/senza-fili.yml") == named.encode()
    drawn = git_bytes(federation.bare, f"{commit}:members/logos/senza-fili.png")
    assert drawn == logo(Picture("insegna.png", picture.read_bytes())).data
    assert seen(drawn) == SIGN
    federation.checked(commit, tmp_path / "branch")
    plain.locator("a[href*='/proposals/']").click()
    shown_to_the_sender(plain, reference)
    federation.land(reference)
    browsed_to(plain, federation, name)


def test_without_scripts_a_member_is_changed(plain: Page, federation: Federation, tmp_path: Path) -> None:
    plain.goto(f"{federation.address}proponi/modifica/")
    plain.fill("#slug", "Luna")
    plain.fill("#summary", "Pane e dolci")
    reference = sent_plainly(plain, federation)
    commit = federation.proposed(reference, ["M\tmembers/luna.yml"])
    assert federation.edited(commit, "members/luna.yml") == ["+summary: Pane e dolci"]
    federation.checked(commit, tmp_path / "branch")
    federation.land(reference)
    browsed_to(plain, federation, "Luna")
    expect(plain.locator("main")).to_contain_text("Pane e dolci")


def test_without_scripts_a_member_joins_a_call(plain: Page, federation: Federation, tmp_path: Path) -> None:
    plain.goto(f"{federation.address}proponi/adesione/")
    plain.select_option("#slug", "mense")
    plain.fill("#member", f"{federation.address}associate/sole/")
    reference = sent_plainly(plain, federation)
    commit = federation.proposed(reference, ["M\tcalls/mense.yml"])
    assert federation.edited(commit, "calls/mense.yml") == ["+- sole"]
    federation.checked(commit, tmp_path / "branch")
    federation.land(reference)
    browsed_to_call(plain, federation, "Sole")
