"""The whole way, with real parts: a request becomes one commit on a branch of a repository that git itself serves."""

from __future__ import annotations

import base64
import difflib
import io
import json
import time
import uuid
from pathlib import Path

import httpx
from PIL import Image

from generator.clock import day_of, present
from tests.intake.ground import (
    AURORA,
    CALL,
    LUNA,
    ORIGIN,
    Bare,
    GitServer,
    Running,
    get,
    git,
    post,
    proof,
    running,
    send,
    until,
)

MEMBER = {"name": "Stella", "address": {"municipality": "017029"}, "contacts": {"email": "info@stella.example"}}
WRITTEN = """\
# yaml-language-server: $schema=../schemas/member.json
name: Stella
"""


def picture(size: tuple[int, int] = (900, 300), form: str = "PNG") -> bytes:
    into = io.BytesIO()
    Image.new("RGB", size, (200, 30, 60)).save(into, form)
    return into.getvalue()


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def edited_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and not line.startswith(("+++", "---"))]


def taken(answer: httpx.Response) -> str:
    assert answer.status_code == 202, answer.text
    return str(answer.json()["reference"])


def test_a_new_member_with_logo_becomes_one_commit_with_exactly_its_files(service: Running, bare: Bare) -> None:
    answer = send(
        service.url, kind="new-member", fields=MEMBER, logo={"name": "a.png", "data": encoded(picture())},
        note="Please call me, Maria Rossi", key=str(uuid.uuid4()),
    )  # fmt: skip
    reference = taken(answer)
    assert answer.headers["location"] == answer.json()["status"] == f"{service.url}/proposals/{reference}"
    found = until(answer.json()["status"], "proposed")
    assert found["link"] is None
    commit = bare.branches()[reference]
    assert bare.changed(commit) == ["A\tmembers/logos/stella.png", "A\tmembers/stella.yml"]
    text = bare.show(commit, "members/stella.yml")
    assert text.startswith(WRITTEN)
    assert "logo: stella.png" in text
    assert git(bare.folder, "rev-parse", f"{commit}^").strip() == git(bare.folder, "rev-parse", "main").strip()
    said = git(bare.folder, "log", "-1", "--format=%an <%ae>%n%B", commit)
    assert "Nuova associata: Stella" in said or "Stella" in said.splitlines()[1]
    assert f"Proposal: {reference}" in said
    assert "Maria" not in said


def test_a_change_differs_in_the_edited_lines_only(service: Running, bare: Bare) -> None:
    changes = {"contacts.phone": "+39 030 7654321", "summary": "Pulizie e verde"}
    reference = taken(send(service.url, kind="change-member", slug="aurora", changes=changes))
    until(f"{service.url}/proposals/{reference}", "proposed")
    commit = bare.branches()[reference]
    assert bare.changed(commit) == ["M\tmembers/aurora.yml"]
    text = bare.show(commit, "members/aurora.yml")
    assert edited_lines(AURORA, text) == [
        "+summary: Pulizie e verde",
        "-contacts: {email: info@aurora.example, phone: +39 030 1234567}",
        '+contacts: {email: info@aurora.example, phone: "+39 030 7654321"}',
    ]


def test_a_member_joins_a_call(service: Running, bare: Bare) -> None:
    reference = taken(send(service.url, kind="join-call", slug="energia", member="aurora"))
    until(f"{service.url}/proposals/{reference}", "proposed")
    text = bare.show(bare.branches()[reference], "calls/energia.yml")
    assert text == f"{CALL}- aurora\n"


def test_an_offer_and_a_need_get_ids_of_their_own(service: Running, bare: Bare) -> None:
    fields = {"kind": "service", "title": "Sale per riunioni", "expires": "2027-03-31"}
    reference = taken(send(service.url, kind="offer", slug="luna", fields=fields))
    until(f"{service.url}/proposals/{reference}", "proposed")
    assert "id: sale-per-riunioni" in bare.show(bare.branches()[reference], "members/luna.yml")
    again = taken(send(service.url, kind="need", slug="luna", fields=fields))
    until(f"{service.url}/proposals/{again}", "proposed")
    assert "needs:" in bare.show(bare.branches()[again], "members/luna.yml")


