"""Records written as all kinds of people write them, for tests: random trees, styles and edits."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from generator.writing.editing import Edit
from generator.writing.scalars import scalar, single_quoted

NAMES = (
    "name",
    "summary",
    "description",
    "keywords",
    "sdg",
    "address",
    "offers",
    "needs",
    "contacts",
    "size",
    "x y",
    "on",
)
INNER = ("street", "municipality", "country", "latitude", "id", "title", "terms", "members", "kind", "Wäh: rung", "no")
WORDS = (
    "Arcobaleno", "pane fresco", "NO", "00195", "2026-03-31", "8", "l'arca", 'say "hi"', "a, b", "x: y", "- dash",
    "", "due\nrighe", "uno\n\ndue\n", "tab\there", "# no remark", "[brackets]", "{braces}", "C#", "*star", "&and",
    "trailing ", " leading", "caffè 🍨", "null", "~", "a" * 90 + ": long", "true", "1.5", "end:", "a\\b", "%", "@x",
    "uno\n  due\n tre", "uno\n\n", "\n", "no\u200bwidth", "'", '"', "''", "a #b", "a\n#b\n", "---", "...", "? q",
    "!tag", "|", ">", "𝒳 math",
)  # fmt: skip


def text(dice: Random) -> str:
    return dice.choice(WORDS)


def value(dice: Random, depth: int = 0) -> Any:
    pick = dice.random()
    if pick < 0.55 or depth > 2:
        return text(dice)
    if pick < 0.78:
        return [value(dice, depth + 1) for _ in range(dice.choice((0, 1, 1, 2, 3, 4)))]
    return {name: value(dice, depth + 1) for name in dice.sample(INNER, dice.choice((0, 1, 2, 2, 3, 4)))}


def record(dice: Random) -> dict[str, Any]:
    return {name: value(dice) for name in dice.sample(NAMES, dice.randint(1, 7))}


class Styled:
    """Writes a tree in a style of its own; `hollow` leaves some values empty."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.step = dice.choice((2, 2, 2, 3, 4))
        self.dash = dice.choice((0, 2, 2, self.step))
        self.inside = dice.choice((2, 2, 2, 4))
        self.remarks = dice.choice((0, 0.1, 0.4))
        self.gaps = dice.choice((0, 0.1, 0.3))
        self.flow = dice.choice((0, 0.3, 0.8))

    def __call__(self, tree: dict[str, Any]) -> str:
        lines = ["# yaml-language-server: $schema=x"] if self.chance(0.5) else []
        lines += ["---"] if self.chance(0.05) else []
        lines += self.mapping(tree, "")
        if self.chance(0.2):
            lines += ["# the end", ""][: self.dice.randint(1, 2)]
        ended = "\n".join(lines) + self.dice.choice(("\n", "\n", "\n", ""))
        return ended.replace("\n", self.dice.choice(("\n", "\n", "\n", "\r\n")))

    def chance(self, of: float) -> bool:
        return self.dice.random() < of

    def mapping(self, tree: dict[str, Any], margin: str) -> list[str]:
        lines: list[str] = []
        for name, each in tree.items():
            lines += self.between(margin, first=not lines)
            lines += self.entry(name, each, margin)
        return lines

    def between(self, margin: str, *, first: bool) -> list[str]:
        """Return lines that say nothing, or commented-out fields of what stands above."""
        lines = [""] if self.chance(self.gaps) and not first else []
        if self.chance(self.remarks / 2) and not first:
            lines.append(f"{margin}{' ' * self.step}# terms: sale")
        if self.chance(self.remarks):
            lines.append(f"{margin}# a remark")
        return lines

    def entry(self, name: str, each: Any, margin: str) -> list[str]:
        key = scalar(name) if self.chance(0.9) else json.dumps(name, ensure_ascii=False)
        if isinstance(each, str):
            return self.scalar(f"{margin}{key}:" + " " * self.dice.choice((1, 1, 1, 3)), each, margin + " " * self.step)
        if each is None:
            return [f"{margin}{key}:{self.remark()}"]
        if not each or self.chance(self.flow):
            return [f"{margin}{key}: {self.flowing(each)}{self.remark()}"]
        inner = (
            self.mapping(each, margin + " " * self.step)
            if isinstance(each, dict)
            else self.items(each, margin + " " * self.dash)
        )
        return [f"{margin}{key}:{self.remark()}", *inner]

    def items(self, each: list[Any], margin: str) -> list[str]:
        lines: list[str] = []
        for one in each:
            lines += self.between(margin, first=not lines)
            dash = margin + "-".ljust(self.inside)
            if isinstance(one, str):
                lines += self.scalar(dash, one, margin + " " * self.inside)
            elif not one or self.chance(self.flow):
                lines.append(dash + self.flowing(one) + self.remark())
            else:
                deeper = margin + " " * self.inside
                first, *rest = self.mapping(one, deeper) if isinstance(one, dict) else self.items(one, deeper)
                if first.lstrip().startswith("#"):
                    lines += [margin + "- # of the item", first, *rest]
                else:
                    lines += [dash + first.lstrip(" "), *rest]
        return lines

    def remark(self) -> str:
        return "  # remark" if self.chance(self.remarks) else ""

    def scalar(self, head: str, text: str, margin: str) -> list[str]:
        way = self.dice.choice(("plain", "plain", "double", "single", "block", "block"))
        printable = text.replace("\n", "").isprintable()
        if way == "block" and text and printable and text[0] not in " \n" and not text.endswith("\n\n"):
            mark = self.dice.choice(("|", "|+")) if text.endswith("\n") else "|-"
            body = text.removesuffix("\n").split("\n")
            return [head + mark + self.remark(), *(margin + line if line else "" for line in body)]
        if way == "single" and (single := single_quoted(text)) is not None:
            return [head + single + self.remark()]
        if way == "double":
            return [head + self.double(text) + self.remark()]
        return [head + scalar(text) + self.remark()]

    def double(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=max(text, default="") < "\U00010000" and self.chance(0.3))

    def flowing(self, each: Any) -> str:
        blank = self.dice.choice(("", "", " "))
        if isinstance(each, str):
            single = single_quoted(each) if self.chance(0.4) else None
            return single or (each if each.isalpha() and each != "null" else self.double(each))
        if isinstance(each, list):
            return f"[{blank}{', '.join(map(self.flowing, each))}{',' if each and self.chance(0.1) else ''}{blank}]"
        pairs = (f"{self.double(name)}: {self.flowing(one)}" for name, one in each.items())
        return f"{{{blank}{', '.join(pairs)}{blank}}}"


def edits(dice: Random, tree: dict[str, Any]) -> list[Edit]:
    return [_edit(dice, tree) for _ in range(dice.choice((1, 1, 1, 2, 3)))]


def _edit(dice: Random, tree: dict[str, Any]) -> Edit:
    paths = [path for path in _paths(tree) if path]
    path = dice.choice(paths)
    pick = dice.random()
    if pick < 0.4:
        return Edit(path, text(dice) if dice.random() < 0.7 else value(dice, 1))
    if pick < 0.65:
        return Edit(path, None)
    around = dice.choice([path for path in [(), *paths] if isinstance(_at(tree, path), (dict, list))])
    inside = _at(tree, around)
    new = value(dice, 1)
    if isinstance(inside, list):
        return Edit((*around, len(inside)), new)
    return Edit((*around, dice.choice(NAMES if not around else INNER)), new)


def _at(tree: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        tree = tree[part]
    return tree


def _paths(tree: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(found for part, each in inner for found in _paths(each, (*path, part)))]
