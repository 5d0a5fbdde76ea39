"""The forges: what is opened, what is looked up before, and what their troubles lead to."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from generator.intake.forges.choosing import chosen_forge
from generator.intake.forges.forge import Forge, ForgeError, Opening
from generator.intake.settings import read_settings
from tests.intake.forge_server import ForgeServer
from tests.intake.ground import Bare, GitServer, running, send, until

KINDS = ("github", "gitlab", "forgejo")
OPENING = Opening("intake/abc", "main", "Nuova associata: Stella", "Aggiunge members/stella.yml.\n")
MEMBER = {"name": "Stella", "address": {"municipality": "017029"}}


@pytest.fixture(params=KINDS)
def server(request: pytest.FixtureRequest) -> Iterator[ForgeServer]:
    one = ForgeServer(request.param)
    yield one
    one.close()


def forge(server: ForgeServer, **variables: str) -> Forge:
    given = {"INTAKE_REPOSITORY": "x", "INTAKE_DATA": "x", **server.variables(), **variables}
    found = chosen_forge(read_settings(given))
    assert found is not None
    return found


def test_a_proposal_is_opened_and_found_again(server: ForgeServer) -> None:
    one = forge(server)
    assert one.find("intake/abc") is None
    url = one.open(OPENING)
    assert url.startswith("https://forge.example/rete/sito/")
    assert one.find("intake/abc") == url
    assert one.find("intake/other") is None
    (opened,) = server.opened
    assert (opened["head"]["ref"], opened["base"]["ref"]) == ("intake/abc", "main")
    assert (opened["title"], opened["body"]) == (OPENING.title, OPENING.body)


def test_what_goes_wrong_is_told_without_the_token(server: ForgeServer) -> None:
    refused = forge(server, INTAKE_TOKEN="wrong")  # noqa: S106 - no secret
    with pytest.raises(ForgeError, match="the forge answers 401") as caught:
        refused.open(OPENING)
    assert "wrong" not in str(caught.value)
    server.broken = True
    with pytest.raises(ForgeError, match="the forge answers 500"):
        forge(server).find("intake/abc")
    server.down = True
    with pytest.raises(ForgeError, match="RemoteProtocolError"):
        forge(server).open(OPENING)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (httpx.Response(200, text="<html>"), "the forge's answer is not JSON"),
        (httpx.Response(200, json={}), "the forge's answer has no (html|web)_url"),
        (httpx.Response(200, json={"html_url": "javascript:x", "web_url": "x"}), "has no (html|web)_url"),
        (httpx.Response(302, headers={"Location": "https://elsewhere.example"}), "the forge answers 302"),
    ],
)
def test_an_answer_that_is_none_is_an_error(kind: str, answer: httpx.Response, said: str) -> None:
    server = ForgeServer(kind)
    try:
        one: Any = forge(server)
        one._api.transport = httpx.MockTransport(lambda _: answer)
        with pytest.raises(ForgeError, match=said):
            one.open(OPENING)
    finally:
        server.close()


def test_the_service_opens_one_proposal_whatever_becomes_of_the_answer(server: ForgeServer, tmp_path: Path) -> None:
    bare = Bare(tmp_path / "repository")
    git_server = GitServer(bare.folder.parent)
    try:
        with running(tmp_path / "data", git_server.url, **server.variables()) as service:
            server.mute = True
            answer = send(
                service.url, kind="new-member", fields=MEMBER,
                note="```\n@office look at https://evil.example <b>#1</b>\n# Heading",
            )  # fmt: skip
            reference = answer.json()["reference"]
            deadline = time.monotonic() + 30
            while not server.opened and time.monotonic() < deadline:
                time.sleep(0.05)
            server.mute = False
            found = until(answer.json()["status"], "proposed")
            assert found["link"] == "https://forge.example/rete/sito/" + found["link"].rpartition("sito/")[2]
            (opened,) = server.opened
            assert opened["head"]["ref"] == f"intake/{reference}"
            assert opened["title"] == "Nuova associata: Stella"
            # The note stays a block of code: its own fence is longer than any in it.
            assert "````text\n```\n@office look at https://evil.example <b>#1</b>\n# Heading\n````" in opened["body"]
            assert list(bare.branches()) == [reference]
            assert "token-of-the-test" not in service.log.read_text()
    finally:
        git_server.close()
