"""Tables are read as a person sees them, or refused with a reason."""

from __future__ import annotations

import datetime as dt
import json
import random
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from generator.exchange import spreadsheet, tables, workbook_bombs
from generator.exchange.table import Row, Table, TableError
from generator.exchange.tables import read_table
from generator.languages.language import Language

ENGLISH = Language.load("en")


def table(folder: Path, name: str, content: str | bytes) -> Table:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path)


def rows(folder: Path, name: str, content: str | bytes) -> list[tuple[int, dict[str, str]]]:
    return [(row.number, dict(row.cells)) for row in table(folder, name, content).rows]


def faults(row: Row) -> list[tuple[str, str]]:
    return [(column, ENGLISH.say(message)) for column, message in row.faults]


LONG = "the row that begins on line 2 has a cell of over 131072 characters: is a quote never closed?"


@pytest.mark.parametrize(
    "content",
    [
        "Nome,CAP\nArco,00195\n",
        "Nome;CAP\nArco;00195\n",
        "Nome\tCAP\r\nArco\t00195\r\n",
        "\ufeffNome;CAP\nArco;00195",
        '"Nome, per esteso";CAP\nArco;00195\n'.replace("Nome, per esteso", "Nome"),
        " Nome , CAP ,,\nArco,00195,,\n",
        "Nome;CAP\nArco;00195\n".encode("utf-16"),
    ],
)
def test_csv_is_read_whatever_its_separator_and_mark(tmp_path: Path, content: str | bytes) -> None:
    assert rows(tmp_path, "t.csv", content) == [(2, {"Nome": "Arco", "CAP": "00195"})]


def test_commas_inside_quoted_names_do_not_choose_the_separator(tmp_path: Path) -> None:
    assert rows(tmp_path, "t.csv", '"a,b,c";d\n1;2\n') == [(2, {"a,b,c": "1", "d": "2"})]


def test_rows_are_numbered_as_in_a_spreadsheet(tmp_path: Path) -> None:
    content = 'Nome,Via\nA,"uno\ndue"\n,\nB,tre\n'
    assert rows(tmp_path, "t.csv", content) == [(2, {"Nome": "A", "Via": "uno\ndue"}), (4, {"Nome": "B", "Via": "tre"})]
    assert table(tmp_path, "t.csv", content).length == 3


def test_an_older_encoding_is_guessed_and_told(tmp_path: Path) -> None:
    read = table(tmp_path, "t.csv", "Nome\nCaffè\n".encode("cp1252"))
    assert [dict(row.cells) for row in read.rows] == [{"Nome": "Caffè"}]
    assert [ENGLISH.say(note) for note in read.notes] == [
        "the file is not UTF-8; it was read as Windows-1252: check the accents"
    ]
    assert table(tmp_path, "t.csv", "Nome\nCaffè\n").notes == ()


def test_a_row_with_more_cells_than_columns_is_at_fault(tmp_path: Path) -> None:
    first, second = table(tmp_path, "t.csv", "Nome,Via\nA,Roma, 1\nB,Roma,\n").rows
    assert faults(first) == [("", "more cells than columns: is a separator missing its quotes?")]
    assert faults(second) == []


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("t.csv", "", "the first row should hold the names of the columns, and is empty"),
        ("t.csv", ",,\nA,B,C\n", "the first row should hold the names of the columns, and is empty"),
        ("t.csv", "Nome,Nome\nA,B\n", "the column Nome occurs twice"),
        ("t.csv", 'Nome\n"never closed\n', "the row that begins on line 2 opens a quote that is never closed"),
        (
            "t.csv",
            'Nome,Via\nA,"uno\ndue"\nB,"tre\nC,quattro\nD,cinque\n',
            "the row that begins on line 4 opens a quote that is never closed",
        ),
        (
            "t.csv",
            'Nome,Via\nA,"uno\nB,due\nC,"tre"\n',
            "line 4: text after a closing quote, in the row that begins on line 2: is a quote of it never closed",
        ),
        ("t.csv", f"Nome\n{'x' * 140_000}\n", LONG),
        ("t.xls", "", "no table ends in '.xls'; expected one of .csv .json .jsonl .ndjson .tsv .txt .xlsx"),
        ("t.json", "{", "this is no JSON: it cannot be read from line 1, column 2 on"),
        ("t.json", '[{"a": 1},\n {"a": 1,, }]', "this is no JSON: it cannot be read from line 2, column 10 on"),
        ("t.json", '[{"a": 1, "a": 2}]', "an object has the name 'a' twice: keep one"),
        ("t.json", '{"a": 1}', "expected a list of objects"),
        ("t.json", "[" * 100_000, "this is no JSON that can be read: it is nested too deeply"),
        ("t.jsonl", b"\xe8", "the file is not UTF-8 at byte 0"),
        ("t.xlsx", "no zip", "this is no XLSX workbook: File is not a zip file"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(
    tmp_path: Path, name: str, content: str | bytes, expected: str
) -> None:
    with pytest.raises(TableError) as caught:
        list(table(tmp_path, name, content).rows)
    assert ENGLISH.say(caught.value.message).startswith(expected)


def test_a_file_that_is_missing_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TableError, match="cannot be read") as caught:
        read_table(tmp_path / "none.csv")
    assert "there is no such file" in ENGLISH.say(caught.value.message)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(TableError) as caught:
        read_table(tmp_path / "folder.csv")
    assert ENGLISH.say(caught.value.message).endswith("folder.csv cannot be read: it is a folder")
    monkeypatch.setattr(tables, "LARGEST", 3)
    with pytest.raises(TableError, match="is larger"):
        table(tmp_path, "t.csv", "Nome")


