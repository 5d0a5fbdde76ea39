"""Records in, problems out: every rule against the tables in `cases/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.checking.sites import checked

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['case']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.yml"))
    for case in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
]


@pytest.mark.parametrize("case", CASES)
def test_the_case_has_these_problems_and_no_others(case: dict[str, Any]) -> None:
    assert checked(case["files"]) == case["problems"]
