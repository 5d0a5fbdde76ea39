"""Links from the texts of records to other pages of the site."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.checking.finding import Spot
from generator.languages.language import Language
from generator.publishing import record_links
from generator.publishing.record_links import dead_links
from tests.publishing.woven import a_call, a_member, an_initiative, woven

KNOWN = {"", "calls/", "calls/kitchens/", "members/luna/"}


def told(**records: Any) -> list[tuple[object, str]]:
    language = Language.load("en")
    findings = dead_links(woven(**records).federation, KNOWN)
    return [(one.at, language.say(one.message)) for one in findings]


def of_a_call(text: str) -> list[str]:
    return [said for _, said in told(calls={"kitchens": a_call(description=text)})]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("[x](/calls/kitchens/)", []),
        ("[x](/calls/kitchens/#end), [y](/calls/?state=open) and [z](/)", []),
        ("[x](https://f.example/gone/), [y](//f.example/gone/), [z](gone/)", []),
        ("`[x](/gone/)` and\n\n    [x](/gone/)", []),
        ("[x](/calls/kitchen/)", ["the link to '/calls/kitchen/' leads nowhere. Did you mean '/calls/kitchens/'?"]),
        ('[x]( </gone/> "t")', ["the link to '/gone/' leads nowhere"]),
        ("[x][1]\n\n[1]:\n  /gone/", ["the link to '/gone/' leads nowhere"]),
        ("<A title=t HREF = '/gone/'>x</A>", ["the link to '/gone/' leads nowhere"]),
        ("[x](/a&b/) [y](/c/)", ["the link to '/a&b/' leads nowhere", "the link to '/c/' leads nowhere"]),
    ],
)
def test_a_link_from_the_root_that_leads_nowhere_is_told(text: str, dead: list[str]) -> None:
    assert of_a_call(text) == dead


def test_texts_of_all_kinds_of_records_are_looked_at() -> None:
    text = "[x](/gone/)"
    trade = {"kind": "good", "title": "Van", "expires": "2027-03-01", "description": text, "outcome": text}
    found = told(
        members={
            "luna": a_member("Luna", description=text, offers=[{"id": "van", **trade}], needs=[{"id": "car", **trade}])
        },
        calls={"who": a_call(description=text, how_to_join=text, outcome=text)},
        initiatives={"2026/one": an_initiative(description=text)},
        issues={"2026-11-20": {"date": "2026-11-20", "since": "2026-10-20", "foreword": text}},
    )
    assert [at for at, _ in found] == [
        Spot(("member", "luna"), ("description",)),
        *(
            Spot(("member", "luna"), (side, 0, field))
            for side in ("offers", "needs")
            for field in ("description", "outcome")
        ),
        *(Spot(("call", "who"), (field,)) for field in ("description", "how_to_join", "outcome")),
        Spot(("initiative", "2026/one"), ("description",)),
        Spot(("issue", "2026-11-20"), ("foreword",)),
    ]


def test_ten_thousand_members_that_link_elsewhere_cost_next_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    monkeypatch.setattr(record_links, "parser", lambda: parsed.append)
    text = "We cook for [schools](https://f.example/schools/) and/or offices, **every** day: see <b>below</b>.\n" * 5
    one = woven(members={"luna": a_member(description=text)}).federation
    names = [str(number) for number in range(10_000)]
    sources = {("member", name): one.sources["member", "luna"] for name in names}
    many = replace(one, members=dict.fromkeys(names, one.members["luna"]), sources=sources)
    assert list(dead_links(many, KNOWN)) == []
    assert parsed == [], "no text is read as Markdown in vain"
