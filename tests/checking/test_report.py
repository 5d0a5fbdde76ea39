"""Problems as lines, JSON and workflow commands."""

from __future__ import annotations

from generator.checking.report import annotation, summary, text_line
from generator.languages import Message
from generator.languages.language import Language
from generator.reading.problem import Problem, Severity
from generator.records.federation import Federation
from generator.records.member import Member

ENGLISH = Language.load("en")


def problem(path: str = "members/a.yml", field: str = "name", text: str = "wrong") -> Problem:
    """Return an error."""
    return Problem(path, 3, 7, field, "some-rule", Message("{text}", {"text": text}))


def test_a_line_ends_with_severity_and_rule() -> None:
    assert text_line(problem(), ENGLISH) == "members/a.yml:3:7: name: wrong [error, some-rule]"


def test_a_problem_of_a_whole_file_has_no_field() -> None:
    assert text_line(problem(field=""), ENGLISH) == "members/a.yml:3:7: wrong [error, some-rule]"
    assert annotation(problem(field=""), ENGLISH).endswith("::wrong")


def test_workflow_commands_cannot_be_broken_out_of() -> None:
    evil = problem("members/a,b:100%.yml", "name", "100%\r\n::error::hacked")
    assert annotation(evil, ENGLISH) == (
        "::error file=members/a%2Cb%3A100%25.yml,line=3,col=7,title=some-rule::name: 100%25%0D%0A::error::hacked"
    )


def test_the_summary_counts_records_and_problems_by_kind() -> None:
    members = {slug: Member(name=slug) for slug in ("a", "b")}
    warned = Problem("a", 1, 1, "", "r", Message("m"), Severity.WARNING)
    told = "2 members, 0 calls, 0 initiatives, 0 tracks, 0 supply chains"
    assert summary(Federation(members), [], 0, ENGLISH) == f"{told}: no problems"
    assert summary(Federation(members), [warned, warned, problem()], 1, ENGLISH) == (
        f"{told}: 1 error, 2 warnings; 1 member was not confirmed for a year"
    )
