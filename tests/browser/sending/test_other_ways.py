"""The form sent by the forge's own pages, and as a file with a letter: the same commit as by the service."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import build, serving
from tests.browser.form_filling import opened
from tests.browser.sending.federation import CONFIGURATION, FILES, NOTE, Federation, committed
from tests.browser.sending.forge import Forge, pasted, proposed, uploaded
from tests.browser.sending.sign import SIGN, pixels, seen
from tests.browser.sending.visitor import browsed_to, browsed_to_call, expected, joins, saved, sent, told
from tests.intake.ground import git, git_bytes

pytestmark = pytest.mark.browser

GITHUB = "edit/main/content/"


def test_service_forge_and_letter_end_in_the_same_commit(
    page: Page, forge: Forge, federation: Federation, tmp_path: Path
) -> None:
    name = "Tre Strade"
    opened(page, f"{federation.address}proponi/associata/")
    told(page, name)
    with page.expect_popup() as opening:
        page.click("[data-way-forge]")
    proposed(opening.value)
    opening.value.close()

    ((file, text),) = saved(page, 1).items()
    letter = urlsplit(page.locator("[data-way-mail]").get_attribute("href") or "")
    assert (letter.scheme, letter.path) == ("mailto", "ufficio@rete.example")
    assert parse_qs(letter.query)["body"] == [f"Allego il file {file}.\r\n\r\n{NOTE}"]
    (federation.bare.work / "members" / file).write_bytes(text)
    by_letter = committed(federation.bare, ["members/tre-strade.yml"], "by-letter")

    federation.before = federation.branches()
    by_service = federation.proposed(sent(page), ["A\tmembers/tre-strade.yml"])
    commits = (by_service, forge.commits[0], by_letter)
    assert {git_bytes(federation.bare, f"{commit}:members/tre-strade.yml") for commit in commits} == {
        expected(name).encode()
    }
    trees = [git(federation.bare.folder, "rev-parse", f"{commit}^{{tree}}") for commit in commits]
    assert len(set(trees)) == 1, [federation.bare.changed(commit) for commit in commits]
    federation.checked(by_letter, tmp_path / "branch")
    federation.land_branch("by-letter")
    browsed_to(page, federation, name)


@pytest.mark.parametrize(
    ("edit_uri", "told"),
    [
        ("_edit/main/content/", "Si apre la pagina per un nuovo file, già compilata"),
        ("-/edit/main/content/", "prende solo il nome del file: copiate il testo, poi incollatelo lì."),
    ],
    ids=["Forgejo", "GitLab"],
)
def test_other_forges_make_the_new_file_too(
    page: Page, forge: Forge, federation: Federation, tmp_path: Path, edit_uri: str, told: str
) -> None:
    configuration = federation.bare.work / "elsewhere.yml"
    configuration.write_text(CONFIGURATION.format(intake=federation.service.url).replace(GITHUB, edit_uri))
    build(configuration, tmp_path)
    configuration.unlink()
    with serving(tmp_path) as address:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address.rstrip("/"))
        opened(page, f"{address}proponi/associata/")
        page.fill("#name", "L'Altra & C.")
        page.get_by_role("button", name=re.compile("^Passo 6")).click()
        page.get_by_label("La cooperativa accetta").check()
        expect(page.locator("[data-way-told]")).to_contain_text(told)
        text = page.locator(".review__file code").text_content() or ""
        with page.expect_popup() as opening:
            page.click("[data-way-forge]")
        if page.locator("[data-way-copy]").is_visible():
            pasted(page, opening.value)
        proposed(opening.value)
    (commit,) = forge.commits
    assert federation.bare.changed(commit) == ["A\tmembers/l-altra-c.yml"]
    assert git_bytes(federation.bare, f"{commit}:members/l-altra-c.yml") == text.encode()
    assert "name: L'Altra & C." in text
    git(federation.bare.work, "branch", "-q", "-D", "patch-l-altra-c")
    git(federation.bare.folder, "branch", "-q", "-D", "patch-l-altra-c")


def test_on_the_forge_a_change_is_pasted_over_the_file(page: Page, forge: Forge, federation: Federation) -> None:
    opened(page, f"{federation.address}proponi/modifica/?member=alba&action=update")
    page.fill("#summary", "Cura e compagnia")
    page.get_by_role("button", name=re.compile("Passo 7")).click()
    with page.expect_popup() as opening:
        page.click("[data-way-forge]")
    expect(opening.value.locator("textarea")).to_have_value(FILES["members/alba.yml"])
    pasted(page, opening.value)
    proposed(opening.value)
    assert federation.bare.changed(forge.commits[0]) == ["M\tmembers/alba.yml"]
    assert federation.edited(forge.commits[0], "members/alba.yml") == [
        '-summary: "Servizi per anziani"',
        '+summary: "Cura e compagnia"',
    ]
    federation.land_branch("patch-alba")
    browsed_to(page, federation, "Alba")
    expect(page.locator("main")).to_contain_text("Cura e compagnia")


def test_a_logo_is_added_to_what_is_proposed_on_the_forge(
    page: Page, forge: Forge, federation: Federation, picture: Path, tmp_path: Path
) -> None:
    name = "Quattro Venti"
    opened(page, f"{federation.address}proponi/associata/")
    told(page, name, picture)
    expect(page.locator("[data-way-told]")).to_contain_text("salvatelo, poi aggiungetelo alla stessa proposta come")
    expect(page.locator("[data-way-told]")).to_contain_text("members/logos/quattro-venti.png")
    with page.expect_popup() as opening:
        page.click("[data-way-forge]")
    proposed(opening.value)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Salvate il logo").click()
    logo = tmp_path / saving.value.suggested_filename
    saving.value.save_as(logo)
    uploaded(opening.value, "patch-quattro-venti", "members/logos", logo)

    commit = forge.commits[-1]
    files = ["A\tmembers/logos/quattro-venti.png", "A\tmembers/quattro-venti.yml"]
    assert git(federation.bare.work, "diff", "--name-status", "main", commit).splitlines() == files
    named = expected(name, logo="quattro-venti.png")
    assert git_bytes(federation.bare, f"{commit}:members/quattro-venti.yml") == named.encode()
    drawn = git_bytes(federation.bare, f"{commit}:members/logos/quattro-venti.png")
    assert seen(drawn) == SIGN
    federation.before = federation.branches()
    by_service = federation.proposed(sent(page), files)
    assert git_bytes(federation.bare, f"{by_service}:members/quattro-venti.yml") == named.encode()
    assert pixels(git_bytes(federation.bare, f"{by_service}:members/logos/quattro-venti.png")) == pixels(drawn)
    federation.checked(commit, tmp_path / "branch")
    federation.land_branch("patch-quattro-venti")
    browsed_to(page, federation, name)
    assert page.locator("main .logo img, main img.logo").first.evaluate("image => image.naturalWidth") == 640


def test_a_member_joins_a_call_on_the_forge_and_by_letter(
    page: Page, forge: Forge, federation: Federation, tmp_path: Path
) -> None:
    joins(page, federation, "rosa")
    with page.expect_popup() as opening:
        page.click("[data-way-forge]")
    pasted(page, opening.value)
    proposed(opening.value)
    (by_forge,) = forge.commits
    ((file, text),) = saved(page, 1).items()
    (federation.bare.work / "calls" / file).write_bytes(text)
    by_letter = committed(federation.bare, ["calls/mense.yml"], "rosa-by-letter")
    assert git(federation.bare.folder, "rev-parse", f"{by_forge}^{{tree}}") == git(
        federation.bare.folder, "rev-parse", f"{by_letter}^{{tree}}"
    )
    assert federation.bare.changed(by_letter) == ["M\tcalls/mense.yml"]
    assert federation.edited(by_letter, "calls/mense.yml") == ["+- rosa"]
    federation.checked(by_letter, tmp_path / "branch")
    federation.land_branch("rosa-by-letter")
    browsed_to_call(page, federation, "Rosa")


def test_a_change_by_letter_touches_the_edited_lines_alone(page: Page, federation: Federation, tmp_path: Path) -> None:
    opened(page, f"{federation.address}proponi/modifica/?member=vega&action=update")
    page.fill("#summary", "Stelle e mappe")
    page.get_by_role("button", name=re.compile("Passo 7")).click()
    ((file, text),) = saved(page, 1).items()
    (federation.bare.work / "members" / file).write_bytes(text)
    commit = committed(federation.bare, ["members/vega.yml"], "vega-by-letter")
    assert federation.bare.changed(commit) == ["M\tmembers/vega.yml"]
    assert federation.edited(commit, "members/vega.yml") == ["+summary: Stelle e mappe"]
    federation.checked(commit, tmp_path / "branch")
    federation.land_branch("vega-by-letter")
    browsed_to(page, federation, "Vega")
    expect(page.locator("main")).to_contain_text("Stelle e mappe")
