"""The shared set: records good and bad, as trees of texts, that the form and `check` must judge alike."""

from __future__ import annotations

import copy
import itertools
import random
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from generator.reading.yaml_text import parse
from generator.records.federation import Kind
from tests.project.project import ROOT

Tree = dict[str, Any]
LONG_WORD = "cooperativa " * 60


class Case(NamedTuple):
    """A record and what is said of it."""

    name: str
    kind: Kind
    tree: Tree


def shared_set() -> list[Case]:
    """Return all cases: the demonstration's own records, values in each field, and random ones."""
    return [*demonstration("member", "members"), *demonstration("call", "calls"), *slips(), *whole(), *at_random(200)]


def demonstration(kind: Kind, folder: str) -> Iterator[Case]:
    for path in sorted((ROOT / folder).glob("*.yml")):
        yield Case(path.stem, kind, filled(parse(path.read_bytes()).tree))


def filled(tree: Any) -> Any:
    """Return the tree without keys that were left empty: the form gives none."""
    if isinstance(tree, dict):
        return {key: filled(value) for key, value in tree.items() if value is not None}
    return [filled(one) for one in tree] if isinstance(tree, list) else tree


MEMBER: Tree = {
    "name": "Il Filo",
    "legal_name": "Il Filo Società Cooperativa Sociale",
    "summary": "Sartoria e riparazioni",
    "description": "Cuciamo **insieme**.\n\n- abiti\n- tende",
    "identifiers": {
        "tax_code": "00743110157",
        "vat_number": "00743110157",
        "register": {"number": "A123456", "section": "prevalent"},
    },
    "legal_form": "1.4.30",
    "social_type": "B",
    "activities": [{"ateco": "14.21", "main": "true"}],
    "services": ["making.clothing"],
    "address": {"street": "Via Roma 1", "postcode": "25121", "municipality": "017029"},
    "contacts": {"email": "info@filo.example", "phone": "030 1234567", "website": "https://filo.example"},
    "offers": [{"id": "orli", "kind": "service", "title": "Orli e riparazioni", "expires": "2027-03-01"}],
    "needs": [{"id": "stoffa", "kind": "good", "title": "Stoffe di cotone", "expires": "2027-03-01"}],
}  # fmt: skip
CALL: Tree = {
    "title": "Reti di sartoria",
    "kind": "partnership",
    "published": "2026-11-01",
    "summary": "Chi cuce con noi?",
    "deadlines": [{"id": "fine", "at": "2026-12-20T12:00"}],
}

NICE = {"country": "FR", "municipality": "Nice"}
PERSON = {"tax_code": "RSSMRA85M01H501Q"}
PRIVATE = {"email": "anna.rossi@filo.example", "pec": "carlo.bianchi@pec.example"}

