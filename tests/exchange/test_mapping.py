"""A mapping says how rows become records; what is wrong with it is said with line and column."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from generator.exchange.applying import Applied, Mapped
from generator.exchange.importing import outcomes, unnumbered
from generator.exchange.judging import judge
from generator.exchange.mapping import Mapping, Rule
from generator.exchange.mapping_file import BUNDLED, MappingError, bundled, read_mapping
from generator.exchange.refusal import Finding
from generator.exchange.table import Row
from generator.exchange.tables import read_table
from generator.exchange.updating import updated
from generator.languages import N_, Message
from generator.languages.language import Language
from generator.reading.codes import Codes
from generator.reading.yaml_text import parse
from generator.vocabularies import Vocabularies
from generator.writing.template import template

ENGLISH = Language.load("en")
VOCABULARIES = Vocabularies.load()
HEAD = "record: member\nslug: {from: [Name]}\nfields:\n"
DATES = "iso, or %d %m %Y %y %H %M %S such as %d/%m/%Y"
ALONE = "has no partner: the name of a column stands between two of them"
README = (BUNDLED / "README.md").read_text(encoding="utf-8")


def mapping(fields: str, head: str = HEAD) -> Mapping:
    indented = "".join(f"  {line}\n" for line in fields.strip().splitlines())
    return Mapping.model_validate(parse((head + indented).encode()).tree)


MEMBER = template("member", ENGLISH, VOCABULARIES)


def applied(one: Mapping) -> Applied:
    return Applied(one, MEMBER, VOCABULARIES)


def mapped(fields: str, **cells: str) -> Mapped:
    return applied(mapping(fields))(Row(7, cells))


def said(findings: tuple[Finding, ...]) -> list[tuple[int, str, str]]:
    return [(one.number, one.field, ENGLISH.say(one.message)) for one in findings]


@pytest.mark.parametrize(
    ("fields", "cells", "record"),
    [
        ("name: {column: N}", {"N": " Arco  Baleno "}, {"name": "Arco Baleno"}),
        ("name: {column: [A, B]}", {"A": " ", "B": "b"}, {"name": "b"}),
        ("name: {constant: Arco}", {}, {"name": "Arco"}),
        ('summary: {template: ["{A} – {B}", "{A}"]}', {"A": "pane", "B": "Roma"}, {"summary": "pane – Roma"}),
        ('summary: {template: ["{A} – {B}", "{A}"]}', {"A": "pane"}, {"summary": "pane"}),
        ('summary: {template: "{A} – {B}"}', {"A": "pane"}, {}),
        ("name: {column: N, default: Senza nome}", {}, {"name": "Senza nome"}),
        ("summary: {column: S, unlike: N}", {"S": "Arco", "N": "Arco "}, {}),
        ("keywords: {column: K, split: ','}", {"K": "pane, olio,,pane"}, {"keywords": ["pane", "olio"]}),
        ("keywords: {column: K}", {"K": "pane, olio"}, {"keywords": ["pane, olio"]}),
        ('name: {column: N, replace: {"Soc.": Società}}', {"N": "Soc. Arco"}, {"name": "Società Arco"}),
        ("name: {column: N, case: name}", {"N": "ARCO DI PACE"}, {"name": "Arco di Pace"}),
        ("legal_form: {column: F, codes: {Coop: 1.4.10}}", {"F": "coop"}, {"legal_form": "1.4.10"}),
        ("legal_form: {column: F, codes: {Coop: }}", {"F": "coop"}, {}),
        ("legal_form: {column: F, codes: {Coop: 1.4.10}, otherwise: keep}", {"F": "Ltd"}, {"legal_form": "Ltd"}),
        ("member_since: {column: D, date: '%d/%m/%Y'}", {"D": "31/03/2020"}, {"member_since": "2020-03-31"}),
        ("size.members: {column: M, number: it}", {"M": "1.250"}, {"size": {"members": "1250"}}),
        (
            "contacts.website: {column: W, scheme: https}",
            {"W": "a.example"},
            {"contacts": {"website": "https://a.example"}},
        ),
        ("address.postcode: {column: C, postcode: true}", {"C": "195"}, {"address": {"postcode": "00195"}}),
        (
            "address.postcode: {column: C, postcode: true}\naddress.country: {column: S}",
            {"C": "195", "S": "FR"},
            {"address": {"postcode": "195", "country": "FR"}},
        ),
        (
            "address.municipality: {column: T, municipality: {province: P}}",
            {"T": "CASTRO", "P": "Lecce"},
            {"address": {"municipality": "075096"}},
        ),
        (
            "address.municipality: {column: T, municipality: {}}\naddress.country: {constant: GB}",
            {"T": "Bath"},
            {"address": {"municipality": "Bath", "country": "GB"}},
        ),
        ("description: {column: D, lines: keep}", {"D": "Uno\r\n\r\nDue"}, {"description": "Uno\n\nDue"}),
        ("address.street: {column: D}", {"D": "Uno\nDue"}, {"address": {"street": "Uno, Due"}}),
        ("summary: {column: S, cut: 12}", {"S": "pane e companatico"}, {"summary": "pane e…"}),
        (
            'activities[].main: {constant: "true"}\nactivities[].ateco: {column: A, split: ;, ateco: "2007"}',
            {"A": "9499;10.71"},
            {"activities": [{"ateco": "94.99", "main": "true"}, {"ateco": "10.71", "main": "true"}]},
        ),
        ('activities[].main: {constant: "true"}\nactivities[].ateco: {column: A}', {}, {}),
        ("address.country: {constant: GB}", {}, {}),
        (
            "offers[].terms: {column: T, split: ','}\noffers[].quantity.unit: {column: U}",
            {"T": "sale,hire", "U": "kg"},
            {"offers": [{"terms": ["sale", "hire"], "quantity": {"unit": "kg"}}]},
        ),
    ],
)
def test_a_row_becomes_a_record(fields: str, cells: dict[str, str], record: dict[str, Any]) -> None:
    found = mapped(fields, **cells)
    assert found.record == record
    assert said(found.refusals) == []


@pytest.mark.parametrize(
    ("fields", "cells", "expected"),
    [
        ("name: {column: N, missing: refuse}", {}, [(7, "name", "there is no value")]),
        (
            "size.members: {column: M, number: it}\nmember_since: {column: D, date: iso}",
            {"M": "molti", "D": "ieri"},
            [
                (7, "size.members", "'molti' is no number"),
                (7, "member_since", "'ieri' is no date written as iso"),
            ],
        ),
        (
            "legal_form: {column: F, missing: refuse, codes: {Coop: 1.4.10}}",
            {"F": "Ltd"},
            [(7, "legal_form", "'Ltd' is not in the mapping's table of codes")],
        ),
    ],
)
def test_a_row_is_refused_with_all_its_reasons(fields: str, cells: dict[str, str], expected: list[Any]) -> None:
    assert said(mapped(fields, **cells).refusals) == expected


def test_faults_of_a_table_are_reasons_too() -> None:
    row = Row(3, {"N": "Arco"}, (("Soci", Message(N_("there is no value"))),))
    assert said(applied(mapping("name: {column: N}"))(row).refusals) == [(3, "Soci", "there is no value")]


@pytest.mark.parametrize(
    ("fields", "cells", "expected"),
    [
        ("name: {column: N}", {"N": "Societ? Arco"}, [(7, "name", "a letter seems to be lost: 'Societ? Arco'")]),
        (
            "size.members: {column: M, number: it, otherwise: leave_out}",
            {"M": "molti"},
            [(7, "size.members", "left out: 'molti' is no number")],
        ),
        (
            'activities[].ateco: {column: A, ateco: "2007"}',
            {"A": "47110"},
            [(7, "activities[].ateco", "ATECO 2025 splits the old class: only what its parts share was kept")],
        ),
    ],
)
def test_what_somebody_should_look_at_is_noted(fields: str, cells: dict[str, str], expected: list[Any]) -> None:
    found = mapped(fields, **cells)
    assert said(found.notes) == expected
    assert found.refusals == ()


def imported(fields: str, *rows: dict[str, str], head: str = HEAD) -> list[Any]:
    one = mapping(fields, head)
    apply = applied(one)
    wrong = judge(one.record, apply.fields, Codes(VOCABULARIES))
    numbered = [Row(number, cells) for number, cells in enumerate(rows, 2)]
    return list(outcomes(numbered, one, apply, wrong))


def test_records_are_judged_as_files_are() -> None:
    fields = "name: {column: Name}\nsdg: {column: S, split: ','}\naddress.municipality: {column: T}"
    (one,) = imported(fields, {"Name": "Arco", "S": "8,40,x", "T": "Brescia"})
    reasons = {field: text for _, field, text in said(one.refusals)}
    assert set(reasons) == {"sdg[1]", "sdg[2]", "address.municipality"}
    assert "17" in reasons["sdg[1]"]
    assert "017029" in reasons["address.municipality"]


def test_values_that_the_record_will_not_have_are_left_out_where_that_is_wanted() -> None:
    fields = (
        "name: {column: Name}\ncontacts.website: {column: W, otherwise: leave_out}\ncontacts.role: {constant: ufficio}"
    )
    (one,) = imported(fields, {"Name": "Arco", "W": "dove capita"})
    assert (one.record, one.refusals) == ({"name": "Arco"}, ())
    assert [(field, text.startswith("left out: ")) for _, field, text in said(one.notes)] == [
        ("contacts.website", True)
    ]


def test_what_is_still_wrong_after_leaving_out_refuses_the_row() -> None:
    fields = "name: {column: Name, otherwise: leave_out}"
    (one,) = imported(fields, {"Name": "x" * 200})
    assert said(one.refusals) == [(2, "name", "the key 'name' is missing: it must be given")]


def test_file_names_follow_the_rows_refused_or_not() -> None:
    fields = "name: {column: Name}\nsdg: {column: S}"
    found = imported(fields, {"Name": "Arco"}, {"Name": "ARCO", "S": "40"}, {"Name": "Arco!"})
    assert [(one.slug, bool(one.refusals)) for one in found] == [("arco", False), ("arco-2", True), ("arco-3", False)]


def test_names_of_browse_pages_are_not_given_to_members() -> None:
    assert [one.slug for one in imported("name: {column: Name}", {"Name": "Settore"})] == ["settore-2"]


def test_a_repeated_name_is_refused_where_names_must_differ() -> None:
    head = HEAD.replace("[Name]", "[Name], unique: false")
    found = imported("name: {column: Name}", {"Name": "Arco"}, {"Name": "arco"}, head=head)
    assert [said(one.refusals) for one in found] == [[], [(3, "", "an earlier row has the same file name")]]


@pytest.mark.parametrize(
    ("field", "path"),
    [("deadlines[0].at", "deadlines[].at"), ("keywords[1]", "keywords"), ("address.street", "address.street")],
)
def test_fields_are_found_in_the_mapping(field: str, path: str) -> None:
    assert unnumbered(field) == path


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("name: {colum: N}", ["4:10: fields.name.colum: unknown key 'colum'. Did you mean 'column'?"]),
        ("name: {column: N, constant: x}",
         ["4:9: fields.name: expected exactly one of column, constant and template"]),
        ("name: {column: N, otherwise: forget}",
         ["4:32: fields.name.otherwise: found 'forget', expected one of: refuse, leave_out, keep"]),
        ("name: {column: N, date: '%d %B'}",
         [f"4:27: fields.name.date[0]: '%d %B' is no way to write dates: expected {DATES}"]),
        ("name: {template: '{name'}", [f"4:20: fields.name.template[0]: a brace in '{{name' {ALONE}"]),
        ("name: {template: ['{A} x', 'B}']}", [f"4:30: fields.name.template[1]: a brace in 'B}}' {ALONE}"]),
        ("name: {template: '{A{B}}'}", [f"4:20: fields.name.template[0]: a brace in '{{A{{B}}}}' {ALONE}"]),
        ("name: {template: 'x {}'}", [f"4:20: fields.name.template[0]: a brace in 'x {{}}' {ALONE}"]),
        ("name: {column: N, municipality: {provnce: P}}",
         ["4:36: fields.name.municipality.provnce: unknown key 'provnce'. Did you mean 'province'?"]),
        ("nam: {column: N}", ["4:3: fields.nam: no member has the field nam. Did you mean 'name'?"]),
        ("name: {column: N, split: ','}", ["4:3: fields.name: only a field that takes several values can be split"]),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_told_with_line_and_column(tmp_path: Path, fields: str, expected: list[str]) -> None:
    path = tmp_path / "m.yml"
    path.write_text(HEAD + "".join(f"  {line}\n" for line in fields.splitlines()), encoding="utf-8")
    with pytest.raises(MappingError) as caught:
        read_mapping(str(path))
    told = [problem.said(ENGLISH).removeprefix(f"{path}:") for problem in caught.value.problems]
    assert told == expected


def test_a_mapping_that_is_no_proper_yaml_is_told(tmp_path: Path) -> None:
    path = tmp_path / "m.yml"
    path.write_text(HEAD + "  name: {column: N}\n  name: {column: M}\n", encoding="utf-8")
    with pytest.raises(MappingError) as caught:
        read_mapping(str(path))
    assert [(problem.rule, problem.line, problem.column) for problem in caught.value.problems] == [
        ("duplicate-key", 5, 3)
    ]


def test_a_mapping_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(MappingError) as caught:
        read_mapping(str(tmp_path / "none.yml"))
    (problem,) = caught.value.problems
    assert "the mappings that come along are bandi, coops-uk" in problem.said(ENGLISH)


def test_columns_that_the_table_lacks_are_told(tmp_path: Path) -> None:
    path = tmp_path / "m.yml"
    path.write_text(HEAD + '  summary: {template: "{Sectr}", unlike: Other}\n', encoding="utf-8")
    with pytest.raises(MappingError) as caught:
        read_mapping(str(path)).require(["Name", "Sector"])
    assert [problem.said(ENGLISH).removeprefix(str(path)) for problem in caught.value.problems] == [
        ":4:3: fields.summary: the table has no column Sectr. Did you mean 'Sector'?",
        ":4:3: fields.summary: the table has no column Other",
    ]


@pytest.mark.parametrize("name", bundled())
def test_the_mappings_that_come_along_are_right(name: str) -> None:
    assert read_mapping(name).mapping.fields


def test_the_readme_names_every_key_and_its_example_works(tmp_path: Path) -> None:
    told = set(re.findall(r"^\| `(\w+)`", README, re.MULTILINE)) | {"missing", "otherwise"}
    assert told == set(Rule.model_fields)
    (example,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    path = tmp_path / "m.yml"
    path.write_text(example, encoding="utf-8")
    table = tmp_path / "t.csv"
    table.write_text(
        "Name;Sector;Town;Activity;Street;Street 2;Postcode;Province;Website;Form;Since;Keywords\n"
        "IL FORNO;Pane;Mantova;10.71;Via Roma 1;;46100;MN;forno.example;Soc. coop.;31/12/1999;pane,dolci\n",
        encoding="utf-8",
    )
    file, read = read_mapping(str(path)), read_table(table)
    file.require(read.columns or ())
    apply = applied(file.mapping)
    (one,) = outcomes(read.rows, file.mapping, apply, judge("member", apply.fields, Codes(VOCABULARIES)))
    assert (one.slug, one.refusals) == ("il-forno", ())
    assert one.record == {
        "name": "Il Forno",
        "summary": "Pane, Mantova",
        "activities": [{"ateco": "10.71"}],
        "address": {"street": "Via Roma 1", "postcode": "46100", "municipality": "020030"},
        "contacts": {"website": "https://forno.example"},
        "legal_form": "1.4.10",
        "member_since": "1999-12-31",
        "keywords": ["pane", "dolci"],
    }


def test_an_update_keeps_what_the_mapping_does_not_name() -> None:
    old = {
        "name": "Arco",
        "summary": "old",
        "contacts": {"website": "https://a.example", "email": "info@a.example"},
        "size": {"members": "3"},
        "offers": [{"id": "van"}],
        "deadlines": [{"at": "2020-01-01", "zone": "UTC"}],
    }
    new = {"name": "Arco", "contacts": {"website": "https://b.example"}, "deadlines": [{"at": "2021-01-01"}]}
    paths = ["name", "summary", "contacts.website", "size.members", "deadlines[].at"]
    assert updated(old, new, paths) == {
        "name": "Arco",
        "contacts": {"website": "https://b.example", "email": "info@a.example"},
        "offers": [{"id": "van"}],
        "deadlines": [{"at": "2021-01-01"}],
    }
