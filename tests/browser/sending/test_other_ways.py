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
from tests.browser.sending.forge import Forge, pasted, proposed
from tests.browser.sending.visitor import browsed_to, expected, saved, sent, told
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
        ("-/edit/main/content/", "prende solo il nome del file: copiare il testo, poi incollarlo lì."),
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