UNSEEN = "a\u200eb\u202ec"
TEXTS = ["", "  ", "due\nrighe", "con\ttab", UNSEEN, "x\x85y", LONG_WORD, "a" * 160, "a" * 161, "🧵" * 160, "🧵" * 161]
# Around the bounds of Markdown that is read, and in characters of which scripts count two.
INTRICATE = [
    "* " * 20 + "x",
    "* " * 21 + "x",
    "testo\n" + "1. > " * 11 + "x",
    "testo\n" + "    " * 20 + "- x",
    "testo\n" + " \t" * 21 + "- x",
    "- " * 20 + "-",
    "-" * 80,
    "termine\n: testo\n" * 20,
    "termine\n: testo\n" * 21,
    "termine\n: testo\n \n" * 21,
    "[" * 20,
    "[<" * 11,
    "🧵" * 39 + "[" * 21,
    "🧵" * 40 + "[" * 21,
    "\\`" * 10 + "\\" * 2,
    "\\`" * 10 + "\\",
    "a\n" * 24,
    "a\n" * 25,
    "a\n" * 40,
]
PROSE = [
    "",
    " \n ",
    "Riga uno\nriga due\n",
    "con\ttab",
    UNSEEN,
    "a" * 20_000,
    "a" * 20_001,
    "mia mail: anna.rossi@filo.example",
    *INTRICATE,
]
DAYS = [
    "2026-02-30",
    "2028-02-29",
    "2027-02-29",
    "1/3/2027",
    "31/04/2026",
    "2026-4-31",
    "29.2.2028",
    "2027-3-1",
    "01-13-2027",
    "oggi",
    "",
    "2026-13-01",
    "20270301",
    "2027-03-01T10:00",
]
MOMENTS = [
    *DAYS,
    "2026-12-20 12:00",
    "2026-12-20T24:01",
    "2026-12-20T12:60",
    "2026-12-20T12:00+01:00",
    "2026-12-20 9.30",
    "2026-12-20 9.61",
    "2026-12-20 25.00",
    "1999-01-01",
    "1800-01-01",
]
WEBS = [
    "filo.example",
    "www.filo.example",
    "http:/filo.example",
    "https://filo",
    "HTTPS://filo.example",
    "https://filo.example/a b",
    "ftp://filo.example",
    "https://filo.example/?q=1#x",
    "https://è.example",
    "https:filo.example",
]
MAILS = [
    "info",
    "info@",
    "info@filo",
    "mailto:info@filo.example",
    "<info@filo.example>",
    "info @filo.example",
    "anna.rossi@filo.example",
    "ufficio.stampa@filo.example",
    "il.filo@filo.example",
    "a" * 65 + "@filo.example",
]
PHONES = [
    "030",
    "+39 030 1234567",
    "tel. 030 1234567",
    "030/1234567",
    "347 1234567",
    "+39 347 123 4567",
    "030-12,34",
    "335-1234567 int. 2",
    "0" * 30,
]
NUMBERS = [
    "1.000",
    "1,5",
    "12",
    "-3",
    "1e3",
    "1.5e2",
    "007",
    "dieci",
    "1.000,5",
    "1,000.5",
    "€ 30",
    "",
    "99999999999999999999",
    "3.0",
    "2.50",
]
TAX_CODES = [
    "00743110158",
    "00743110157",
    "743110157",
    "RSSMRA85M01H501Q",
    "RSSMRA85M01H501Z",
    "ABC",
    "00000000000",
    "12345678901",
    "IT00743110157",
    "DE123456789",
    "0074311015A",
    "٠٠٧٤٣١١٠١٥٧",
    "1234-5678",
]
VAT_NUMBERS = [
    "00743110158",
    "IT00743110157",
    "IT00743110158",
    "DE123456789",
    "it00743110157",
    "IT123",
    "FR12345678901",
    "X",
]
SLUGS = ["Cold Chain", "cold_chain", "cold--chain", "-cold", "Catena-Fredda.yml", "è", "a" * 81, "ok-1"]