JSON = '{"name": "Arco", "n": 7242000.0, "i": 1, "open": true, "none": null, "tags": ["a", "b"], "at": {"x": 1.50}}'


@pytest.mark.parametrize(("name", "content"), [("t.jsonl", JSON), ("t.json", f"[{JSON}]")])
def test_json_is_read_with_numbers_as_written(tmp_path: Path, name: str, content: str) -> None:
    read = table(tmp_path, name, content)
    assert read.columns is None
    assert [(row.number, dict(row.cells)) for row in read.rows] == [
        (1, {"name": "Arco", "n": "7242000.0", "i": "1", "open": "true", "tags": "a\nb", "at.x": "1.50"})
    ]


def test_a_line_that_is_no_object_is_at_fault_and_the_others_are_read(tmp_path: Path) -> None:
    content = '{"a": "1"}\n\n[1]\n{"a": \n{"a": "1", "a": "2"}\n{"a": "3"}\n'
    found = list(table(tmp_path, "t.jsonl", content).rows)
    assert [row.number for row in found] == [1, 3, 4, 5, 6]
    assert faults(found[1]) == [("", "expected an object with names and values")]
    assert faults(found[2]) == [("", "this is no JSON: it cannot be read from line 4, column 7 on")]
    assert faults(found[3]) == [("", "an object has the name 'a' twice: keep one")]
    assert dict(found[4].cells) == {"a": "3"}


@pytest.mark.parametrize(("name", "form"), [("t.jsonl", '{"a": VALUE}'), ("t.json", '[{"a": VALUE}]')])
def test_an_object_that_no_file_could_hold_is_at_fault(tmp_path: Path, name: str, form: str) -> None:
    (row,) = table(tmp_path, name, form.replace("VALUE", r'"\ud800"')).rows
    assert faults(row) == [("", "it holds what no text can hold, or is nested too deeply")]


def test_a_list_of_something_else_is_at_fault_item_by_item(tmp_path: Path) -> None:
    first, second = table(tmp_path, "t.json", '[1, {"a": "x"}]').rows
    assert (faults(first), dict(second.cells)) == ([("", "expected an object with names and values")], {"a": "x"})


def workbook(path: Path, *lines: list[object]) -> Path:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    book.save(path)
    return path


def test_a_workbook_is_read_as_it_looks(tmp_path: Path) -> None:
    moment = dt.datetime(2026, 3, 31, 12, 30)  # noqa: DTZ001 - spreadsheets know no zones
    path = workbook(
        tmp_path / "t.xlsx",
        ["Nome", "Soci", "Quota", "Dal", "Alle", "Ora", "Sì", None],
        ["Arco", 12.0, 0.5, dt.date(2026, 3, 31), moment, dt.time(9, 5), True, None],
        [None] * 8,
        ["Baleno", 7, None, None, None, None, False],
    )
    read = read_table(path)
    assert (read.columns, read.length) == (("Nome", "Soci", "Quota", "Dal", "Alle", "Ora", "Sì"), 3)
    assert [(row.number, dict(row.cells)) for row in read.rows] == [
        (
            2,
            {
                "Nome": "Arco", "Soci": "12", "Quota": "0.5", "Dal": "2026-03-31", "Alle": "2026-03-31T12:30",
                "Ora": "09:05", "Sì": "true",
            },
        ),
        (4, {"Nome": "Baleno", "Soci": "7", "Sì": "false"}),
    ]  # fmt: skip


def test_formulas_never_calculated_and_errors_are_faults(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", ["Nome", "Soci", "Anni"], ["Arco", "=1+1", "#N/A"])
    (row,) = read_table(path).rows
    assert faults(row) == [
        ("Soci", "a formula without a saved value: open the file in a spreadsheet and save it, or paste values"),
        ("Anni", "the cell shows the error #N/A"),
    ]


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "t.xlsx", ["Nome"], ["Arco"])
    monkeypatch.setattr(workbook_bombs, "LARGEST_UNPACKED", 100)
    with pytest.raises(TableError, match="is larger"):
        read_table(path)


