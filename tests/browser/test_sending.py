"""The form against a running service and a real repository: whichever way it is sent, the same commit comes of it."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Download, Page, Route, expect

from generator.intake.picture import logo
from generator.intake.proposal import Picture
from generator.languages.language import Language
from generator.writing.record_file import written
from generator.writing.template import schema_line, template
from tests.browser.conftest import build, serving
from tests.browser.form_filling import go_on, opened
from tests.intake.ground import Bare, GitServer, Running, free_port, git, git_bytes, running, until

pytestmark = pytest.mark.browser

GITHUB = "edit/main/content/"
TODAY = date.today()  # noqa: DTZ011 - the day by the clock that browser and service go by
CONFIGURATION = """\
site_name: Rete
site_url: https://rete.example/
repo_url: https://github.example/rete/sito
edit_uri: edit/main/content/
docs_dir: content
theme: {{name: material, language: it, font: false, features: [navigation.tabs]}}
plugins:
  - coop-restart: {{office_email: ufficio@rete.example, intake: "{intake}"}}
nav:
  - Home: index.md
  - Associate: associate/index.md
  - Call: call/index.md
"""
AURORA = """\
# yaml-language-server: $schema=../schemas/member.json
name: Aurora   # il nome sulla porta
legal_name: 'Aurora società cooperativa'
summary: "Servizi per anziani"

# La sede
address: {municipality: '017029', street: Via Milano 1}
keywords:
- assistenza    # a casa
"""
CALL = f"""\
title: Mense insieme
kind: call_to_action
published: {TODAY - timedelta(days=9)}
deadlines: [{{id: fine, at: {TODAY + timedelta(days=60)}}}]   # prorogabile
participants:
- aurora   # la prima
"""
FILES = {
    ".gitignore": ".cache/\n",
    "content/index.md": "---\ndescription: La home\n---\n# Home\n",
    "members/aurora.yml": AURORA,
    "members/alba.yml": AURORA.replace("Aurora", "Alba"),
    "members/sole.yml": "name: Sole\naddress: {municipality: '017029'}\n",
    "members/luna.yml": "name: Luna\naddress: {municipality: '017029'}\n",
    "calls/mense.yml": CALL,
}
NOTE = "Chiedete di Chiara, 333 1234567, chiara.bianchi@posta.example"
PRIVATE = ("Chiara", "333", "posta.example")
SEARCHED = "Il Filo d'Oro"


@dataclass
class Federation:
    """A federation's site and its repository, with the service that takes what is proposed."""

    bare: Bare
    service: Running
    folder: Path
    address: str
    before: dict[str, str] = field(default_factory=dict)

    def branches(self) -> dict[str, str]:
        """Return every branch of the repository with its commit."""
        listed = git(self.bare.folder, "for-each-ref", "--format=%(refname:lstrip=2) %(objectname)", "refs/heads/")
        return dict(line.split() for line in listed.splitlines())

    def publish(self) -> None:
        """Build the site anew from the main branch, as a forge does after a merge."""
        git(self.bare.work, "pull", "-q", str(self.bare.folder), "main")
        build(self.bare.work / "mkdocs.yml", self.folder)

    def land(self, reference: str) -> None:
        """Merge what the service has proposed, and publish it."""
        self.bare.merge(reference)
        self.publish()

    def land_branch(self, branch: str) -> None:
        """Merge what people have proposed on a branch of their own, and publish it."""
        git(self.bare.work, "pull", "-q", str(self.bare.folder), "main")
        git(self.bare.work, "merge", "-q", "--no-edit", branch)
        git(self.bare.work, "push", "-q", str(self.bare.folder), "HEAD:main")
        self.publish()

    def checked(self, commit: str, folder: Path) -> None:
        """Let `check` look at a commit as a forge does, with warnings counting as errors."""
        git(self.bare.folder, "worktree", "add", "-q", "--detach", str(folder), commit)
        check = [sys.executable, "-m", "generator.cli", "check", "--strict", "-C", str(folder)]
        run = subprocess.run(check, capture_output=True, text=True, check=False)
        git(self.bare.folder, "worktree", "remove", "--force", str(folder))
        assert run.returncode == 0, run.stdout + run.stderr

    def edited(self, commit: str, path: str) -> list[str]:
        """Return the lines of a file that a commit takes away and adds."""
        shown = git(self.bare.folder, "diff", "-U0", f"{commit}^", commit, "--", path).splitlines()
        return [line for line in shown if line[:1] in "+-" and not line.startswith(("+++", "---"))]

    def proposed(self, reference: str, files: Sequence[str]) -> str:
        """Return the commit of a proposal: one branch, one commit upon main, these files, nothing of the sender."""
        until(f"{self.service.url}/proposals/{reference}", "proposed")
        branches = self.branches()
        commit = branches.pop(f"intake/{reference}")
        assert branches == self.before, "nothing else has moved"
        assert git(self.bare.folder, "rev-list", commit, "^main").split() == [commit]
        assert self.bare.changed(commit) == list(files)
        told = git(self.bare.folder, "log", "-1", "--format=%an %ae %cn %ce %B", commit)
        assert reference in told
        assert not [word for word in PRIVATE if word in told]
        return commit


