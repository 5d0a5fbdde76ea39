"""What a command says of records that it cannot use: silence would look as if there were none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.reading.problem import Problem


def tell_left_out(problems: Iterable[Problem], language: Language) -> None:
    """Say on standard error how many files were left out because of these problems."""
    count = len({problem.path for problem in problems if problem.path.endswith((".yml", ".yaml"))})
    if count:
        text = language.ngettext(
            "{number} file was left out: coop-restart check says what is wrong with it",
            "{number} files were left out: coop-restart check says what is wrong with them",
            count,
        )
        click.echo(text.format(number=language.number(count)), err=True)