FIELDS: list[tuple[str, list[str]]] = [
    ("name", TEXTS),
    ("legal_name", TEXTS),
    ("summary", [*TEXTS, "[" * 100]),
    ("description", PROSE),
    ("status", ["active", "Active", "attiva", "winding up", "closed", ""]),
    ("logo", ["filo.svg", "Filo.PNG", "il filo.png", "filo.gif", "../filo.svg", ""]),
    ("member_since", [*DAYS, "2020-01-01", "2027-01-01"]),
    ("legal_form", ["1.4.30", "1.4.10", "cooperativa sociale", "9.9.9", ""]),
    ("social_type", ["A", "B", "A+B", "C", "a", ""]),
    ("identifiers.tax_code", TAX_CODES),
    ("identifiers.vat_number", VAT_NUMBERS),
    ("identifiers.rea", ["BS-123456", "", "a\tb"]),
    ("identifiers.register.number", ["A123456", "a123456", "A 123456", "C1234567890", ""]),
    ("identifiers.register.section", ["prevalent", "nulla"]),
    ("address.street", ["Via Roma 1", "", "IBAN IT60X0542811101000000123456", "Via 3471234567"]),
    ("address.postcode", ["25121", "25136", "20121", "9121", "ABCDE", "m60 0ag", "25.121", ""]),
    ("address.municipality", ["017029", "Brescia", "brescia", "Castro", "999999", "Atlantide", "", "a\nb"]),
    ("address.country", ["IT", "FR", "it", "ZZ", ""]),
    ("address.latitude", NUMBERS),
    ("size.employees", NUMBERS),
    ("size.year", ["1849", "1850", "2100", "2101", "duemila"]),
    ("size.revenue_class", ["up_to_100k", "100k-500k", "molto"]),
    ("contacts.email", MAILS),
    ("contacts.pec", MAILS),
    ("contacts.phone", PHONES),
    ("contacts.website", WEBS),
    ("contacts.role", ["Segreteria", "Anna, tel. 347 1234567", ""]),
    ("activities.0.ateco", ["14.21", "1421", "99.99", "J", "56.22.00"]),
    ("activities.0.main", ["true", "True", "sì", "no", "forse", ""]),
    ("services.0", ["making.clothing", "cleaning", "nessuno"]),
    ("languages.0", ["it", "IT", "zz", "en"]),
    ("sdg.0", ["1", "17", "0", "18", "uno", "3.0"]),
    ("keywords.0", ["cucito", "", "a" * 41, "a\nb"]),
    ("profiles.0", ["women", "Women", "giovani"]),
    ("serves.0", ["IT", "IT-25", "IT-BS", "017029", "IT-ZZ", "Lombardia", "FR"]),
    ("channels.0.kind", ["facebook", "tiktok"]),
    ("channels.0.url", WEBS),
    ("certifications.0.name", ["ISO 9001", ""]),
    ("certifications.0.expires", [*DAYS, "2020-01-01"]),
    ("consent.date", ["2026-11-22", "2026-11-23", "ieri"]),
    ("verified.on", ["2026-11-22", "2027-01-01"]),
    ("offers.0.id", SLUGS),
    ("offers.0.kind", ["service", "servizio", ""]),
    ("offers.0.title", ["a" * 80, "a" * 81, "", "Chiamare 347 1234567"]),
    ("offers.0.description", ["a" * 600, "a" * 601, "[" * 100, "Scrivere a RSSMRA85M01H501Q"]),
    ("offers.0.service", ["making.clothing", "nessuno"]),
    ("offers.0.terms.0", ["sale", "free", "gratis"]),
    ("offers.0.quantity.value", [*NUMBERS, "0", "0.5"]),
    ("offers.0.from", [*DAYS, "2027-03-01", "2027-03-02"]),
    ("offers.0.expires", [*DAYS, "2026-11-21", "2026-11-22", "2027-11-22", "2027-11-23", "2028-01-01"]),
    ("offers.0.area.0", ["IT-BS", "Brescia"]),
    ("offers.0.chain", ["filiera-del-legno", "filiera-del-legname", "nessuna", "Filiera Del Legno"]),
    ("offers.0.stage", ["essiccare", "nessuno"]),
    ("needs.0.id", ["orli", "stoffa"]),
    ("needs.0.status", ["open", "in_talks", "in talks", "chiuso"]),
    ("needs.0.quantity.unit", ["kg", "", "a" * 41]),
]
CALL_FIELDS: list[tuple[str, list[str]]] = [
    ("title", [*TEXTS, "a" * 600, "a" * 601]),
    ("kind", ["survey", "sondaggio", ""]),
    ("theme", ["welfare", "a" * 61]),
    ("track", ["curare-le-persone", "curare-persone", "nessuna", "Curare"]),
    ("initiative", ["2026/collaborare", "2026/colaborare", "collaborare", "https://x.example/2026/collaborare.yml"]),
    ("issuer", ["", "Il Comune"]),
    ("url", WEBS),
    ("summary", ["a" * 300, "a" * 301, ""]),
    ("description", ["Testo", "Il conto è IT60 X054 2811 1010 0000 0123 456"]),
    ("published", [*DAYS, "2026-11-01", "2026-12-31"]),
    ("deadlines.0.id", SLUGS),
    ("deadlines.0.kind", ["event", "evento"]),
    ("deadlines.0.at", MOMENTS),
    ("deadlines.0.zone", ["Europe/Rome", "Roma", "Europe/Atlantide"]),
    ("deadlines.0.extended_from", ["2026-12-21", "2026-12-20T12:01", "2026-12-20T11:00", "2026-12-01"]),
    ("criteria.area.0", ["IT-BS", "Brescia"]),
    ("criteria.size.min_employees", ["-1", "3", "tre"]),
    ("seeks.0.service", ["making.clothing", "nessuno"]),
    ("seeks.0.number", ["0", "1", "due"]),
    ("value.min", ["100", "1000", "-1", "1.000"]),
    ("value.max", ["500", "mille"]),
    ("value.currency", ["EUR", "eur", "EURO"]),
    ("value.share", ["50", "101", "80.5"]),
    ("participants.0", ["nessuna", "Nessuna Coop"]),
    ("cancelled.on", ["2026-11-22", "2026-12-01"]),
    ("outcome", ["Fatto", "> " * 30, "Chiamare +39 347 1234567"]),
]


def slips() -> Iterator[Case]:
    """Yield good records with one value in one field."""
    for kind, base, fields in (("member", MEMBER, FIELDS), ("call", CALL, CALL_FIELDS)):
        for path, values in fields:
            for value in values:
                yield Case(f"{kind} {path} {value[:20]!r}", kind, put(base, path, value))  # type: ignore[arg-type]


