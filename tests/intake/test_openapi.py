"""Whatever the service's own description allows, and much that it does not, is answered, never with a server error."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from generator.intake.proposal import ProposalKind
from generator.intake.submission import KEYS
from tests.intake.ground import PLAIN, Running, get, proof
from tests.project.project import ROOT

DESCRIPTION: dict[str, Any] = json.loads((ROOT / "generator" / "intake" / "openapi.json").read_text(encoding="utf-8"))
SCHEMA = schemathesis.openapi.from_dict(DESCRIPTION)
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@SCHEMA.parametrize()
@settings(
    max_examples=40,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_each_answer_is_one_that_the_description_foresees(case: schemathesis.Case, service: Running) -> None:
    if isinstance(case.body, dict) and case.media_type == "application/json":
        case.body = {**case.body, "altcha": proof(service.url), "website_url_2": ""}
    response = case.call(base_url=service.url)
    if response.status_code != 405:
        case.validate_response(response, checks=CHECKS)


def test_the_description_is_served_and_names_what_the_service_reads(service: Running) -> None:
    assert get(f"{service.url}/openapi.json").json() == DESCRIPTION
    proposal = DESCRIPTION["components"]["schemas"]["Proposal"]
    assert set(proposal["properties"]) == set(KEYS)
    assert DESCRIPTION["components"]["schemas"]["Kind"]["enum"] == list(ProposalKind)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_a_method_that_no_address_has_is_not_allowed(method: str, service: Running) -> None:
    assert httpx.request(method, f"{service.url}/proposals", verify=PLAIN).status_code == 405