@pytest.fixture
def federation(whole: Federation) -> Federation:
    """The federation, with its branches as they are before a proposal."""
    whole.before = whole.branches()
    return whole


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Federation]:
    folder, port = tmp_path_factory.mktemp("sending"), free_port()
    site = folder / "site"
    site.mkdir()
    files = {**FILES, "mkdocs.yml": CONFIGURATION.format(intake=f"http://127.0.0.1:{port}")}
    bare = Bare(folder / "repository", files)
    with ExitStack() as stack:
        address = stack.enter_context(serving(site))
        server = GitServer(bare.folder.parent)
        stack.callback(server.close)
        origin = address.rstrip("/")
        data = folder / "service" / "data"
        data.parent.mkdir()
        service = stack.enter_context(running(data, server.url, port=port, INTAKE_ORIGINS=origin))
        found = Federation(bare, service, site, address)
        found.publish()
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="it-IT", accept_downloads=True)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    # Who is in the directory already is asked of files that are not there where nobody is.
    assert not [one for one in complaints if "404" not in one]


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photograph of a sign, larger than a logo is shown, with what cameras write into it."""
    path = tmp_path_factory.mktemp("logo") / "../insegna.png"
    image = Image.new("RGB", (1200, 800), "#1d6a4a")
    image.paste("#f4c95d", (300, 200, 900, 600))
    exif = Image.Exif()
    exif[0x010E] = "Chiara, via di casa sua"
    image.save(path, exif=exif)
    return path


SIGN = ("PNG", (640, 427), {}, (29, 106, 74), (244, 201, 93))


def seen(data: bytes) -> tuple[object, ...]:
    """Return a picture's kind, its size, what a camera has written into it, and its colours in corner and middle."""
    with Image.open(BytesIO(data)) as image:
        drawn = image.convert("RGB")
        return image.format, image.size, dict(image.getexif()), drawn.getpixel((0, 0)), drawn.getpixel((320, 213))


def pixels(data: bytes) -> bytes:
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGB").tobytes()


def expected(name: str, **more: object) -> str:
    """Return the file that the project writes for a new member of this name, told as below."""
    tree = {
        "name": name,
        "summary": "Sartoria e costumi di scena",
        "services": ["making.clothing"],
        "address": {"street": "Via Roma 1", "postcode": "25121", "municipality": "017029"},
        "contacts": {"email": "info@filo.example"},
        "consent": {"date": TODAY.isoformat(), "version": "1"},
        **more,
    }
    return written(tree, template("member", Language.load("it")), schema_line("member"))


def told(page: Page, name: str, picture: Path | None = None) -> None:
    """Fill in the form for a new member, up to its last step."""
    page.fill("#name", name)
    page.fill("#summary", "Sartoria e costumi di scena")
    if picture:
        page.set_input_files("#logo", picture)
    go_on(page, "Dove siete, come raggiungervi")
    page.fill("#address-street", "Via Roma 1")
    page.fill("#address-postcode", "25121")
    page.fill("#address-municipality", "bresc")
    expect(page.locator("[role=option]").first).to_have_text("Brescia (BS)")
    page.keyboard.press("Enter")
    page.fill("#contacts-email", "info@filo.example")
    go_on(page, "Che cosa fate")
    page.fill("#services-filter", "sartoria")
    page.get_by_label("Abbigliamento e sartoria").check()
    go_on(page, "Che cosa offrite e che cosa cercate")
    go_on(page, "Dati ufficiali")
    go_on(page, "Riguardare e inviare")
    page.get_by_label("La cooperativa accetta").check()
    page.fill("#note", NOTE)


