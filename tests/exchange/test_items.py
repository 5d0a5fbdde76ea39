"""A table finds the items of a list again, however the list was changed in the file since it was written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.exchange.amending import Amending
from generator.exchange.filed import Fate, Filed
from generator.exchange.round_trip.base import Base
from generator.exchange.round_trip.choices import Choices
from generator.exchange.round_trip.columns import columns
from generator.exchange.round_trip.returning import Returning
from generator.exchange.table import Row
from generator.languages.language import Language
from generator.reading.yaml_text import parse
from generator.vocabularies import Vocabularies
from generator.writing.record_file import written
from generator.writing.template import template

LANGUAGE = Language.load("en")
FIELDS = template("member", LANGUAGE)
CHOICES = Choices(Vocabularies.load(), LANGUAGE)
GONE = "this item is no longer in the file, or has another identifier there: export again, and change it there"
CHANGED = "this list was changed in the file since the table was written: export again, and change it there"
PANE = {"id": "pane", "expires": "2026-12-31", "status": "open"}
DOLCI = {"id": "dolci", "expires": "2026-12-31", "status": "open"}
PIZZA = {"id": "pizza", "expires": "2026-12-31", "status": "open"}
A, B, C = ({"kind": "other", "url": f"https://{name}.example/"} for name in "abc")


class Table:
    """The row of a member as it was exported, edited by the office since."""

    def __init__(self, folder: Path, **record: Any) -> None:
        self.path = folder / "members/arco.yml"
        self.path.parent.mkdir()
        self.amending = Amending(folder, FIELDS, lambda _: ())
        self.file(**record)
        found = columns(FIELDS, [self.tree])
        self.headers = {"id": "id", "=base": "=base", **{column.name: column.name for column in found}}
        cells = {column.name: column.cell(self.tree, CHOICES) for column in found}
        self.cells = {"id": "arco", "=base": Base.of(self.tree, found).cell, **cells}

    @property
    def tree(self) -> dict[str, Any]:
        return parse(self.path.read_bytes()).tree or {}

    def file(self, **record: Any) -> None:
        self.path.write_text(written({"name": "Arco", **record}, FIELDS, "#"), encoding="utf-8")

    def put(self, **cells: str) -> None:
        self.cells |= {self._name(key): cell for key, cell in cells.items()}

    def drop(self, *names: str) -> None:
        """Take columns out of the table."""
        for name in names:
            del self.headers[self._name(name)]

    def back(self) -> Filed:
        cells = {self.headers[name]: cell for name, cell in self.cells.items() if cell and name in self.headers}
        return Returning("member", self.amending, CHOICES, self.headers, update=True)(Row(2, cells))

    def _name(self, key: str) -> str:
        head, _, rest = key.partition("__")
        return f"{head[:-1]}[{head[-1]}].{rest}" if rest else key.replace("base", "=base")


def refused(filed: Filed) -> list[tuple[str, str]]:
    return [(one.field, LANGUAGE.say(one.message)) for one in filed.refusals]


CONCLUDED = {"offers1__expires": "2027-06-30", "offers1__status": "concluded"}
DONE = {"id": "dolci", "expires": "2027-06-30", "status": "concluded"}
NEW = {"offers2__id": "torte", "offers2__expires": "2027-01-31"}
TORTE = {"id": "torte", "expires": "2027-01-31"}


@pytest.mark.parametrize(
    ("now", "edits", "expected"),
    [
        pytest.param([PIZZA, PANE, DOLCI], CONCLUDED, [PIZZA, PANE, DONE], id="one stands in front since"),
        pytest.param([DOLCI], CONCLUDED, [DONE], id="one in front is gone"),
        pytest.param([DOLCI, PANE], CONCLUDED, [DONE, PANE], id="they changed places"),
        pytest.param([PANE, PIZZA, DOLCI], NEW, [PANE, PIZZA, DOLCI, TORTE], id="new ones on both sides"),
        pytest.param([PIZZA, PANE, DOLCI], {"offers1__id": "torte"}, [PIZZA, PANE, {**DOLCI, "id": "torte"}],
                     id="another identifier in the table"),
        pytest.param([PIZZA, PANE, DOLCI], {f"offers0__{name}": "" for name in PANE}, [PIZZA, DOLCI],
                     id="taken out in the table"),
    ],
)  # fmt: skip
def test_items_are_found_by_their_identifiers_and_once_only(
    tmp_path: Path, now: list[Any], edits: dict[str, str], expected: list[Any]
) -> None:
    table = Table(tmp_path, offers=[PANE, DOLCI])
    table.file(offers=now)
    table.put(**edits)
    assert (table.back().refusals, table.tree["offers"]) == ((), expected)
    assert table.back().fate is Fate.UNCHANGED


@pytest.mark.parametrize("now", [[PANE], [PIZZA, PANE], [PANE, {**DOLCI, "id": "torte"}], [PANE, DOLCI, DOLCI]])
def test_a_change_to_an_item_that_is_gone_or_there_twice_is_refused(tmp_path: Path, now: list[Any]) -> None:
    table = Table(tmp_path, offers=[PANE, DOLCI])
    table.file(offers=now)
    assert table.back().fate is Fate.UNCHANGED, "nothing was changed in the table: the file's list stays"
    table.put(**CONCLUDED)
    assert refused(table.back()) == [("offers[1].expires", GONE), ("offers[1].status", GONE)]
    assert table.tree["offers"] == now


def test_the_identifiers_column_may_be_taken_out(tmp_path: Path) -> None:
    table = Table(tmp_path, offers=[PANE, DOLCI])
    table.drop("offers0__id", "offers1__id", "offers2__id")
    table.file(offers=[PIZZA, PANE, DOLCI])
    table.put(**CONCLUDED)
    assert (table.back().refusals, table.tree["offers"]) == ((), [PIZZA, PANE, DONE])
    assert table.back().fate is Fate.UNCHANGED


def test_without_the_base_items_are_found_by_the_identifiers_in_the_table(tmp_path: Path) -> None:
    table = Table(tmp_path, offers=[PANE, DOLCI])
    table.drop("base")
    table.file(offers=[PANE, DOLCI, PIZZA])
    table.put(**CONCLUDED, **NEW)
    reason = "no item in the file has the identifier 'torte': export again, and change it there"
    assert {said for _, said in refused(table.back())} == {reason}, "it might be an old name of pizza"
    table.file(offers=[PIZZA, PANE, DOLCI])
    assert (table.back().refusals, table.tree["offers"]) == ((), [PIZZA, PANE, DONE, TORTE])
    table.file(offers=[PIZZA, TORTE, PANE, DOLCI])
    assert (table.back().refusals, table.tree["offers"]) == ((), [PIZZA, TORTE, PANE, DONE])


@pytest.mark.parametrize("now", [[C, A, B], [B], [A, {**B, "kind": "facebook"}], []])
def test_items_without_identifiers_are_left_alone_or_refused_once_their_list_has_changed(
    tmp_path: Path, now: list[Any]
) -> None:
    table = Table(tmp_path, channels=[A, B])
    table.file(channels=now)
    assert table.back().fate is Fate.UNCHANGED
    table.put(channels1__url="https://d.example/")
    assert refused(table.back()) == [("channels[1].url", CHANGED)]
    table.put(channels1__url=B["url"], channels2__kind="other", channels2__url=C["url"])
    assert refused(table.back()) == [("channels[2].kind", CHANGED), ("channels[2].url", CHANGED)]
    assert table.tree["channels"] == now


def test_a_list_that_says_what_the_table_says_is_done_whoever_did_it(tmp_path: Path) -> None:
    table = Table(tmp_path, channels=[A, B])
    table.put(channels0__kind="", channels0__url="", channels2__kind="other", channels2__url=C["url"])
    assert (table.back().fate, table.tree["channels"]) == (Fate.UPDATED, [B, C])
    assert table.back().fate is Fate.UNCHANGED
    assert table.tree["channels"] == [B, C]


def test_a_list_is_not_done_where_a_column_that_was_taken_out_knows_more(tmp_path: Path) -> None:
    table = Table(tmp_path, channels=[A, B])
    table.drop("channels0__url", "channels0__kind")
    table.file(channels=[B, C])
    table.put(channels2__kind="other", channels2__url=C["url"])
    assert refused(table.back()) == [("channels[2].kind", CHANGED), ("channels[2].url", CHANGED)]