def test_a_new_call_is_taken(service: Running, bare: Bare) -> None:
    fields = {"title": "Bando sale prova", "kind": "survey", "published": "2026-11-01"}
    reference = taken(send(service.url, kind="new-call", fields=fields))
    until(f"{service.url}/proposals/{reference}", "proposed")
    assert bare.changed(bare.branches()[reference]) == ["A\tcalls/bando-sale-prova.yml"]


def test_a_plain_form_without_scripts_is_answered_with_a_page(service: Running, bare: Bare) -> None:
    form = {
        "kind": "new-member", "fields.name": "Girasole", "fields.address.municipality": "017029",
        "fields.legal_name": "", "fields.activities.0.ateco": "81.21.00", "website_url_2": "", "language": "it",
        "consent": "1",
    }  # fmt: skip
    answer = post(
        f"{service.url}/proposals", data=form, files={"logo": ("x.jpg", picture(form="JPEG"), "image/jpeg")},
        headers={"Origin": ORIGIN, "Accept": "text/html,*/*"}, timeout=30,
    )  # fmt: skip
    assert answer.status_code == 202, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    assert '<html lang="it">' in answer.text
    assert "<script" not in answer.text
    assert "style=" not in answer.text
    reference = next(part for part in bare_references(answer.text))
    until(f"{service.url}/proposals/{reference}", "proposed")
    assert bare.changed(bare.branches()[reference]) == ["A\tmembers/girasole.yml", "A\tmembers/logos/girasole.png"]


def test_a_plain_form_changes_a_member_that_it_names_as_people_do(service: Running, bare: Bare) -> None:
    for number, slug in enumerate(("luna", "Luna", "https://rete.example/associate/luna/?x=1#y")):
        form = {
            "kind": "change-member", "slug": slug, "action": "update", "fields.name": "",
            "fields.summary": f"Riga {number}", "fields.contacts.phone": "+39 030 1234",
            "fields.services.3": "making.clothing",
        }  # fmt: skip
        answer = post(f"{service.url}/proposals", data=form, headers={"Accept": "text/html"})
        (reference,) = bare_references(answer.text)
        until(f"{service.url}/proposals/{reference}", "proposed")
        lines = edited_lines(LUNA, bare.show(bare.branches()[reference], "members/luna.yml"))
        assert f"+summary: Riga {number}" in lines
        assert not [line for line in lines if line.startswith("-")]


def test_a_consent_that_was_ticked_is_of_today(service: Running, bare: Bare) -> None:
    form = {"kind": "new-member", "fields.name": "Consenso", "fields.address.municipality": "017029", "consent": "2"}
    (reference,) = bare_references(post(f"{service.url}/proposals", data=form, headers={"Accept": "text/html"}).text)
    until(f"{service.url}/proposals/{reference}", "proposed")
    text = bare.show(bare.branches()[reference], "members/consenso.yml")
    today = day_of(present())
    assert f'consent:\n  date: {today}\n  version: "2"\n' in text


def test_without_scripts_nobody_is_published_who_has_not_agreed(service: Running, bare: Bare) -> None:
    form = {"kind": "new-member", "fields.name": "Nolente", "fields.address.municipality": "017029", "language": "it"}
    asked = post(f"{service.url}/proposals", data=form, headers={"Accept": "text/html"})
    assert asked.status_code == 422
    assert "per essere pubblicata la cooperativa deve essere d&#39;accordo" in asked.text.lower()
    english = post(f"{service.url}/proposals", data={**form, "language": "en"}, headers={"Accept": "application/json"})
    (problem,) = english.json()["problems"]
    assert (problem["field"], problem["rule"]) == ("consent", "consent")
    assert problem["message"] == "to be published, the co-operative has to agree: go back and tick the box"


def bare_references(page: str) -> list[str]:
    return [part.split("</dd>")[0] for part in page.split("<dd>")[1:]]


def test_a_proposal_sent_twice_under_its_key_is_one(service: Running, bare: Bare) -> None:
    key = str(uuid.uuid4())
    content = {"kind": "new-member", "fields": {**MEMBER, "name": "Doppia"}, "key": key}
    first, second = send(service.url, **content), send(service.url, **content)
    assert taken(first) == taken(second)
    until(first.json()["status"], "proposed")
    texts = [git(bare.folder, "log", "-1", "--format=%s", commit) for commit in bare.branches().values()]
    assert sum("Doppia" in text for text in texts) == 1
    other = send(service.url, kind="new-member", fields={**MEMBER, "name": "Altra"}, key=key)
    assert (other.status_code, other.json()["error"]) == (409, "key-taken")


