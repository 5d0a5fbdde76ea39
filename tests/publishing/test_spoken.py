"""Messages of templates, said when they are compiled."""

from __future__ import annotations

import pytest
from jinja2 import Environment
from markupsafe import Markup

from generator.publishing.spoken import speak


def said(template: str) -> str:
    asked: list[str] = []

    def say(message: str) -> str:
        asked.append(message)
        return {"Name": "Nome & 'altro'", "Old": "Vecchio"}.get(message, message)

    templates = Environment(autoescape=True)
    templates.globals["_"] = lambda message: f"[{say(message)}]"
    templates.filters["twice"] = lambda text: text + text
    templates.globals["icon"] = lambda name: Markup("<i>[{}]</i>").format(name)
    speak(templates, {"_": say, "icon": Markup("<i>{}</i>").format})
    compiled = templates.from_string(template)
    asked.clear()
    text = compiled.render(old=True, message="Old")
    assert "Name" not in asked
    return text


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ('{{ _("Name") }}', "Nome &amp; &#39;altro&#39;"),
        ('<p title="{{ _("Name") }}">{{ _("Old") }}</p>', '<p title="Nome &amp; &#39;altro&#39;">Vecchio</p>'),
        ('{{ _("Old") if old else _("Name") }}', "Vecchio"),
        ('{{ _("Old") | twice }}', "VecchioVecchio"),
        ('{{ [_("Old"), "x"] | join(",") }}', "Vecchio,x"),
        ('a\n  {{- _("Old") -}}\n b', "aVecchiob"),
        ("{{ _(message) }}", "[Vecchio]"),
        ('{{ "Name" }}', "Name"),
        ("_('Name')", "_('Name')"),
        ('{{ icon("pin") }}', "<i>pin</i>"),
        ('{{ icon("pin") ~ "&" }}', "<i>[pin]</i>&amp;"),
        ("{{ icon(message) }}", "<i>[Old]</i>"),
    ],
)
def test_a_message_stands_in_the_template_as_if_it_had_been_written_there(template: str, text: str) -> None:
    assert said(template) == text
