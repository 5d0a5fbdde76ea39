"""The workflows of this repository, and those that a new federation gets, are pinned and may do little."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.publishing.changes.report import MARK
from tests.project.project import ROOT, files

STARTER = ROOT / "generator" / "starter" / "workflows"
GITHUB = [*files(".github/workflows/*.yml"), *sorted(STARTER.glob("github-*.yml"))]
PUBLISHING = [path for path in GITHUB if "publish" in path.name]
CHECKING = [path for path in GITHUB if "check" in path.name]
MERGING = [path for path in GITHUB if "merge" in path.name]
CHANGES = [path for path in GITHUB if "changes" in path.name]
GITLAB = [ROOT / ".gitlab-ci.yml", STARTER / "gitlab-ci.yml"]
USES = re.compile(r"uses: (?P<action>[\w/-]+)@(?P<commit>[0-9a-f]{40}) # (?P<version>v\d+\.\d+\.\d+)$", re.MULTILINE)
NIGHTLY = "17 3 * * *"


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def workflow(path: Path) -> dict[str, Any]:
    # In YAML 1.1, which PyYAML reads, the key `on` is the truth value.
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {("on" if key is True else key): value for key, value in content.items()}


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in workflow(path)["jobs"].values() for step in job["steps"]]


def test_there_are_workflows_to_check() -> None:
    assert [path.name for path in GITHUB] == [
        "changes.yml",
        "check.yml",
        "publish.yml",
        "test.yml",
        "github-changes.yml",
        "github-check.yml",
        "github-merge.yml",
        "github-publish.yml",
    ]


@pytest.mark.parametrize("path", GITHUB, ids=short)
def test_a_workflow_may_do_nothing_unless_a_job_says_so(path: Path) -> None:
    assert workflow(path)["permissions"] == {}


@pytest.mark.parametrize("path", GITHUB, ids=short)
def test_a_job_may_read_or_write_but_never_both(path: Path) -> None:
    reading = ({"contents": "read"}, {"contents": "read", "pull-requests": "read"})
    writing = (
        {"pages": "write", "id-token": "write"},
        {"pull-requests": "write"},
        {"contents": "write", "pull-requests": "write", "actions": "write"},
    )
    jobs = workflow(path)["jobs"].values()
    assert all(job["permissions"] in (*reading, *writing) for job in jobs)
    mighty = [job for job in jobs if job["permissions"] in writing]
    assert len(mighty) == (1 if path in PUBLISHING + CHANGES + MERGING else 0)
    run = [step["run"] for job in mighty for step in job["steps"] if "run" in step]
    assert not any(word in text for text in run for word in ("pip ", "make ", "bin/", "git "))


@pytest.mark.parametrize("path", CHANGES, ids=short)
def test_the_effect_of_a_proposal_is_told_without_running_anything_of_it(path: Path) -> None:
    on = workflow(path)["on"]
    assert on == {"workflow_run": {"workflows": ["Check"], "types": ["completed"]}}
    assert all(workflow(check)["name"] == "Check" for check in CHECKING)
    checkouts = [step["with"] for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts == [{"fetch-depth": 0, "persist-credentials": False}], "the main branch, with its history"
    runs = [step["run"] for step in steps(path) if "run" in step]
    assert not any("${{" in run for run in runs), "what a stranger names is a variable of the shell, never its text"
    assert not any(word in run for run in runs for word in ("checkout", "switch", "worktree", "merge"))
    assert sum('changes "$BASE" --head "$COMMIT" --preview "$PREVIEW"' in run for run in runs) == 1


@pytest.mark.parametrize("path", MERGING, ids=short)
def test_only_what_came_by_the_form_and_was_approved_is_merged_and_nothing_of_it_is_run(path: Path) -> None:
    assert workflow(path)["on"] == {"pull_request_review": {"types": ["submitted"]}}
    (job,) = workflow(path)["jobs"].values()
    for condition in (
        "review.state == 'approved'",
        'fromJSON(\'["OWNER", "MEMBER", "COLLABORATOR"]\'), github.event.review.author_association',
        "pull_request.head.repo.full_name == github.repository",
        "startsWith(github.event.pull_request.head.ref, 'intake/')",
    ):
        assert condition in job["if"]
    asking, step = job["steps"]
    assert not any("${{" in one["run"] for one in job["steps"])
    assert asking["env"]["REVIEWER"] == "${{ github.event.review.user.login }}"
    order = [step["run"].index(word) for word in ("gh run watch", "gh pr merge", "gh workflow run publish.yml")]
    assert order == sorted(order)
    assert '--match-head-commit "$COMMIT"' in step["run"]


@pytest.mark.parametrize(
    ("right", "goes_on"),
    [("admin", True), ("maintain", True), ("write", True), ("triage", False), ("read", False), ("none", False),
     ("", False), (None, False)],
)  # fmt: skip
def test_only_the_approval_of_somebody_with_the_right_to_write_goes_on(
    right: str | None, goes_on: bool, tmp_path: Path
) -> None:
    (path,) = MERGING
    asking = steps(path)[0]["run"]
    # A stand-in for GitHub's own program: it answers what GitHub does to the right question, and fails otherwise.
    asked = "api repos/rete/sito/collaborators/anna/permission --jq .permission"
    gh = tmp_path / "gh"
    gh.write_text(f'#!/bin/sh\n[ "$*" = "{asked}" ] && {"false" if right is None else f"echo {right}"}\n')
    gh.chmod(0o755)
    named = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "GH_REPO": "rete/sito", "REVIEWER": "anna"}
    # As GitHub starts it: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions#jobsjob_idstepsshell
    done = subprocess.run(["bash", "-e", "-c", asking], env=named, capture_output=True, check=False)
    assert (done.returncode == 0) is goes_on


@pytest.mark.parametrize("path", CHECKING, ids=short)
def test_the_pages_of_a_proposal_are_kept_for_a_look(path: Path) -> None:
    kept = [step["with"] for step in steps(path) if step.get("uses", "").startswith("actions/upload-artifact@")]
    assert kept == [{"name": "site", "path": "site", "retention-days": 7}]


@pytest.mark.parametrize("path", CHANGES, ids=short)
def test_a_report_is_found_again_by_its_mark(path: Path) -> None:
    post = steps(path)[-1]["run"]
    assert f'startswith("{MARK}")' in post
    assert 'user.login == "github-actions[bot]"' in post


@pytest.mark.parametrize("path", GITLAB, ids=short)
def test_gitlab_gives_its_token_to_a_job_that_installs_nothing(path: Path) -> None:
    jobs = workflow(path)
    assert jobs["changes"]["variables"] == {"GIT_DEPTH": 0}
    comment = jobs["comment"]
    assert (comment["before_script"], comment["variables"]) == ([], {"GIT_STRATEGY": "none"})
    assert "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID" in comment["rules"][0]["if"]
    assert MARK in comment["script"][0]


@pytest.mark.parametrize("path", GITHUB, ids=short)
def test_each_action_is_pinned_to_a_commit_with_its_version(path: Path) -> None:
    used = [step["uses"] for step in steps(path) if "uses" in step]
    pinned = [f"{pin['action']}@{pin['commit']}" for pin in USES.finditer(path.read_text(encoding="utf-8"))]
    assert used == pinned


def test_an_action_has_one_commit_everywhere() -> None:
    pins = {match.groups() for path in GITHUB for match in USES.finditer(path.read_text(encoding="utf-8"))}
    assert len(pins) == len({action for action, _, _ in pins}) == 5


@pytest.mark.parametrize("path", GITHUB, ids=short)
def test_a_checkout_keeps_no_credentials_and_a_job_ends(path: Path) -> None:
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) == (0 if path in MERGING else 1)
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)
    assert all(job["timeout-minutes"] <= 60 for job in workflow(path)["jobs"].values())


@pytest.mark.parametrize("path", PUBLISHING, ids=short)
def test_the_site_is_published_on_merge_and_every_night(path: Path) -> None:
    on = workflow(path)["on"]
    assert on["push"]["branches"] == ["main"]
    assert on["schedule"] == [{"cron": NIGHTLY}]
    assert "workflow_dispatch" in on


@pytest.mark.parametrize("path", CHECKING, ids=short)
def test_a_proposal_is_checked_without_any_right_to_write(path: Path) -> None:
    # `pull_request_target` would run a stranger's proposal with the repository's own rights.
    assert workflow(path)["on"] == "pull_request"
    runs = [step["run"] for step in steps(path) if "run" in step]
    assert any("check" in run and "github" in run for run in runs)
    assert any("mkdocs build --strict" in run or run == "make site" for run in runs)


@pytest.mark.parametrize("path", GITLAB, ids=short)
def test_gitlab_checks_merge_requests_and_publishes_the_default_branch(path: Path) -> None:
    jobs = workflow(path)
    assert jobs["check"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert jobs["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert jobs["pages"]["artifacts"] == {"paths": ["public"]}
    assert f"({NIGHTLY})" in path.read_text(encoding="utf-8")


def test_actionlint_finds_nothing() -> None:
    done = run("actionlint", "-shellcheck=", "-pyflakes=", *map(str, GITHUB))
    assert done.returncode == 0, done.stdout


def test_zizmor_finds_nothing_even_when_pedantic() -> None:
    done = run("zizmor", "--offline", "--pedantic", "--no-progress", str(ROOT / ".github"), *map(str, GITHUB))
    assert done.returncode == 0, done.stdout


def test_the_linters_see_a_wrong_workflow(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(
        "on: pull_request_target\njobs:\n  one:\n    runs-on: ubuntu-24.04\n    neds: two\n"
        "    steps:\n      - uses: actions/checkout@v6\n",
        encoding="utf-8",
    )
    assert "unexpected key" in run("actionlint", str(wrong)).stdout
    assert "dangerous-triggers" in run("zizmor", "--offline", "--no-progress", str(wrong)).stdout


def run(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.prefix) / "bin" / tool
    return subprocess.run([program, *arguments], capture_output=True, encoding="utf-8", check=False)