def saved(page: Page, number: int) -> dict[str, bytes]:
    """Save what is sent with a letter, so many files, and return them by name."""
    files: list[Download] = []

    def arrived(file: Download) -> bool:
        files.append(file)
        return len(files) == number

    with page.expect_download(arrived):
        page.click("[data-way-file]")
    return {one.suggested_filename: Path(one.path()).read_bytes() for one in files}


def sent(page: Page) -> str:
    """Send the form, and return the reference that the sender is given."""
    page.click("[data-send]")
    title = page.locator("[data-sent] .sent__title")
    expect(title).to_have_text(re.compile("Inviata. Il riferimento: [0-9a-z]+$"), timeout=30_000)
    return title.inner_text().rpartition(" ")[2]


def shown_to_the_sender(page: Page, words: str) -> None:
    """Follow a proposal as its sender does, until the page says these words."""
    for _ in range(50):
        if words in page.locator("main, body").first.inner_text():
            return
        page.wait_for_timeout(200)
        page.reload()
    raise AssertionError(page.locator("body").inner_text())


def browsed_to(page: Page, federation: Federation, name: str) -> None:
    """Find a member from the home page by links alone."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(federation.address)
    page.locator(".md-tabs").get_by_role("link", name="Associate").click()
    page.get_by_role("link", name="Lombardia").first.click()
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.locator("h1")).to_have_text(name)


def browsed_to_call(page: Page, federation: Federation, participant: str) -> None:
    """Find the call from the home page by links alone, and in it who takes part."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(federation.address)
    page.locator(".md-tabs").get_by_role("link", name="Call").click()
    page.get_by_role("link", name="Mense insieme").first.click()
    page.get_by_role("link", name=participant).first.click()
    expect(page.locator("h1")).to_have_text(participant)


def test_a_new_member_with_a_logo_comes_from_the_form_to_the_directory(
    page: Page, federation: Federation, picture: Path, tmp_path: Path
) -> None:
    opened(page, f"{federation.address}proponi/associata/")
    told(page, SEARCHED, picture)
    by_letter = saved(page, 2)
    reference = sent(page)
    commit = federation.proposed(reference, ["A\tmembers/il-filo-d-oro.yml", "A\tmembers/logos/il-filo-d-oro.png"])
    named = expected(SEARCHED, logo="il-filo-d-oro.png")
    assert git_bytes(federation.bare, f"{commit}:members/il-filo-d-oro.yml") == named.encode()
    drawn = git_bytes(federation.bare, f"{commit}:members/logos/il-filo-d-oro.png")
    assert seen(drawn) == seen(by_letter["il-filo-d-oro.png"]) == SIGN
    assert pixels(drawn) == pixels(by_letter["il-filo-d-oro.png"])
    assert by_letter["il-filo-d-oro.yml"] == named.encode()
    federation.checked(commit, tmp_path / "branch")
    page.click("[data-sent] a")
    shown_to_the_sender(page, reference)
    federation.land(reference)
    browsed_to(page, federation, SEARCHED)
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
    opened(page, f"{federation.address}proponi/adesione/?call=mense")
    page.fill("#member", "luna")
    page.keyboard.press("Escape")
    go_on(page, "Riguardare e inviare")
    reference = sent(page)
    commit = federation.proposed(reference, ["M\tcalls/mense.yml"])
    assert federation.edited(commit, "calls/mense.yml") == ["+- luna"]
    federation.checked(commit, tmp_path / "branch")
    federation.land(reference)
    browsed_to_call(page, federation, "Luna")


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """The page of a visitor whose browser runs no script."""
    context = browser.new_context(java_script_enabled=False, locale="it-IT")
    yield context.new_page()
    context.close()


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