def put(base: Tree, path: str, value: Any) -> Tree:
    """Return a copy of a tree with a value at a dotted path; what is missing on the way is made."""
    tree = copy.deepcopy(base)
    here: Any = tree
    parts = [int(part) if part.isdigit() else part for part in path.split(".")]
    for part, following in itertools.pairwise(parts):
        missing: Any = [] if isinstance(following, int) else {}
        if isinstance(here, list):
            here.extend([missing] if part == len(here) else [])
        else:
            here.setdefault(part, missing)
        here = here[part]
    if isinstance(here, list) and parts[-1] == len(here):
        here.append(value)
    else:
        here[parts[-1]] = value
    return tree


def whole() -> Iterator[Case]:
    """Yield records with something missing, too much, or not agreeing with itself."""
    edits: list[tuple[str, Kind, Callable[[Tree], Any]]] = [
        ("hardly anything", "member", lambda tree: (tree.clear(), tree.update(summary="x"))),
        ("no name", "member", lambda tree: tree.pop("name")),
        ("no municipality", "member", lambda tree: tree["address"].pop("municipality")),
        ("no expiry", "member", lambda tree: tree["offers"][0].pop("expires")),
        ("two things missing", "member", lambda tree: (tree["offers"][0].pop("id"), tree["needs"][0].pop("kind"))),
        ("half a point", "member", lambda tree: tree["address"].update(latitude="45.5")),
        ("a point far away", "member", lambda tree: tree["address"].update(latitude="41.9", longitude="12.5")),
        ("a point swapped", "member", lambda tree: tree["address"].update(latitude="10.2", longitude="45.5")),
        ("a point nowhere", "member", lambda tree: tree["address"].update(latitude="10", longitude="10")),
        ("stage alone", "member", lambda tree: tree["offers"][0].update(stage="essiccare")),
        ("stage of a chain", "member", lambda tree: tree["offers"][0].update(chain="filiera-del-legno", stage="x")),
        ("nine keywords", "member", lambda tree: tree.update(keywords=list("abcdefghi"))),
        ("nine keywords, one wrong", "member", lambda tree: tree.update(keywords=[*"abcdefgh", ""])),
        ("eleven keywords, one wrong", "member", lambda tree: tree.update(keywords=["", *"abcdefghij"])),
        ("abroad", "member", lambda tree: tree["address"].update(NICE, postcode="06000")),
        ("abroad, another form", "member", lambda tree: tree.update(address=NICE, legal_form="SCOP")),
        ("a person's tax code abroad", "member", lambda tree: tree.update(address=NICE, identifiers=PERSON)),
        ("no social form", "member", lambda tree: tree.update(legal_form="1.4.10")),
        ("same id", "member", lambda tree: tree["needs"][0].update(id="orli")),
        ("twice the same", "member", lambda tree: tree.update(services=["food.wine"] * 2, sdg=["8", "3", "08", "8"])),
        ("twice the same word", "member", lambda tree: tree.update(keywords=["pane", "vino", "pane", "Pane"])),
        ("twice the same terms", "member", lambda tree: tree["offers"][0].update(terms=["sale", "loan", "sale"])),
        ("twice the same area", "member", lambda tree: tree["needs"][0].update(area=["IT-BS", "IT-BS"])),
        ("twice the same member", "call", lambda tree: tree.update(participants=["l-approdo", "l-approdo"])),
        ("twice the same criterion", "call", lambda tree: tree.update(criteria={"services": ["food.wine"] * 3})),
        ("unknown key", "member", lambda tree: tree.update(sumary="x")),
        ("two mailboxes", "member", lambda tree: tree["contacts"].update(PRIVATE)),
        ("no title", "call", lambda tree: tree.pop("title")),
        ("no date", "call", lambda tree: tree.pop("published")),
        ("no deadlines", "call", lambda tree: tree.pop("deadlines")),
        ("deadline without id", "call", lambda tree: tree["deadlines"][0].pop("id")),
        ("two ids", "call", lambda tree: tree["deadlines"].append({"id": "fine", "at": "2026-12-21"})),
        ("min over max", "call", lambda tree: tree.update(value={"min": "10", "max": "5"})),
        ("min is max", "call", lambda tree: tree.update(value={"min": "5.0", "max": "5"})),
    ]  # fmt: skip
    for name, kind, edit in edits:
        tree = copy.deepcopy(MEMBER if kind == "member" else CALL)
        edit(tree)
        yield Case(name, kind, tree)


def at_random(number: int) -> Iterator[Case]:
    """Yield members with several slips at once."""
    dice = random.Random(6)  # noqa: S311 - the same cases each time
    for at in range(number):
        tree = MEMBER
        for path, values in dice.sample(FIELDS, 4):
            tree = put(tree, path, dice.choice(values))
        yield Case(f"random {at}", "member", tree)
