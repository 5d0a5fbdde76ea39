"""Hostile texts: nothing of what is sent is run, used as a path, or taken for anything but a text."""

from __future__ import annotations

import pytest
import yaml

from generator.intake.wording import LONGEST_SUBJECT
from tests.intake.ground import Bare, Running, files_of, get, git, refused, send, until

MEMBER = {"name": "Stella", "address": {"municipality": "017029"}}


HOSTILE = (
    "../../etc/passwd", "..", ".", "/etc/passwd", "a/b", "a\\b", "C:\\x", "con", "aux", ".git", ".git/config", "-x",
    "--upload", "a..b", "a.lock", "refs/heads/main", "HEAD", "@{-1}", "a b", "a\nb", "a\x00b", "a\u202eb",
    "ａurora", "Aurora!", "x" * 81,
    "logos", "settore", "%2e%2e%2f", "$(touch x)", "`id`", "*", "?", "a:b", "~root", "ünder",
)  # fmt: skip


@pytest.mark.parametrize("slug", HOSTILE)
def test_a_slug_that_is_no_file_name_is_refused_wherever_it_stands(slug: str, service: Running) -> None:
    made = send(service.url, kind="new-member", slug=slug, fields=MEMBER)
    (problem,) = refused(made, 422, "unfit")["problems"]
    assert (problem["field"], problem["rule"]) == ("slug", "file-name")
    changed = send(service.url, kind="change-member", slug=slug, changes={"summary": "x"})
    assert refused(changed, 422, "unfit")["problems"][0]["rule"] == "unknown-record"
    joined = send(service.url, kind="join-call", slug="energia", member=slug)
    assert refused(joined, 422, "unfit")["problems"][0]["rule"] == "unknown-record"


@pytest.mark.parametrize("name", ["../../x", "con", "logos", "!!!", "日本", "-", ".git"])
def test_a_name_that_gives_no_file_name_gets_one(name: str, service: Running, bare: Bare) -> None:
    answer = send(service.url, kind="new-member", fields={**MEMBER, "name": name})
    _, files = files_of(bare, answer)
    (path,) = files
    assert path.startswith("members/")
    assert path.count("/") == 1
    assert path.removeprefix("members/").removesuffix(".yml").replace("-", "").isalnum()
    assert ".." not in path
    assert path not in ("members/con.yml", "members/logos.yml")


@pytest.mark.parametrize(
    "path", ["", ".", "..", "__class__", "a b", "summary\n", "0", "address.municipality.x.y.z.a.b.c.d", "Summary", "-"]
)
def test_a_path_that_is_no_field_is_refused(path: str, service: Running) -> None:
    answer = send(service.url, kind="change-member", slug="luna", changes={path: "x"})
    assert refused(answer, 422, "unfit")["problems"][0]["rule"] == "no-field"


INJECTIONS = (
    "x\nstatus: ceased", "x: y", "x # y", "!!python/object/apply:os.system ['touch /tmp/x']", "&a *a", "*a", "{a: b}",
    "[a, b]", "- x", "| x", "> x", "'x", '"x', "%YAML 1.2", "--- x", "x\n---\nname: y", "null", "~", "yes", "0x1f",
    "1e3", "2026-01-01", "<<: x", "? x", "@x", "`x`", "x\\n", "\ufeffx", "<script>alert(1)</script>", "{{ 7 * 7 }}",
    "${jndi:ldap://x}",
    "=cmd|' /C calc'!A0", "' OR 1=1; DROP TABLE proposals; --",
)  # fmt: skip


def test_a_text_stays_that_very_text_in_each_field(service: Running, bare: Bare) -> None:
    keywords = [text for text in INJECTIONS if "\n" not in text and "\ufeff" not in text and len(text) <= 40][:8]
    fields = {
        **MEMBER,
        "name": "x: y # z",
        "summary": "!!python/object/apply:os.system ['touch /tmp/x']",
        "description": "\n".join(text for text in INJECTIONS if "\ufeff" not in text),
        "keywords": keywords,
        "contacts": {"role": "' OR 1=1; DROP TABLE proposals; --"},
    }
    answer = send(service.url, kind="new-member", fields=fields)
    _, files = files_of(bare, answer)
    (text,) = files.values()
    assert yaml.load(text, yaml.BaseLoader) == fields  # noqa: S506 - it makes texts only
    assert get(f"{service.url}/health").status_code == 200


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_line_of_several_is_refused_and_every_other_one_stays_in_its_value(
    text: str, service: Running, bare: Bare
) -> None:
    answer = send(service.url, kind="change-member", slug="aurora", changes={"legal_name": text})
    if "\n" in text or "\ufeff" in text:
        assert refused(answer, 422, "unfit")["problems"][0]["field"] == "legal_name"
        return
    assert answer.status_code == 202, answer.text
    until(answer.json()["status"], "proposed")
    commit = bare.branches()[answer.json()["reference"]]
    loaded = yaml.load(bare.show(commit, "members/aurora.yml"), yaml.BaseLoader)  # noqa: S506 - it makes texts only
    assert loaded["legal_name"] == text
    assert loaded["name"] == "Aurora"


def test_keys_are_names_and_nothing_else(service: Running) -> None:
    fields = {**MEMBER, "x: y\nstatus": "ceased", "__proto__": "x", "<<": "x"}
    problems = refused(send(service.url, kind="new-member", fields=fields), 422, "unfit")["problems"]
    assert len(problems) >= 1
    assert all(one["severity"] == "error" for one in problems)


@pytest.mark.parametrize(
    "name",
    [
        "Acme\nSigned-off-by: Evil <evil@example.org>", "Acme\r\nauthor Evil <e@x.example> 0 +0000", "Acme\x00",
        "Acme\u2028Proposal: 000000000000",
    ],
)  # fmt: skip
def test_a_name_cannot_add_lines_to_the_commit(name: str, service: Running) -> None:
    answer = send(service.url, kind="new-member", fields={**MEMBER, "name": name})
    assert refused(answer, 422, "unfit")["problems"][0]["field"] == "name"


def test_a_commit_says_what_and_why_whatever_the_name(service: Running, bare: Bare) -> None:
    name = "Proposal: 000000000000 data 5 from refs/heads/main <x@y> " + "x" * 90
    commit, _ = files_of(bare, send(service.url, kind="new-member", fields={**MEMBER, "name": name}))
    raw = git(bare.folder, "cat-file", "commit", commit)
    head, _, message = raw.partition("\n\n")
    assert [line.split()[0] for line in head.splitlines()] == ["tree", "parent", "author", "committer"]
    assert len(message.splitlines()[0]) <= LONGEST_SUBJECT
    assert (
        git(bare.folder, "log", "-1", "--format=%(trailers:key=Proposal,valueonly)", commit).strip() != "000000000000"
    )


@pytest.mark.parametrize("note", ["x" * 4001, 5 * "`", "\n```\n</details><script>x</script>\n@everyone"])
def test_a_note_stays_out_of_the_repository(note: str, service: Running, bare: Bare) -> None:
    answer = send(service.url, kind="new-member", fields={**MEMBER, "name": f"N {len(note)}"}, note=note)
    if len(note) > 4000:
        refused(answer, 400, "note")
        return
    commit, _ = files_of(bare, answer)
    assert note.strip() not in git(bare.folder, "show", commit)
