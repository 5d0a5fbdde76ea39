"""The page of the map, and where the map finds the members."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.publishing import site as site_module
from generator.publishing.assembly import Assembly
from generator.publishing.map import data
from generator.publishing.map import page as map_page
from generator.publishing.map.chart import chart
from generator.publishing.map.words import words
from generator.publishing.members.roll import Roll
from generator.publishing.site import Site
from generator.theme import map_script
from tests.publishing.enrolled import enrolled
from tests.publishing.woven import a_member, parsed

BRESCIA, TRENTO = "017029", "022205"
MEMBERS: dict[str, dict[str, Any]] = {
    "aurora": a_member("Aurora", address={"municipality": BRESCIA}),
    "brezza": a_member("Brezza", address={"municipality": TRENTO, "latitude": "46.1", "longitude": "11.2"}),
    "cielo": a_member("Cielo", address={"municipality": "Lugano", "country": "CH"}),
    "duna": a_member("Duna"),
}


@pytest.fixture
def built() -> Site:
    return enrolled(MEMBERS)


def body(site: Site) -> str:
    (page,) = [page for page in Assembly(site, Roll(site)).pages if page.address == site.addresses.map]
    return page.body()


def links(html: str) -> list[str]:
    return sorted(str(item.get("data-map-member")) for item in parsed(html).iter() if item.get("data-map-member"))


def test_the_list_names_every_member_wherever_it_is(built: Site) -> None:
    html = body(built)
    assert links(html) == sorted(MEMBERS)
    for text in ("Lombardia", "Brescia", "Trentino-Alto Adige", "Trento", "Switzerland", "No place stated"):
        assert f">{text}</a>" in html


def test_a_large_federation_s_list_leads_to_the_lists_of_provinces(
    built: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_page, "WRITTEN_OUT", 3)
    html = body(built)
    assert links(html) == []
    for address in ("region/lombardia/", "province/brescia/", "region/switzerland/", "region/no-place-stated/"):
        assert f'href="../../members/{address}"' in html


def test_the_map_knows_each_place_that_is_known(built: Site) -> None:
    rows = json.loads(data.members(built))
    assert rows == [
        ["aurora", "Aurora", "Brescia (BS)", pytest.approx(45.53, abs=0.05), pytest.approx(10.22, abs=0.05)],
        ["brezza", "Brezza", "Trento (TN)", 46.1, 11.2],
    ]


def test_the_ground_is_of_the_countries_where_many_members_are(built: Site) -> None:
    many = {f"m{number}": a_member(f"M{number}", address={"municipality": BRESCIA}) for number in range(40)}
    assert data.homes(built) == ["CH", "IT"]
    assert data.homes(enrolled({**MEMBERS, **many})) == ["IT"]
    assert data.homes(enrolled({})) == ["IT"]


def test_the_ground_is_made_once_and_kept(built: Site, tmp_path: Path) -> None:
    first = data.files(built, tmp_path)
    (kept,) = tmp_path.glob("ground-*.json")
    kept.write_text(json.dumps({"ground.json": "kept"}))
    second = data.files(built, tmp_path)
    assert len(first["members/map/ground.json"]) > 10_000
    assert second["members/map/ground.json"] == b"kept"
    kept.write_text("damaged")
    assert data.files(built, tmp_path) == first


def test_without_leaflet_the_page_is_its_list(built: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(map_script, "VENDOR", tmp_path)
    monkeypatch.setattr(map_script, "LEAFLET", tmp_path / "leaflet.js")
    monkeypatch.setattr(site_module, "chart", chart.__wrapped__)
    (page,) = [page for page in Assembly(built, Roll(built)).pages if page.address == built.addresses.map]
    assert links(page.body()) == sorted(MEMBERS)
    assert page.head is not None
    assert page.head() == ""
    assert "data-map-page" not in page.body()
    assert data.files(built, tmp_path) == {}
    assert map_script.map_script({}) is None


def test_other_servers_are_named_only_when_the_federation_says_so(built: Site) -> None:
    tiles = "https://tiles.example/{z}/{x}/{y}.png"
    plain = built.chart
    asking = replace(built, settings=replace(built.settings, map_tiles=tiles)).chart
    assert plain is not None
    assert asking is not None
    assert b'"streets": null' in plain.files[plain.script]
    assert tiles.encode() in asking.files[asking.script]
    assert plain.script != asking.script


def test_the_styles_name_no_picture(built: Site) -> None:
    found = built.chart
    assert found is not None
    assert b".leaflet-container" in found.files[found.styles]
    assert b"url(" not in found.files[found.styles]


def test_the_map_speaks_the_site_s_language() -> None:
    english, italian = (words(enrolled({}, language).language) for language in ("en", "it"))
    assert english.keys() == italian.keys()
    assert [name for name in english if english[name] == italian[name]] == []
    assert english["seen"] == {
        "one": "{count} of {total} members is in this part of the map",
        "other": "{count} of {total} members are in this part of the map",
    }