def test_what_the_rules_refuse_is_told_in_their_words(service: Running) -> None:
    fields = {**MEMBER, "summary": "x" * 161, "colour": "red"}
    answer = post(
        f"{service.url}/proposals", json={"kind": "new-member", "fields": fields, "altcha": proof(service.url)},
        headers={"Accept-Language": "en-GB,en;q=0.9"}, timeout=30,
    )  # fmt: skip
    assert answer.status_code == 422
    problems = answer.json()["problems"]
    assert [(one["field"], one["path"]) for one in problems] == [
        ("summary", "members/stella.yml"), ("colour", "members/stella.yml"),
    ]  # fmt: skip
    assert set(problems[0]) == {"path", "line", "column", "field", "rule", "severity", "message"}


def test_the_office_merges_and_the_sender_is_told(git_server: GitServer, bare: Bare, service: Running) -> None:
    for squash in (False, True):
        name = f"Merged {squash}"
        status = send(service.url, kind="new-member", fields={**MEMBER, "name": name}).json()
        until(status["status"], "proposed")
        bare.merge(status["reference"], squash=squash)
        until(status["status"], "merged")
    status = send(service.url, kind="new-member", fields={**MEMBER, "name": "Refused"}).json()
    until(status["status"], "proposed")
    bare.delete(status["reference"])
    until(status["status"], "refused")


def test_the_service_tells_how_it_is(service: Running) -> None:
    health = get(f"{service.url}/health").json()
    assert health == {"status": "ok", "accepting": True}
    text = get(f"{service.url}/metrics").text
    assert "# TYPE intake_proposals gauge" in text
    assert 'intake_answers_total{code="accepted"}' in text
    assert get(f"{service.url}/proposals/nothing").status_code == 404


def test_the_log_holds_nothing_of_what_was_sent(service: Running) -> None:
    lines = service.log.read_text().splitlines()
    assert [json.loads(line) for line in lines]
    assert not any(word in line for line in lines for word in ("Stella", "Maria", "Doppia", "127.0.0.1:"))


def test_a_repository_that_is_down_delays_and_loses_nothing(bare: Bare, tmp_path: Path) -> None:
    server = GitServer(bare.folder.parent)
    try:
        with running(tmp_path / "data", server.url) as service:
            server.down(True)
            answer = send(service.url, kind="new-member", fields={**MEMBER, "name": "Attesa"})
            reference = taken(answer)
            time.sleep(1)
            assert get(answer.json()["status"]).json()["state"] == "received"
            server.down(False)
            until(answer.json()["status"], "proposed")
            assert reference in bare.branches()
    finally:
        server.close()


def test_a_main_branch_that_has_moved_gets_the_next_free_name(bare: Bare, tmp_path: Path) -> None:
    server = GitServer(bare.folder.parent)
    try:
        with running(tmp_path / "data", server.url, INTAKE_FETCH_EVERY="600") as service:
            server.down(True)
            answer = send(service.url, kind="new-member", fields={**MEMBER, "name": "Conteso"})
            bare.edit("members/conteso.yml", "name: Conteso\naddress: {municipality: '015146'}\n")
            server.down(False)
            until(answer.json()["status"], "proposed")
            assert bare.changed(bare.branches()[taken(answer)]) == ["A\tmembers/conteso-2.yml"]
    finally:
        server.close()


def test_a_site_below_the_repositorys_top_keeps_its_folder(tmp_path: Path) -> None:
    bare = Bare(tmp_path / "deep", below="federation/site")
    server = GitServer(bare.folder.parent)
    try:
        with running(tmp_path / "data", server.url, INTAKE_FOLDER="federation/site") as service:
            reference = taken(send(service.url, kind="new-member", fields=MEMBER))
            until(f"{service.url}/proposals/{reference}", "proposed")
            assert bare.changed(bare.branches()[reference]) == ["A\tfederation/site/members/stella.yml"]
    finally:
        server.close()
