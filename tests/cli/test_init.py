"""`coop-restart init`: a federation's folder that builds at once."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli import main
from generator.exchange.starting import EDITED, PACKAGE, named, starter
from generator.reading.settings import read_settings
from generator.records.federation import MODELS

ROOT = Path(__file__).parents[2]


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["init", str(folder), *arguments])


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(folder / "mkdocs.yml")]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=300)


def checked(folder: Path) -> str:
    done = CliRunner().invoke(main, ["check", "-C", str(folder)])
    assert done.exit_code == 0, done.stdout
    return done.stdout


@pytest.mark.parametrize("language", ["it", "en"])
def test_an_empty_federation_builds_at_once(tmp_path: Path, language: str) -> None:
    folder = tmp_path / "new"
    done = run(
        folder, "--empty", "--language", language, "--name", 'Coop: "Noi" # \\1', "--url", "https://noi.example/"
    )
    assert (done.exit_code, done.stderr) == (0, "")
    settings = read_settings(folder).settings
    assert (settings.name, settings.url, settings.language) == ('Coop: "Noi" # \\1', "https://noi.example/", language)
    assert checked(folder) == ""
    built = build(folder)
    assert built.returncode == 0, built.stderr
    assert (folder / "site/index.html").is_file()
    assert "<h1" in (folder / "site/privacy/index.html").read_text(encoding="utf-8")


def test_the_command_that_is_shown_can_be_pasted(tmp_path: Path) -> None:
    folder = tmp_path / "Federazione è «nuova» $HOME 🎉"
    shown = run(folder, "--empty").stdout.strip().partition(": mkdocs ")[2]
    assert shlex.split(shown) == ["serve", "-f", str(folder / "mkdocs.yml")]


@pytest.mark.parametrize("name", ["", "  "])
def test_a_name_is_given_or_left_out(tmp_path: Path, name: str) -> None:
    done = run(tmp_path / "new", "--empty", "--name", name)
    assert done.exit_code == 2
    assert "il nome della federazione è vuoto" in done.stderr
    assert not (tmp_path / "new").exists()


def test_a_federation_with_examples_builds_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert run(folder).exit_code == 0
    for part in ("members", "calls", "content"):
        there = {path.relative_to(ROOT) for path in (ROOT / part).rglob("*") if path.is_file()}
        copied = {path.relative_to(folder) for path in (folder / part).rglob("*") if path.is_file()}
        assert {path for path in there if not any(one.startswith(".") for one in path.parts)} == copied
    checked(folder)
    built = build(folder)
    assert built.returncode == 0, built.stderr
    members = list((folder / "members").glob("*.yml"))
    assert all((folder / "site/associate" / one.stem / "index.html").is_file() for one in members)
    assert len(members) >= 60


def test_what_a_federation_needs_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    run(folder, "--empty")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there >= {
        ".github/CODEOWNERS", ".github/ISSUE_TEMPLATE/correction.yml", ".github/ISSUE_TEMPLATE/member.yml",
        ".github/pull_request_template.md", ".github/workflows/merge.yml", ".gitlab/CODEOWNERS",
        ".gitlab/merge_request_templates/Default.md", ".pre-commit-config.yaml",
        ".github/workflows/check.yml", ".github/workflows/publish.yml", ".gitlab-ci.yml", ".gitignore",
        ".vscode/extensions.json", ".vscode/settings.json", "README.md", "mkdocs.yml", "requirements.txt",
        "content/index.md", "content/chi-siamo.md", "content/collaborare.md", "content/resta-informato.md",
        "content/privacy.md", "members/logos/.gitkeep", "calls/.gitkeep", "content/chains/.gitkeep",
        "content/programme/tracks/.gitkeep", *(f"schemas/{kind}.json" for kind in MODELS),
    }  # fmt: skip
    assert not [path for path in there if path.endswith(".yml") and path.startswith(("members/", "calls/", "content/"))]


def test_editors_know_which_schema_goes_with_which_file(tmp_path: Path) -> None:
    run(tmp_path / "new", "--empty")
    settings = json.loads((tmp_path / "new/.vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert settings == {f"schemas/{kind}.json": pattern for kind, pattern in EDITED.items()}
    files = {
        "member": "members/a.yml",
        "call": "calls/a.yml",
        "initiative": "content/programme/2026/a.yml",
        "track": "content/programme/tracks/a.yml",
        "chain": "content/chains/a.yml",
    }
    meant = {path: [kind for kind, pattern in EDITED.items() if fnmatch(path, pattern)] for path in files.values()}
    assert meant == {path: [kind] for kind, path in files.items()}


def test_a_folder_with_something_in_it_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d", "e", "f"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    done = run(tmp_path, "--empty")
    assert done.exit_code == 2
    assert "a, b, c, d, e, …" in done.stderr
    assert len(list(tmp_path.iterdir())) == 6


def test_a_fresh_repository_is_empty_enough(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert run(tmp_path, "--empty").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [["--language", "en"], ["--url", "federazione.example"], ["--language", "xx"]],
)
def test_what_cannot_be_is_refused_and_nothing_written(tmp_path: Path, arguments: list[str]) -> None:
    folder = tmp_path / "new"
    assert run(folder, *arguments).exit_code == 2
    assert not folder.exists()


def test_the_pages_of_an_empty_federation_say_the_same_in_every_language() -> None:
    blocks = {}
    for language in ("it", "en"):
        pages = sorted((PACKAGE / "starter/empty" / language / "content").glob("*.md"))
        texts = [page.read_text(encoding="utf-8") for page in pages]
        assert all(text.count("\n# ") == 1 and "\ndescription: " in text for text in texts)
        blocks[language] = sorted(line for text in texts for line in text.splitlines() if line.startswith("{{"))
    assert blocks["it"] == blocks["en"]
    assert len(blocks["it"]) == 14


def test_the_settings_of_an_empty_federation_are_those_of_the_demonstration() -> None:
    class Texts(yaml.BaseLoader):
        pass

    ours = yaml.load((ROOT / "mkdocs.yml").read_bytes(), Texts)  # noqa: S506 - reads texts only
    theirs = yaml.load((PACKAGE / "starter/empty/it/mkdocs.yml").read_bytes(), Texts)  # noqa: S506
    assert theirs["theme"] == ours["theme"]
    assert theirs["markdown_extensions"] == ours["markdown_extensions"]
    assert [entry for entry in theirs["nav"] if "Chi siamo" not in entry] == [
        entry for entry in ours["nav"] if "Chi siamo" not in entry
    ]


def test_an_installed_package_brings_its_own_demonstration(tmp_path: Path) -> None:
    package = tmp_path / "generator"
    assert starter(package) == tmp_path
    (package / "starter").mkdir(parents=True)
    (package / "starter/mkdocs.yml").write_text("", encoding="utf-8")
    assert starter(package) == package / "starter"


def test_only_the_name_and_the_address_of_the_settings_change() -> None:
    text = "site_name: A\nsite_url: https://a.example/\nnav:\n  - site_name: x\n"
    assert named(text, None, None).decode() == text
    assert named(text, "B: C", None).decode() == text.replace("site_name: A", 'site_name: "B: C"')


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("name", ["correction.yml", "member.yml"])
def test_a_form_of_the_forge_asks_each_thing_once_and_under_a_name(tmp_path: Path, language: str, name: str) -> None:
    run(tmp_path / "new", "--empty", "--language", language)
    form = yaml.safe_load((tmp_path / "new/.github/ISSUE_TEMPLATE" / name).read_text(encoding="utf-8"))
    ids = [one["id"] for one in form["body"]]
    assert len(ids) == len(set(ids))
    assert form["name"]
    assert form["description"]
    assert {one["type"] for one in form["body"]} <= {"input", "textarea", "checkboxes"}
    assert all(one["attributes"]["label"] for one in form["body"])


def test_nothing_is_owned_before_the_federation_says_so(tmp_path: Path) -> None:
    run(tmp_path / "new", "--empty")
    lines = (tmp_path / "new/.github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert lines
    assert all(line.startswith("#") for line in lines)


def test_the_hook_before_a_commit_is_the_check_and_looks_at_records_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    run(folder)
    (repository,) = yaml.safe_load((folder / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    (hook,) = repository["hooks"]
    (shared,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["id"], hook["entry"], hook["files"]) == (shared["id"], shared["entry"], shared["files"])
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    found = {name.partition("/")[0] for name in names if re.search(hook["files"], name)}
    assert found == {"members", "calls", "content"}
    command = [str(Path(sys.executable).parent / "coop-restart"), *hook["entry"].split()[1:]]
    assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
    member = next((folder / "members").glob("*.yml"))
    member.write_text("naem: Aurora\n", encoding="utf-8")
    assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 1
