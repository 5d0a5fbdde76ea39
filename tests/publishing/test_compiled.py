"""Templates that are compiled ahead are those that a site takes from the cache."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from jinja2 import Environment

from generator.languages.language import Language
from generator.publishing.templates import compile_ahead, environment
from tests.publishing.woven import site


@pytest.mark.parametrize("language", ["it", "en"])
def test_what_was_compiled_ahead_is_never_compiled_again(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    compile_ahead(Language.load(language))
    monkeypatch.setattr(Environment, "_generate", lambda *_, **__: pytest.fail("a template is compiled again"))
    compile_ahead(Language.load(language))
    templates = environment(site(language=language))
    names = templates.list_templates(["html"])
    assert len({templates.get_template(name) for name in names}) == len(names) > 30


def test_another_language_has_templates_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    compile_ahead(Language.load("it"))
    kept = {path.name for path in tmp_path.rglob("coop-restart-*")}
    compile_ahead(Language.load("en"))
    assert len({path.name for path in tmp_path.rglob("coop-restart-*")}) == 2 * len(kept) > 0
