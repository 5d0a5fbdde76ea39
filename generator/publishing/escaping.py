"""Escaping in templates, for pages of mostly plain texts: a text that holds no sign of HTML stays as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.compiler import Frame

_SIGN = re.compile("[&<>\"']").search


def escaped(value: object) -> str:
    """Return what `markupsafe.escape` does, in a third of its time for most texts; a text may stay a plain one."""
    kind = type(value)
    if kind is Markup or (kind is str and _SIGN(value) is None):  # type: ignore[call-overload]
        return value  # type: ignore[return-value]
    return escape(value)


class Sparing(CodeGenerator):
    """Compiles `{{ value }}` to a call of the environment's `escaped`, which only joins what it returns."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")
