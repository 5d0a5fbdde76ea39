"""The configuration of Pages CMS, the file `.pages.yml` (https://pagescms.org/docs/configuration/)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.publishing.admin.questions import Answer, Collection, Question

TYPES = {
    Answer.LINE: "string",
    Answer.PROSE: "text",
    Answer.CHOICE: "select",
    Answer.DAY: "date",
    Answer.WHOLE: "number",
    Answer.NUMBER: "number",
    Answer.TRUTH: "boolean",
    Answer.LOGO: "image",
    Answer.GROUP: "object",
}


def configuration(collections: Sequence[Collection]) -> dict[str, Any]:
    """Return the configuration as a mapping."""
    return {
        "media": {"input": "members/logos", "output": "", "extensions": ["svg", "png", "jpg", "jpeg", "webp"]},
        "content": [_collection(one) for one in collections],
    }


def _collection(one: Collection) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": one.label,
        "type": "collection",
        "path": one.folder,
        "filename": "{primary}.yml",
        "format": "yaml",
        "view": {"primary": one.title, "fields": [one.title]},
        "fields": [_field(question) for question in one.questions],
    }


def _field(question: Question) -> dict[str, Any]:
    pattern = {"regex": question.pattern, "message": question.hint or question.label}
    return {
        "name": question.name,
        "label": question.label,
        "type": TYPES[question.answer],
        **({"description": question.hint} if question.hint else {}),
        **({"required": True} if question.required else {}),
        **({"list": True} if question.many else {}),
        **({"options": _options(question)} if question.choices else {}),
        **({"pattern": pattern} if question.pattern and question.answer is Answer.LINE else {}),
        **({"fields": [_field(one) for one in question.fields]} if question.fields else {}),
    }


def _options(question: Question) -> dict[str, Any]:
    values = [{"label": title, "value": code} for code, title in question.choices]
    return {"values": values, **({"multiple": True} if question.many else {})}
