"""Addresses of the site's own pages, which no record can have."""

from __future__ import annotations

from generator.publishing.addresses import ADDRESSES
from generator.reading.folders import RESERVED


def test_the_pages_beside_members_and_calls_have_names_that_no_record_can_have() -> None:
    beside_members = {
        name
        for at in ADDRESSES.values()
        for name in (at.sector, at.region, at.province, at.kind, at.service, at.letter, at.page, at.map_page)
    }
    assert RESERVED["member"] == beside_members | {"logos"}
    assert RESERVED["call"] == {at.browse for at in ADDRESSES.values()}
