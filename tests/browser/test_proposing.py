"""The form as its visitors meet it: step by step, checked as they go, and sent in each of the three ways."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from generator.checking.logos import LARGEST
from generator.languages.language import Language
from generator.reading.yaml_text import parse
from generator.writing.record_file import written
from generator.writing.template import schema_line, template
from tests.browser.conftest import build, serving
from tests.browser.form_filling import at_the_end, complaints, found_town, go_on, heading, opened, ticked
from tests.browser.service import NUMBER, Service, service
from tests.browser.test_pages import WCAG
from tests.plugin.federation import FILES, write
from tests.project.project import ROOT

pytestmark = pytest.mark.browser

LOGO = ROOT / "members" / "logos"
MEMBER = {
    "name": "Il Filo d'Oro",
    "summary": "Sartoria: abiti e costumi di scena",
    "description": "Cuciamo **insieme**.\n\n- abiti\n- tende",
    "logo": "il-filo-d-oro.svg",
    "identifiers": {"tax_code": "00743110157"},
    "services": ["making.clothing"],
    "address": {"street": "Via Roma 1", "postcode": "25121", "municipality": "017029"},
    "contacts": {"email": "info@filo.example", "website": "https://filo.example"},
    "offers": [{"id": "orli-in-due-giorni", "kind": "service", "title": "Orli in due giorni", "expires": "2027-03-01"}],
}
LATE = "2027-03-01"
NAMED = {
    "members/citta-pane.yml": "name: Città del Pane\n",
    "members/gemella-prima.yml": "name: Gemella\naddress: {municipality: 017029, postcode: 25121}\n",
    "members/gemella-seconda.yml": "name: Gemella\naddress: {municipality: 015146, postcode: 20121}\n",
}
AURORA = "name: Aurora  # il nome\nsummary: 'Servizi per anziani'\nmember_since: 2020-01-01\n"


@pytest.fixture(scope="module")
def intake() -> Iterator[Service]:
    with service() as running:
        yield running


@pytest.fixture(scope="module")
def federation(tmp_path_factory: pytest.TempPathFactory, intake: Service) -> Path:
    """A small federation whose form is sent to the service, built."""
    root = write(tmp_path_factory.mktemp("proposing"), {**FILES, **NAMED, "members/aurora.yml": AURORA})
    options = f'office_email: ufficio@f.example, intake: "{intake.address}"'
    configuration = root / "mkdocs.yml"
    text = re.sub(r"\{now: [^}]*\}", f'{{now: "2026-11-22T12:00:00+01:00", {options}}}', configuration.read_text())
    configuration.write_text(text)
    build(configuration, root / "site")
    return root


@pytest.fixture(scope="module")
def address(federation: Path) -> Iterator[str]:
    with serving(federation / "site") as found:
        yield f"{found}proponi/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a visitor who has not been there before, on the day that the site was built. Complaints fail."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="it-IT", accept_downloads=True)
    page = context.new_page()
    page.clock.set_fixed_time("2026-11-22T12:00:00+01:00")
    found = complaints(page)
    yield page
    context.close()
    expected = ("404", "422", "500", "ERR_")
    assert not [one for one in found if not any(word in one for word in expected)]


def filled(page: Page, address: str) -> None:
    """Fill in the form for a new member, up to its last step."""
    opened(page, f"{address}associata/")
    page.fill("#name", MEMBER["name"])
    page.fill("#summary", MEMBER["summary"])
    page.fill("#description", MEMBER["description"])
    page.set_input_files("#logo", next(LOGO.glob("*.svg")))
    go_on(page, "Dove siete, come raggiungervi")
    page.fill("#address-street", "Via Roma 1")
    page.fill("#address-postcode", "25121")
    found_town(page, "bresc", "Brescia (BS)")
    page.keyboard.press("Enter")
    page.fill("#contacts-email", "info@filo.example")
    page.fill("#contacts-website", "filo.example")
    go_on(page, "Che cosa fate")
    page.fill("#services-filter", "costumi sartoria abiti")
    ticked(page, "sartoria", "Abbigliamento e sartoria")
    go_on(page, "Che cosa offrite e che cosa cercate")
    page.fill("#offers-0-title", "Orli in due giorni")
    page.select_option("#offers-0-kind", "service")
    page.fill("#offers-0-expires", LATE)
    go_on(page, "Dati ufficiali")
    page.fill("#identifiers-tax-code", "00743110157")
    at_the_end(page)


def expected_file() -> str:
    tree = {**MEMBER, "consent": {"date": "2026-11-22", "version": "1"}}
    return written(tree, template("member", Language.load("it")), schema_line("member"))


def test_a_new_member_is_sent_to_the_service(page: Page, address: str, intake: Service) -> None:
    filled(page, address)
    page.fill("#note", "Chiamateci pure")
    page.click("[data-send]")
    expect(page.locator("[data-sent]")).to_contain_text("R-1")
    proposal = intake.proposal
    fields = {name: value for name, value in MEMBER.items() if name != "logo"}
    assert proposal["fields"] == {**fields, "consent": {"date": "2026-11-22", "version": "1"}}
    assert (proposal["kind"], proposal["slug"], proposal["language"]) == ("new-member", "il-filo-d-oro", "it")
    assert (proposal["note"], proposal["website_url_2"], proposal["changes"]) == ("Chiamateci pure", "", {})
    assert base64.b64decode(proposal["logo"]["data"]) == next(LOGO.glob("*.svg")).read_bytes()
    assert json.loads(base64.b64decode(proposal["altcha"]))["number"] == NUMBER
    assert re.fullmatch("[0-9a-f-]{36}", proposal["key"])
    status = page.locator("[data-sent] a").get_attribute("href")
    assert status == f"{intake.address}/proposals/R-1"
    opened(page, f"{address}associata/")
    assert page.input_value("#name") == ""


def test_what_the_service_finds_wrong_is_shown_at_its_field(page: Page, address: str, intake: Service) -> None:
    filled(page, address)
    problem = {"field": "address.postcode", "severity": "error", "message": "non è di qui"}
    intake.answers.append((422, {"problems": [problem]}))
    page.click("[data-send]")
    expect(page.locator("[data-problems]")).to_contain_text("CAP: non è di qui")
    page.get_by_role("link", name="CAP: non è di qui").click()
    assert heading(page) == "Dove siete, come raggiungervi"
    expect(page.locator("#address-postcode")).to_be_focused()


def test_a_service_that_fails_leaves_the_draft(page: Page, address: str, intake: Service) -> None:
    filled(page, address)
    intake.answers.append((500, {}))
    page.click("[data-send]")
    expect(page.locator("[data-sent]")).to_contain_text("La bozza resta")
    opened(page, f"{address}associata/")
    assert page.input_value("#name") == MEMBER["name"]


def test_the_file_that_is_saved_is_the_one_that_the_project_writes(page: Page, address: str) -> None:
    filled(page, address)
    with page.expect_download(lambda file: file.suggested_filename.endswith(".yml")) as saved:
        page.click("[data-way-file]")
    assert saved.value.suggested_filename == "il-filo-d-oro.yml"
    assert Path(saved.value.path()).read_text(encoding="utf-8") == expected_file()
    letter = urlsplit(page.locator("[data-way-mail]").get_attribute("href") or "")
    asked = parse_qs(letter.query)
    assert (letter.scheme, letter.path) == ("mailto", "ufficio@f.example")
    assert asked["subject"] == ["Proposta: Il Filo d'Oro"]
    assert asked["body"] == ["Allego il file il-filo-d-oro.yml.\r\nAllego il logo il-filo-d-oro.svg."]


def test_the_forge_s_page_for_a_new_file_is_filled_in(page: Page, address: str) -> None:
    filled(page, address)
    expect(page.locator("[data-way-forge]")).to_have_attribute("href", re.compile("forge.example/f/sito/new/main"))
    link = urlsplit(page.locator("[data-way-forge]").get_attribute("href") or "")
    asked = parse_qs(link.query)
    assert asked["filename"] == ["members/il-filo-d-oro.yml"]
    assert asked["value"] == [expected_file()]
    told = "salvatelo, poi aggiungetelo alla stessa proposta come members/logos/il-filo-d-oro.svg."
    expect(page.locator("[data-way-told]")).to_contain_text(told)


@pytest.mark.parametrize("ending", ["jpg", "webp", "png"])
def test_a_photograph_of_many_megabytes_is_made_small(page: Page, address: str, ending: str, tmp_path: Path) -> None:
    photograph = tmp_path / f"insegna.{ending}"
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(photograph, quality=98)
    assert photograph.stat().st_size > 2_000_000
    opened(page, f"{address}associata/")
    page.set_input_files("#logo", photograph)
    preview = page.locator(".logo-preview img")
    expect(preview).to_have_attribute("src", re.compile("^data:image/webp;base64,"))
    data = base64.b64decode((preview.get_attribute("src") or "").partition(",")[2])
    assert 10_000 < len(data) <= LARGEST
    with Image.open(BytesIO(data)) as drawn:
        assert drawn.size in ((640, 480), (400, 300), (240, 180))
    expect(page.locator("#logo-error")).to_be_hidden()


def test_a_drawing_is_not_made_smaller_but_refused_in_words(page: Page, address: str, tmp_path: Path) -> None:
    drawing = tmp_path / "insegna.svg"
    drawing.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><title>{"a" * LARGEST}</title></svg>')
    opened(page, f"{address}associata/")
    page.set_input_files("#logo", drawing)
    expect(page.locator("#logo-error")).to_have_text("L'immagine è di 201 KB: al massimo 200")
    expect(page.locator(".logo-preview")).to_be_hidden()


def test_a_step_is_not_left_before_it_is_right(page: Page, address: str) -> None:
    opened(page, f"{address}associata/")
    page.click("[data-next]")
    expect(page.locator("[data-problems]")).to_be_focused()
    expect(page.locator("[data-problems]")).to_contain_text("manca la chiave 'name', che è obbligatoria")
    page.fill("#name", "Il Filo")
    go_on(page, "Dove siete, come raggiungervi")
    page.fill("#contacts-email", "info")
    page.click("[data-next]")
    expect(page.locator("#contacts-email-error")).to_have_text(
        "'info' non è un indirizzo e-mail, come info@name.example"
    )
    assert page.locator("#contacts-email").get_attribute("aria-invalid") == "true"


def test_without_consent_nothing_is_sent(page: Page, address: str, intake: Service) -> None:
    filled(page, address)
    page.get_by_label("La cooperativa accetta").uncheck()
    before = len(intake.arrived)
    page.click("[data-send]")
    expect(page.locator("#consent-error")).to_contain_text("spuntate la casella")
    assert len(intake.arrived) == before


def test_the_draft_comes_back_and_can_be_deleted(page: Page, address: str) -> None:
    opened(page, f"{address}associata/")
    page.fill("#name", "Bozza")
    expect(page.locator("[data-draft]")).to_contain_text("Bozza conservata")
    opened(page, f"{address}associata/")
    expect(page.locator("[data-draft]")).to_contain_text("Ecco la bozza")
    assert page.input_value("#name") == "Bozza"
    page.click("[data-draft] button")
    page.wait_for_load_state()
    expect(page.locator("#name")).to_have_value("")
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('coop-restart:')).length") == 0


def test_who_is_in_the_directory_already_is_told(page: Page, address: str) -> None:
    opened(page, f"{address}associata/")
    page.fill("#name", "Brezza Società Cooperativa")
    go_on(page, "Dove siete, come raggiungervi")
    page.fill("#address-municipality", "Brescia")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.click("[data-back]")
    double = page.locator(".double")
    expect(double).to_contain_text("Quasi lo stesso nome e lo stesso luogo: Brezza. Siete voi?")
    assert (double.locator("a").nth(1).get_attribute("href") or "").endswith("proponi/modifica/?member=brezza")


def test_a_change_leaves_the_rest_of_the_file_as_it_is(page: Page, address: str, intake: Service) -> None:
    opened(page, f"{address}?kind=change-member&member=aurora&action=update")
    page.fill("#summary", "Servizi per tutti")
    page.get_by_role("button", name=re.compile("Passo 7")).click()
    expect(page.locator("[data-step]:not([hidden]) h2")).to_have_text("Riguardare e inviare")
    text = page.locator(".review__file code").text_content()
    assert text == AURORA.replace("Servizi per anziani", "Servizi per tutti")
    page.get_by_role("button", name="Un'altra cosa vi farebbe trovare più spesso: «Servizi».").click()
    expect(page.locator("#services-filter")).to_be_focused()
    page.get_by_role("button", name=re.compile("Passo 7")).click()
    page.click("[data-send]")
    expect(page.locator("[data-sent]")).to_contain_text("R-1")
    assert intake.proposal["changes"] == {"summary": "Servizi per tutti"}
    assert (intake.proposal["slug"], intake.proposal["fields"]) == ("aurora", {})


@pytest.mark.parametrize(
    ("action", "changes"),
    [
        ("confirm", {"verified": {"on": "2026-11-22", "by": "la cooperativa"}}),
        ("archive", {"status": "ceased"}),
    ],
)
def test_a_page_is_confirmed_or_closed_in_one_step(
    page: Page, address: str, intake: Service, action: str, changes: object
) -> None:
    opened(page, f"{address}modifica/?member=aurora&action={action}")
    go_on(page, "Riguardare e inviare")
    page.click("[data-send]")
    expect(page.locator("[data-sent]")).to_contain_text("R-1")
    assert intake.proposal["changes"] == changes


@pytest.mark.parametrize("kind", ["offer", "need"])
def test_an_offer_or_a_need_is_added_to_a_member(page: Page, address: str, intake: Service, kind: str) -> None:
    opened(page, f"{address}offerta/?member=cascina")
    assert heading(page) == "Che cosa offrite e che cosa cercate"
    page.check(f"[name=kind][value={kind}]")
    page.fill("#title", "Pane fresco")
    page.select_option("[name='fields.kind']", "good")
    page.fill("#expires", "2028-01-01")
    page.click("[data-next]")
    expect(page.locator("#expires-error")).to_contain_text("attesa una data entro dodici mesi")
    page.fill("#expires", LATE)
    go_on(page, "Riguardare e inviare")
    page.click("[data-send]")
    expect(page.locator("[data-sent]")).to_contain_text("R-1")
    item = {"id": "pane-fresco", "kind": "good", "title": "Pane fresco", "expires": LATE}
    assert (intake.proposal["kind"], intake.proposal["slug"], intake.proposal["fields"]) == (kind, "cascina", item)


def test_a_member_takes_part_in_a_call(page: Page, address: str, intake: Service) -> None:
    opened(page, f"{address}adesione/?call=mense")
    page.fill("#member", f"{address}../associate/aurora/")
    page.click("[data-next]")
    expect(page.locator("#member-error")).to_have_text("Aurora partecipa già a questa call.")
    page.fill("#member", "cascina")
    page.keyboard.press("Escape")
    go_on(page, "Riguardare e inviare")
    expect(page.locator("[data-review]")).to_contain_text("Cascina partecipa a questa call.")
    tree = parse((page.locator(".review__file code").text_content() or "").encode()).tree
    assert tree is not None
    assert tree["participants"] == ["aurora", "cascina"]
    page.click("[data-send]")
    expect(page.locator("[data-sent]")).to_contain_text("R-1")
    assert [intake.proposal[name] for name in ("kind", "slug", "member")] == ["join-call", "mense", "cascina"]


@pytest.mark.parametrize("typed", ["Città del Pane", "  CITTA del pane"])
def test_a_whole_name_that_was_written_and_not_chosen_is_taken(page: Page, address: str, typed: str) -> None:
    opened(page, f"{address}adesione/?call=mense")
    page.fill("#member", typed)
    page.keyboard.press("Tab")
    go_on(page, "Riguardare e inviare")
    expect(page.locator("[data-review]")).to_contain_text("Città del Pane partecipa a questa call.")
    opened(page, f"{address}modifica/")
    page.fill("#slug", typed)
    page.keyboard.press("Tab")
    go_on(page, "Chi siete")
    expect(page.locator("#name")).to_have_value("Città del Pane")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Gemella", "Scegliete la cooperativa dall'elenco che compare mentre scrivete."),
        ("Città del", "Scegliete la cooperativa dall'elenco che compare mentre scrivete."),
        ("https://f.example/sito/associate/nessuna/", "Nell'elenco non c'è una pagina con questo indirizzo."),
    ],
)
def test_what_names_no_single_member_is_refused_with_what_to_do(
    page: Page, address: str, typed: str, said: str
) -> None:
    opened(page, f"{address}adesione/")
    page.click("[data-next]")
    expect(page.locator("#slug-error")).to_have_text("Scegliete una call dall'elenco.")
    opened(page, f"{address}adesione/?call=mense")
    page.fill("#member", typed)
    page.keyboard.press("Tab")
    page.click("[data-next]")
    expect(page.locator("#member-error")).to_contain_text(said)


def test_a_new_call_is_sent(page: Page, address: str, intake: Service) -> None:
    opened(page, f"{address}call/")
    page.fill("#title", "Reti di sartoria")
    page.select_option("#kind", "partnership")
    go_on(page, "Fino a quando, e come si partecipa")
    page.fill("#deadlines-0-at", "2027-01-10")
    page.fill("[data-time]", "12:00")
    go_on(page, "Per chi")
    go_on(page, "Riguardare e inviare")
    page.click("[data-send]")
    expect(page.locator("[data-sent]")).to_contain_text("R-1")
    assert intake.proposal["fields"] == {
        "title": "Reti di sartoria",
        "kind": "partnership",
        "published": "2026-11-22",
        "deadlines": [{"id": "item", "at": "2027-01-10T12:00"}],
    }


def test_without_scripts_the_form_is_one_plain_page(browser: Browser, address: str, intake: Service) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}associata/")
    page.fill("#name", "Il Filo")
    page.fill("#address-municipality", "017029")
    page.get_by_text("Manifattura e artigianato").click()
    page.get_by_label("Abbigliamento e sartoria").check()
    page.get_by_label("La cooperativa accetta").check()
    page.click("[data-send]")
    page.wait_for_url(f"{intake.address}/proposals")
    _, kind, body = intake.arrived[-1]
    context.close()
    assert kind.startswith("multipart/form-data")
    text = body.decode("utf-8", "replace")
    for name, value in (("kind", "new-member"), ("fields.name", "Il Filo"), ("fields.address.municipality", "017029")):
        assert f'name="{name}"\r\n\r\n{value}\r\n' in text
    assert re.search(r'name="fields.services.\d+"\r\n\r\nmaking.clothing\r\n', text)


def test_every_step_is_accessible_and_fits_a_small_phone(page: Page, address: str) -> None:
    filled(page, address)
    page.set_viewport_size({"width": 320, "height": 640})
    for number in range(1, 7):
        page.get_by_role("button", name=re.compile(f"^Passo {number} ")).click()
        found = Axe().run(page, "form.propose", options=WCAG).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, number


def test_the_form_is_filled_in_by_the_keyboard_alone(page: Page, address: str) -> None:
    opened(page, f"{address}associata/")
    page.focus("#name")
    page.keyboard.type("Il Filo")
    page.focus("[data-next]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-step]:not([hidden]) h2")).to_be_focused()
    page.focus("#serves")
    page.keyboard.type("lomb")
    expect(page.locator("[role=option]").first).to_have_text("Lombardia")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".chosen .chip")).to_contain_text("Lombardia")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Togliete Lombardia")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".chosen .chip")).to_have_count(0)
