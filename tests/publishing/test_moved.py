"""Former addresses of records lead on to the present ones."""

from __future__ import annotations

import pytest

from tests.publishing.woven import a_call, an_initiative, page, woven


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("calls/old/", "calls/new/"),
        ("programme/2026/old/", "programme/2026/new/"),
        ("tracks/old/", "tracks/new/"),
    ],
)
def test_a_former_address_of_any_kind_leads_to_the_present_one(former: str, present: str) -> None:
    names = {"former_slugs": ["old"]}
    built = woven(
        tracks={"new": {"number": "1", "title": "Care", **names}},
        initiatives={"2026/new": an_initiative(track="new", **names)},
        calls={"new": a_call(**names)},
    )
    moved = page(built, former)
    target = "../" * former.count("/") + present
    assert (moved.title, moved.listed, moved.canonical) == (page(built, present).title, False, present)
    assert moved.head is not None
    assert moved.head() == f'<meta http-equiv="refresh" content="0; url={target}">'
    assert f'<a href="{target}">' in moved.body()
