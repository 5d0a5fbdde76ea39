"""Members as open data, read back by parsers of others."""

from __future__ import annotations

import json

import pytest

from generator.publishing.members.roll import Roll
from generator.publishing.open_data.members import FORMATS, OpenData, parts
from generator.publishing.places import Places
from generator.publishing.site import Site
from tests.publishing.enrolled import enrolled, rich
from tests.publishing.woven import a_member

BRESCIA = {"municipality": "017029", "country": "IT", "street": "via Milano 1", "postcode": "25121"}
HOSTILE = 'Ac,me; Ltd\\ "<script>" \U0001f600'


def files(site: Site) -> dict[str, bytes]:
    return {path: making.make() for path, making in OpenData(Roll(site)).makings()}


def made(site: Site, ending: str) -> bytes:
    return FORMATS[ending](site, Places(site)).file(site.federation.members.items())


def properties(card: bytes) -> list[tuple[str, str]]:
    """Unfold a card (RFC 6350, 3.2) and return each name, parameters off, with its value."""
    lines = card.decode().replace("\r\n ", "").split("\r\n")
    assert lines[-1] == ""
    return [(line.partition(":")[0].partition(";")[0], line.partition(":")[2]) for line in lines[:-1]]


def test_the_record_is_what_the_file_says_and_the_place_follows_from_it() -> None:
    texts = a_member("Aurora", address=BRESCIA, services=["food.catering"], member_since="2019-05-02")
    site = enrolled({"aurora": texts})
    (found,) = json.loads(made(site, "json"))["members"]
    assert found["slug"] == "aurora"
    assert found["url"] == "https://rivers.example/members/aurora/"
    assert found["record"] == {
        "name": "Aurora", "address": BRESCIA, "services": ["food.catering"], "member_since": "2019-05-02",
    }  # fmt: skip
    place = found["place"]
    assert (place["municipality"], place["province"], place["region"]) == ("Brescia", "BS", "Lombardia")
    assert place["latitude"] == pytest.approx(45.54, abs=0.05)
    assert place["longitude"] == pytest.approx(10.22, abs=0.05)


def test_keys_are_those_of_the_file_where_python_calls_them_otherwise() -> None:
    offer = {"id": "van", "kind": "service", "title": "A van", "from": "2026-11-01", "expires": "2027-03-01"}
    site = enrolled({"aurora": a_member("Aurora", offers=[offer])})
    (found,) = json.loads(made(site, "json"))["members"]
    assert found["record"]["offers"] == [offer]


def test_a_key_without_a_value_gives_none_and_one_that_says_the_default_gives_it() -> None:
    main = {"ateco": "88.91.00", "main": "false"}
    site = enrolled(
        {"aurora": a_member("Aurora", status="active", summary=None, activities=[main], keywords=["a", "b"])}
    )
    (found,) = json.loads(made(site, "json"))["members"]
    assert found["record"] == {
        "name": "Aurora", "status": "active", "activities": [{**main, "main": False}], "keywords": ["a", "b"],
    }  # fmt: skip


def test_a_feature_has_longitude_first_and_no_geometry_without_a_place() -> None:
    site = enrolled({"aurora": a_member("Aurora", address=BRESCIA), "nowhere": a_member("Nowhere")})
    first, second = json.loads(made(site, "geojson"))["features"]
    assert (first["id"], first["geometry"]["type"]) == ("aurora", "Point")
    assert first["geometry"]["coordinates"] == pytest.approx([10.22, 45.54], abs=0.05)
    assert first["properties"]["place"] == "Brescia (BS)"
    assert second["geometry"] is None


