"""Ask a person on the terminal for what a new record cannot do without."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import click

from generator.languages import N_
from generator.languages.language import Language
from generator.records.federation import Kind, title_field
from generator.vocabularies import Vocabularies
from generator.writing.template import Field

CHOICES = 9
LONGEST_SUMMARY: Mapping[Kind, int] = {"member": 160, "initiative": 200, "call": 300}
Asked: TypeAlias = dict[str, Any]


def ask(kind: Kind, fields: Mapping[str, Field], language: Language) -> Asked:
    """Return what a person answers: the name, a member's municipality, one sentence. Empty answers are left out."""
    title, longest = title_field(kind), LONGEST_SUMMARY[kind]
    name = _answer(fields[title].help, language, bool)
    address = {"municipality": _municipality(fields["address"], language)} if kind == "member" else {}
    summary = _answer(fields["summary"].help, language, lambda text: len(text) <= longest)
    found: Asked = {title: name, "address": address if any(address.values()) else {}, "summary": summary}
    return {field: value for field, value in found.items() if value}


def _answer(question: str, language: Language, is_right: Callable[[str], bool]) -> str:
    while True:
        text = " ".join(click.prompt(question, default="", show_default=False, prompt_suffix="\n> ", err=True).split())
        if is_right(text):
            return text
        click.echo(language.gettext(N_("that is empty or too long")), err=True)


def _municipality(address: Field, language: Language) -> str:
    """Ask until one municipality is meant, by name or code, and return its code; "" when none is given."""
    table = Vocabularies.load().municipalities
    while True:
        text = _answer(address.fields["municipality"].help, language, lambda _: True)
        exact = [table[text]] if text in table else list(table.by_name(text))
        if not text or len(exact) == 1:
            return exact[0].code if text else ""
        choices = exact or table.search(text, CHOICES)
        if not choices:
            click.echo(language.gettext(N_("no municipality has such a name")), err=True)
            continue
        for number, one in enumerate(choices, 1):
            click.echo(f"{number}  {one.name} ({one.province})", err=True)
        chosen = click.prompt("", type=click.IntRange(1, len(choices)), prompt_suffix="> ", err=True)
        return choices[chosen - 1].code
