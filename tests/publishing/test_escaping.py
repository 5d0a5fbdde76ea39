"""Escaping in templates."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import Environment
from markupsafe import Markup, escape

from generator.publishing.escaping import Sparing, escaped


class Slyly(str):
    """A text that calls itself HTML."""

    def __html__(self) -> str:
        return f"<{self}>"


TEXTS = ["", "plain", "é «x»", "a & b", "<b>", "1 > 0", '"x"', "it's", Markup("<b>"), 0, 1.5, None, ["<"], Slyly("&")]


class Templates(Environment):
    code_generator_class = Sparing
    escaped = staticmethod(escaped)


@pytest.mark.parametrize("value", TEXTS)
def test_every_value_comes_out_as_from_markupsafe(value: Any) -> None:
    assert escaped(value) == escape(value)
    for template in (
        "{{ value }}",
        "{% set x %}{{ value }}{% endset %}{{ x }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(value) }}",
    ):
        ours, theirs = (kind(autoescape=True).from_string(template) for kind in (Templates, Environment))
        assert ours.render(value=value) == theirs.render(value=value) == str(escape(value))


@pytest.mark.parametrize(("block", "text"), [("true", "&lt;&lt;"), ("false", "&lt;<"), ("choice", "&lt;<")])
def test_a_part_of_a_template_may_choose_not_to_escape(block: str, text: str) -> None:
    template = Templates(autoescape=True).from_string("{{ v }}{% autoescape " + block + " %}{{ v }}{% endautoescape %}")
    assert template.render(v="<", choice=False) == text


def test_a_finalizer_is_called() -> None:
    assert (
        Templates(autoescape=True, finalize=lambda value: value or "<").from_string("{{ v }}").render(v=None) == "&lt;"
    )