def test_a_card_says_who_where_and_how_to_reach_them() -> None:
    contacts = {"email": "info@aurora.example", "phone": "+39 030 123456", "website": "https://aurora.example/"}
    texts = a_member("Aurora", address=BRESCIA, contacts=contacts, keywords=["bread", "wheat"])
    found = dict(properties(made(enrolled({"aurora": texts}), "vcf")))
    assert found["KIND"] == "org"
    assert found["FN"] == found["ORG"] == "Aurora"
    assert found["UID"] == "https://rivers.example/members/aurora/"
    assert found["ADR"] == ";;via Milano 1;Brescia;BS;25121;Italy"
    assert found["EMAIL"] == "info@aurora.example"
    assert found["URL"] == "https://aurora.example/"
    assert found["CATEGORIES"] == "bread,wheat"
    assert found["GEO"].startswith("geo:45.5")


def test_no_text_ends_a_line_of_a_card_or_begins_another() -> None:
    texts = a_member(HOSTILE, summary="é" * 80)
    card = made(enrolled({"one": texts}), "vcf")
    assert all(len(line) <= 75 for line in card.split(b"\r\n"))
    found = properties(card)
    assert [name for name, _ in found] == ["BEGIN", "VERSION", "KIND", "UID", "SOURCE", "FN", "ORG", "NOTE", "END"]
    assert dict(found)["FN"] == 'Ac\\,me\\; Ltd\\\\ "<script>" \U0001f600'
    assert dict(found)["NOTE"] == "é" * 80


@pytest.mark.parametrize(
    ("category", "term"),
    [("work", "OS60"), ("housing", "OS70"), ("consumer", "OS80"), ("agricultural", "OS90"), ("social", "OS115")],
)
def test_the_category_of_the_register_gives_the_structure(category: str, term: str) -> None:
    register = {"number": "A123456", "section": "prevalent", "category": category}
    site = enrolled({"one": a_member("One", identifiers={"register": register})})
    (node,) = json.loads(made(site, "jsonld"))["@graph"]
    assert node["organisationalStructure"].endswith(f"/organisational-structure/{term}")
    assert node["@type"] == ["Organization", "essglobal:SSEInitiative"]
    assert "@context" not in node


def test_each_member_stands_in_one_part_of_each_format_and_the_list_counts_them() -> None:
    site = rich()
    written = files(site)
    listed = json.loads(written.pop("api/v1/members.json"))
    assert listed["members"] == len(site.federation.members)
    addresses = [address for part in listed["parts"] for address in part["files"].values()]
    named = [address.removeprefix("https://rivers.example/") for address in addresses]
    assert sorted(named) == sorted(written)
    slugs = [
        member["slug"] for path, content in written.items() if path.endswith(".json")
        for member in json.loads(content)["members"]
    ]  # fmt: skip
    assert sorted(slugs) == sorted(site.federation.members)
    cards = b"".join(content for path, content in written.items() if path.endswith(".vcf"))
    assert cards.count(b"BEGIN:VCARD") == len(slugs)


def test_very_many_members_share_several_files_and_a_new_one_moves_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.publishing.open_data.members.MOST", 4)

    def shares(number: int) -> list[tuple[str, tuple[str, ...]]]:
        members = {f"member-{one}": a_member(f"Member {one}", address=BRESCIA) for one in range(number)}
        return [(part.slug, part.members) for part in parts(Roll(enrolled(members)))]

    before, after = shares(11), shares(12)
    assert [slug for slug, _ in before] == ["brescia-1", "brescia-2", "brescia-3"]
    assert sorted(slug for _, members in before for slug in members) == sorted(f"member-{one}" for one in range(11))
    without = [(slug, tuple(one for one in members if one != "member-11")) for slug, members in after]
    assert without == before


def test_a_change_of_one_member_makes_the_files_of_its_province_alone_anew() -> None:
    def keys(name: str) -> dict[str, bytes]:
        members = {
            "aurora": a_member(name, address=BRESCIA),
            "milan": a_member("Milan", address={**BRESCIA, "municipality": "015146"}),
        }
        return {path: making.key for path, making in OpenData(Roll(enrolled(members))).makings()}

    before, after = keys("Aurora"), keys("Aurora again")
    changed = {path for path, key in before.items() if after[path] != key}
    assert changed == {f"api/v1/members/brescia.{ending}" for ending in FORMATS}
