"""The configuration of Sveltia CMS, which Decap CMS reads too (https://decapcms.org/docs/configuration-options/)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from generator.languages import N_
from generator.publishing.admin.questions import Answer, Collection, Question

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.reading.settings import Settings

FORGES = {"github.com": "github", "gitlab.com": "gitlab"}
ELSEWHERE = "gitea"
"""How Forgejo's and Gitea's way to speak is called; a federation's own server is taken for one of them."""

CHANGES = {
    "create": N_("Add “{slug}”"), "update": N_("Change “{slug}”"), "delete": N_("Remove “{slug}”"),
    "uploadMedia": N_("Add a picture"), "deleteMedia": N_("Remove a picture"),
}  # fmt: skip
"""What the office's changes are called in the history."""

WIDGETS: Mapping[Answer, Mapping[str, Any]] = {
    Answer.LINE: {"widget": "string"},
    Answer.PROSE: {"widget": "text"},
    Answer.CHOICE: {"widget": "select"},
    Answer.DAY: {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "DD/MM/YYYY", "time_format": False},
    Answer.WHOLE: {"widget": "number", "value_type": "int"},
    Answer.NUMBER: {"widget": "number", "value_type": "float"},
    Answer.TRUTH: {"widget": "boolean"},
    Answer.LOGO: {"widget": "image"},
    Answer.GROUP: {"widget": "object", "collapsed": True},
}


def configuration(collections: Sequence[Collection], settings: Settings, language: Language) -> dict[str, Any]:
    """Return the configuration as a mapping."""
    forge = backend(settings.repo_url, settings.edit_uri, language)
    # Proposals that wait for approval are known to the editor on these two forges alone.
    proposing = {"publish_mode": "editorial_workflow"} if forge["name"] in FORGES.values() else {}
    return {
        "backend": forge,
        "site_url": settings.url,
        "media_folder": "members/logos",
        "public_folder": "",
        **proposing,
        "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "none"}},
        "collections": [_collection(one) for one in collections],
    }


def backend(repo_url: str, edit_uri: str, language: Language) -> dict[str, Any]:
    """Return where the files are kept; a repository in the browser's memory where no forge is known."""
    parts = urlsplit(repo_url)
    if not parts.hostname:
        return {"name": "test-repo"}
    name = FORGES.get(parts.hostname, ELSEWHERE)
    found = {"name": name, "repo": parts.path.strip("/").removesuffix(".git"), "branch": _branch(edit_uri)}
    if name == ELSEWHERE:
        base = f"{parts.scheme}://{parts.netloc}"
        found |= {"base_url": base, "api_root": f"{base}/api/v1"}
    said = {name: language.gettext(text).replace("{slug}", "{{slug}}") for name, text in CHANGES.items()}
    return found | {"commit_messages": said}


def _branch(edit_uri: str) -> str:
    """Return the branch in `edit/main/content/`, «main» where there is none."""
    parts = [part for part in edit_uri.split("/") if part]
    return next((after for part, after in pairwise(parts) if part in ("edit", "_edit")), "main")


def _collection(one: Collection) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": one.label,
        "label_singular": one.one,
        "folder": one.folder,
        "extension": "yml",
        "format": "yaml",
        "create": True,
        "identifier_field": one.title,
        "slug": "{{slug}}",
        "summary": f"{{{{{one.title}}}}}",
        "fields": [_field(question) for question in one.questions],
    }


def _field(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "label": question.label,
        **_widget(question),
        "required": question.required,
        **({"hint": question.hint} if question.hint else {}),
        **dict(_rules(question)),
    }


def _widget(question: Question) -> Mapping[str, Any]:
    choices = [{"label": title, "value": code} for code, title in question.choices]
    if question.answer is Answer.CHOICE:
        return {"widget": "select", "options": choices, **({"multiple": True} if question.many else {})}
    if question.answer is Answer.GROUP:
        inner = [_field(one) for one in question.fields]
        return {"widget": "list" if question.many else "object", "collapsed": True, "fields": inner}
    return {"widget": "list"} if question.many else WIDGETS[question.answer]


def _rules(question: Question) -> Iterator[tuple[str, Any]]:
    if question.default is not None and not question.many:
        yield "default", question.default
    if question.answer in (Answer.LINE, Answer.PROSE) and not question.many:
        if question.longest:
            yield "maxlength", question.longest
        if question.pattern:
            yield "pattern", [question.pattern, question.hint or question.label]