def rebuilt(path: Path, **changed: bytes) -> Path:
    """Write a workbook with other parts than its own: `sheet`, `strings`, `styles`."""
    names = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
    new = {names.get(name, name): content for name, content in changed.items()}
    with zipfile.ZipFile(workbook(path, ["Nome"], ["Arco"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **new}.items():
            archive.writestr(name, content)
    return path


MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
EMPTY_TEXTS = b"<sst " + MAIN + b">" + b"<si><t/></si>" * 3_000_000
NAME = b'<row r="1"><c r="A1" t="inlineStr"><is><t>Nome</t></is></c></row>'
ROWS = b"<worksheet " + MAIN + b"><sheetData>" + NAME + b"%s</sheetData></worksheet>"
NOISE = random.Random(1).randbytes(800_000)  # noqa: S311 - it only has to be hard to compress


FORMULA = b'<row r="2"><c r="A2"><%sf>1+1</%sf></c></row>'
IN_MAIN = b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
IN_PREFIX = (
    IN_MAIN + b'<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Nome</x:t></x:is></x:c></x:row>'
    b'<x:row r="2"><x:c r="A2"><x:f>1+1</x:f></x:c></x:row></x:sheetData></x:worksheet>'
)


@pytest.mark.parametrize(
    "sheet",
    [
        ROWS % (FORMULA % (b"", b"")),
        IN_PREFIX,
        b'<?xml version="1.0" encoding="UTF-16"?>'.decode().encode("utf-16")
        + (ROWS % (FORMULA % (b"", b""))).decode().encode("utf-16-le"),
        ROWS % (b"<!--" + NOISE.hex().encode() + b"-->" + FORMULA % (b"", b"")),
    ],
    ids=["plain", "with a prefix", "in another encoding", "after a megabyte"],
)
def test_a_formula_is_found_however_the_sheet_is_written(tmp_path: Path, sheet: bytes) -> None:
    rows = [*read_table(rebuilt(tmp_path / "t.xlsx", sheet=sheet)).rows]
    assert [text for _, text in faults(rows[-1])] == [
        "a formula without a saved value: open the file in a spreadsheet and save it, or paste values"
    ]


def test_a_workbook_without_formulas_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bool] = []
    real = spreadsheet._sheet
    monkeypatch.setattr(
        spreadsheet, "_sheet", lambda path, *, values: (read.append(values), real(path, values=values))[1]
    )
    assert len([*read_table(workbook(tmp_path / "t.xlsx", ["Nome"], ["Arco"])).rows]) == 1
    assert read == [True]
    assert len([*read_table(workbook(tmp_path / "u.xlsx", ["Nome"], ["=1+1"])).rows]) == 1
    assert read == [True, True, False]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"strings": EMPTY_TEXTS + b"</sst>"}, "unpacks to more than 100 times its size"),
        ({"strings": EMPTY_TEXTS + b"<!--" + NOISE.hex().encode() + b"--></sst>"}, "has too many texts or styles"),
        ({"styles": b"<a>" * 9_000_000 + NOISE}, "has too many texts or styles"),
        ({"sheet": ROWS % b'<row r="99999999999"/>'}, "more than 10000 rows"),
        ({"sheet": ROWS % (b'<row><c r="XFD2"/></row>' * 2_000)}, "or 100000 cells"),
    ],
    ids=["texts", "texts beside noise", "styles", "rows left out", "columns left out"],
)
def test_a_small_workbook_that_takes_much_work_is_refused(
    changed: dict[str, bytes], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 10_000)
    monkeypatch.setattr(spreadsheet, "MOST_CELLS", 100_000)
    path = rebuilt(tmp_path / "t.xlsx", **changed)
    assert path.stat().st_size < 2_000_000
    with pytest.raises(TableError) as caught:
        sum(1 for _ in read_table(path).rows)
    assert said in ENGLISH.say(caught.value.message)


def test_a_sheet_of_many_rows_and_texts_is_read(tmp_path: Path) -> None:
    lines = [[f"Cooperativa {number}", "Brescia", "https://coop.example/"] for number in range(8_000)]
    path = workbook(tmp_path / "t.xlsx", ["Nome", "Comune", "Sito"], *lines)
    assert sum(1 for _ in read_table(path).rows) == 8_000


def test_a_workbook_of_charts_alone_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.create_chartsheet()
    book.remove(book["Sheet"])
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(TableError, match="no XLSX workbook"):
        read_table(tmp_path / "t.xlsx")


def damaged(path: Path) -> Path:
    """Cut the XML of a good workbook's sheet in its middle."""
    workbook(path, ["Nome"], *([f"Arco {number}"] for number in range(5000)))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content[: len(content) * 3 // 4] if name == sheet else content)
    return path


def test_a_workbook_damaged_further_down_is_told_when_it_comes_to_that(tmp_path: Path) -> None:
    rows = iter(read_table(damaged(tmp_path / "t.xlsx")).rows)
    assert dict(next(rows).cells) == {"Nome": "Arco 0"}
    with pytest.raises(TableError, match="no XLSX workbook"):
        list(rows)


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", json.dumps({}))
    with pytest.raises(TableError, match="no XLSX workbook"):
        read_table(path)
