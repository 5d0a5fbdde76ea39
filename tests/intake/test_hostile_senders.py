"""Hostile senders: forged and repeated proofs of work, programs, and pages of other sites."""

from __future__ import annotations

import base64
import json
import time
import uuid
from hashlib import sha256
from typing import Any

import pytest

from generator.intake.proof import Proofs
from generator.intake.refusal import Refusal
from tests.intake.ground import ORIGIN, Running, get, post, proof, refused

MEMBER = {"name": "Stella", "address": {"municipality": "017029"}}


def solved(service: Running, **changes: Any) -> str:
    """Return a proof in which some parts were changed after it was solved."""
    payload = json.loads(base64.b64decode(proof(service.url)))
    changed = {name: value(payload[name]) if callable(value) else value for name, value in changes.items()}
    return base64.b64encode(json.dumps({**payload, **changed}).encode()).decode()


FORGED: tuple[tuple[str | dict[str, Any], str], ...] = (
    ("", "proof-missing"), ("x", "proof-wrong"), ("e30=", "proof-wrong"), ("W10=", "proof-wrong"),
    ("bnVsbA==", "proof-wrong"),
    ("x" * 5000, "proof-wrong"), (base64.b64encode(b"[" * 2_000).decode(), "proof-wrong"),
    ({"number": 1_000_000}, "proof-wrong"), ({"number": None}, "proof-wrong"), ({"number": []}, "proof-wrong"),
    ({"algorithm": "SHA-1"}, "proof-wrong"), ({"algorithm": "none"}, "proof-wrong"), ({"algorithm": []}, "proof-wrong"),
    ({"signature": ""}, "proof-wrong"), ({"signature": None}, "proof-wrong"), ({"challenge": "0" * 64}, "proof-wrong"),
    ({"salt": lambda salt: salt.replace("expires=", "expires=9")}, "proof-wrong"), ({"salt": 5}, "proof-wrong"),
    ({"salt": lambda salt: salt + "expires=9999999999&"}, "proof-wrong"), ({"salt": "x"}, "proof-wrong"),
)  # fmt: skip


@pytest.mark.parametrize(("forged", "code"), FORGED, ids=range(len(FORGED)))
def test_a_forged_proof_of_work_is_refused(forged: str | dict[str, Any], code: str, service: Running) -> None:
    text = solved(service, **forged) if isinstance(forged, dict) else forged
    whole = {"kind": "new-member", "fields": MEMBER, "altcha": text}
    refused(post(f"{service.url}/proposals", json=whole), 400, code)


def own(secret: str, seconds: int) -> str:
    """Return a solved challenge that is signed with a secret."""
    challenge = Proofs(secret, 10, seconds).challenge()
    number = next(
        one for one in range(11)
        if sha256(f"{challenge['salt']}{one}".encode()).hexdigest() == challenge["challenge"]
    )  # fmt: skip
    return base64.b64encode(json.dumps({**challenge, "number": number}).encode()).decode()


def test_a_challenge_of_ones_own_is_no_proof(service: Running) -> None:
    whole = {"kind": "new-member", "fields": MEMBER, "altcha": own("mine", 60)}
    refused(post(f"{service.url}/proposals", json=whole), 400, "proof-wrong")


def test_an_old_proof_of_work_is_refused() -> None:
    with pytest.raises(Refusal, match="proof-expired"):
        Proofs("secret", 10, 60).check(own("secret", -1))
    assert Proofs("secret", 10, 60).check(own("secret", 60)).until > time.time()


def test_a_proof_of_work_is_good_for_one_proposal_and_a_few_mistakes(service: Running) -> None:
    text = proof(service.url)
    url = f"{service.url}/proposals"
    for _ in range(3):
        refused(post(url, json={"kind": "new-member", "fields": {}, "altcha": text}), 422, "unfit")
    first = {"kind": "new-member", "fields": {**MEMBER, "name": "Prova"}, "altcha": text, "key": str(uuid.uuid4())}
    assert post(url, json=first).status_code == 202
    again = {"kind": "new-member", "fields": {**MEMBER, "name": "Altra prova"}, "altcha": text}
    refused(post(url, json=again), 400, "proof-spent")
    assert post(url, json=first).status_code == 202, "the same key is the same proposal, whatever its proof"
    tried = proof(service.url)
    answers = [post(url, json={"kind": "new-member", "fields": {}, "altcha": tried}).status_code for _ in range(22)]
    assert answers == [422] * 20 + [400] * 2


def test_the_honeypot_is_for_programs(service: Running) -> None:
    whole = {
        "kind": "new-member",
        "fields": MEMBER,
        "altcha": proof(service.url),
        "website_url_2": "https://spam.example",
    }
    refused(post(f"{service.url}/proposals", json=whole), 400, "trap")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": ""}, {"Origin": f"{ORIGIN}.evil.example"},
        {"Origin": ORIGIN.upper()}, {"Origin": "http://rete.example"}, {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", [True, False])
def test_a_post_from_a_page_of_another_site_is_refused(headers: dict[str, str], form: bool, service: Running) -> None:
    content = {"data": {"kind": "new-member"}} if form else {"json": {"kind": "new-member"}}
    answer = post(f"{service.url}/proposals", headers=headers, **content)
    refused(answer, 403, "origin")
    assert "access-control-allow-origin" not in answer.headers


def test_only_the_site_may_read_answers(service: Running) -> None:
    ours = get(f"{service.url}/challenge", headers={"Origin": ORIGIN})
    assert ours.headers["access-control-allow-origin"] == ORIGIN
    other = get(f"{service.url}/challenge", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in other.headers
    for answer in (ours, other):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
