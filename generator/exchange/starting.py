"""The files of a new federation's folder."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from generator.languages.language import Language
from generator.records.federation import MODELS
from generator.records.schemas import schema, written
from generator.writing.scalars import scalar

DEMONSTRATION = "it"
"""The language of the demonstration records."""

EXAMPLES = ("members", "calls", "content")
FOLDERS = ("members/logos", "calls", "content/programme/tracks", "content/chains")
WORKFLOWS: Mapping[str, str] = {
    "github-changes.yml": ".github/workflows/changes.yml",
    "github-check.yml": ".github/workflows/check.yml",
    "github-merge.yml": ".github/workflows/merge.yml",
    "github-publish.yml": ".github/workflows/publish.yml",
    "gitlab-ci.yml": ".gitlab-ci.yml",
}
FORGE: Mapping[str, tuple[str, ...]] = {
    "proposal.md": (".github/pull_request_template.md", ".gitlab/merge_request_templates/Default.md"),
    "member.yml": (".github/ISSUE_TEMPLATE/member.yml",),
    "correction.yml": (".github/ISSUE_TEMPLATE/correction.yml",),
    "CODEOWNERS": (".github/CODEOWNERS", ".gitlab/CODEOWNERS"),
}
"""What forges show to whoever proposes something, and where each of them looks for it."""
PACKAGE = Path(str(files("generator")))
IGNORED = "/site/\n/newsletter/\n/reminders/\n/.cache/\n/.venv/\n__pycache__/\n"
EDITED = {
    "member": "members/*.yml",
    "call": "calls/*.yml",
    "initiative": "content/programme/[0-9][0-9][0-9][0-9]/*.yml",
    "track": "content/programme/tracks/*.yml",
    "chain": "content/chains/*.yml",
    "issue": "content/newsletter/*.yml",
}

Files = dict[str, bytes]
"""Contents by path from the new folder, with `/`."""


def starter(package: Path) -> Path:
    """Return the folder with the demonstration records: inside the installed package, else the project's own."""
    packed = package / "starter"
    return packed if (packed / "mkdocs.yml").is_file() else package.parent


def with_examples(source: Path, name: str | None, url: str | None) -> Files:
    """Return a federation with the demonstration records of `source` (see `starter`)."""
    found = {path: (source / path).read_bytes() for folder in EXAMPLES for path in _below(source, folder)}
    return {
        **found,
        **_shared("it"),
        "README.md": _empty("it", "README.md"),
        "mkdocs.yml": named((source / "mkdocs.yml").read_text(encoding="utf-8"), name, url),
    }


def without_records(language: str, name: str | None, url: str | None) -> Files:
    """Return a federation without records: pages to fill in, in the language."""
    packed = PACKAGE / "starter" / "empty" / language
    pages = {path: (packed / path).read_bytes() for path in _below(packed, "content")}
    return {
        **pages,
        **{f"{folder}/.gitkeep": b"" for folder in FOLDERS},
        **_shared(language),
        "README.md": _empty(language, "README.md"),
        "mkdocs.yml": named(_empty(language, "mkdocs.yml").decode(), name, url),
    }


def named(configuration: str, name: str | None, url: str | None) -> bytes:
    """Return the text of `mkdocs.yml` with the federation's own name and address."""
    for key, value in (("site_name", name), ("site_url", url)):
        if value is not None:
            configuration = re.sub(rf"(?m)^{key}:.*$", _line(key, value), configuration, count=1)
    return configuration.encode()


def _line(key: str, value: str) -> Callable[[re.Match[str]], str]:
    return lambda _: f"{key}: {scalar(value)}"


def _shared(language: str) -> Files:
    spoken = Language.load(language)
    schemas = {f"schemas/{kind}.json": written(schema(kind, spoken)).encode() for kind in MODELS}
    settings = {"yaml.schemas": {f"schemas/{kind}.json": pattern for kind, pattern in EDITED.items()}}
    return {
        **schemas,
        **dict(_published()),
        **dict(_proposed(language)),
        ".gitignore": IGNORED.encode(),
        ".vscode/settings.json": _json(settings),
        ".vscode/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
    }


def _published() -> Iterator[tuple[str, bytes]]:
    packed = PACKAGE / "starter"
    yield "requirements.txt", (packed / "requirements.txt").read_bytes()
    for name, target in WORKFLOWS.items():
        yield target, (packed / "workflows" / name).read_bytes()


def _proposed(language: str) -> Iterator[tuple[str, bytes]]:
    packed = PACKAGE / "starter"
    yield ".pre-commit-config.yaml", (packed / "pre-commit.yaml").read_bytes()
    for name, targets in FORGE.items():
        for target in targets:
            yield target, (packed / "forge" / language / name).read_bytes()


def _empty(language: str, name: str) -> bytes:
    return (PACKAGE / "starter" / "empty" / language / name).read_bytes()


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2) + "\n").encode()


def _below(root: Path, folder: str) -> list[str]:
    """Return the files of a folder, hidden ones aside, by their path from `root`, in order."""
    inside = (path.relative_to(root) for path in (root / folder).rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in inside if not any(part.startswith(".") for part in path.parts))