class Forge:
    """Stands in for a forge's pages on which a file is made or edited: what is proposed there becomes a branch.

    As they document them: GitHub's `new/<branch>?filename=…&value=…` comes filled in, and so does Forgejo's
    `_new/<branch>/<folder>/?filename=…&value=…`; GitLab's `-/new/<branch>?file_name=…` comes with its name alone, and
    `edit/<branch>/<path>` with the file.
    """

    def __init__(self, bare: Bare) -> None:
        self.bare = bare
        self.commits: list[str] = []

    def answer(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        asked = parse_qs(parts.query, keep_blank_values=True)
        if route.request.method == "POST":
            given = parse_qs(route.request.post_data or "", keep_blank_values=True)
            self._commit(given["path"][0], given["text"][0].replace("\r\n", "\n"))
            body = "<h1>Proposed</h1>"
        else:
            path, text = self._opened(parts.path, {name: values[0] for name, values in asked.items()})
            body = f"""<form method="post"><input name="path" value="{html.escape(path)}">
                <textarea name="text">\n{html.escape(text)}</textarea><button>Propose</button></form>"""
        route.fulfill(content_type="text/html; charset=utf-8", body=f"<!doctype html><title>Forge</title>{body}")

    def _opened(self, address: str, asked: dict[str, str]) -> tuple[str, str]:
        """Return the path and the text that a page comes with."""
        page, _, path = address.removeprefix("/rete/sito/").partition("/main")
        path = path.removeprefix("/")
        if page == "edit":
            return path, self.bare.show("main", path)
        if page == "-/new":
            return asked["file_name"], ""
        assert (page, bool(path)) in (("new", False), ("_new", True)), address
        return path + asked["filename"], asked["value"]

    def _commit(self, path: str, text: str) -> None:
        git(self.bare.work, "pull", "-q", str(self.bare.folder), "main")
        target = self.bare.work / path
        target.write_text(text, encoding="utf-8")
        self.commits.append(committed(self.bare, [path], f"patch-{target.stem}"))


def committed(bare: Bare, paths: Sequence[str], branch: str) -> str:
    """Propose files of the working tree on a branch, as people with git do, and return the commit."""
    git(bare.work, "switch", "-q", "-c", branch)
    git(bare.work, "add", *paths)
    git(bare.work, "commit", "-q", "-m", f"Propose {paths[0]}")
    git(bare.work, "push", "-q", str(bare.folder), branch)
    commit = git(bare.work, "rev-parse", "HEAD").strip()
    git(bare.work, "switch", "-q", "main")
    return commit


@pytest.fixture
def forge(context: BrowserContext, federation: Federation) -> Forge:
    found = Forge(federation.bare)
    context.route("https://github.example/**", found.answer)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=federation.address.rstrip("/"))
    return found


def test_service_forge_and_letter_end_in_the_same_commit(
    page: Page, forge: Forge, federation: Federation, tmp_path: Path
) -> None:
    name = "Tre Strade"
    opened(page, f"{federation.address}proponi/associata/")
    told(page, name)
    with page.expect_popup() as opening:
        page.click("[data-way-forge]")
    opening.value.click("button")
    expect(opening.value.locator("h1")).to_have_text("Proposed")
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
            page.bring_to_front()
            page.click("[data-way-copy]")
            expect(page.locator("[data-way-copy]")).to_have_text("Copiato.")
            opening.value.locator("textarea").fill(page.evaluate("navigator.clipboard.readText()"))
        opening.value.click("button")
        expect(opening.value.locator("h1")).to_have_text("Proposed")
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
    page.click("[data-way-copy]")
    expect(page.locator("[data-way-copy]")).to_have_text("Copiato.")
    with page.expect_popup() as opening:
        page.click("[data-way-forge]")
    other = opening.value
    expect(other.locator("textarea")).to_have_value(FILES["members/alba.yml"])
    other.locator("textarea").fill(page.evaluate("navigator.clipboard.readText()"))
    other.click("button")
    expect(other.locator("h1")).to_have_text("Proposed")
    assert federation.bare.changed(forge.commits[0]) == ["M\tmembers/alba.yml"]
    assert federation.edited(forge.commits[0], "members/alba.yml") == [
        '-summary: "Servizi per anziani"',
        '+summary: "Cura e compagnia"',
    ]
    federation.land_branch("patch-alba")
    browsed_to(page, federation, "Alba")
    expect(page.locator("main")).to_contain_text("Cura e compagnia")
