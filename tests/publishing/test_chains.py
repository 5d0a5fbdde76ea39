"""Supply chains: their pages, and the calls that their gaps ask for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from generator.matching.chains import filled_chains
from generator.matching.gaps import gaps
from generator.publishing import contact
from generator.publishing.chains.chain_words import ChainWords
from generator.publishing.chains.gap_call import LONGEST_SUMMARY, GapCalls, closing
from generator.publishing.site import Site
from generator.reading.yaml_text import parse
from generator.records.call import Call
from tests.publishing.woven import (
    VOCABULARIES,
    a_call,
    a_member,
    an_offer,
    body,
    page,
    pages,
    parsed,
    site,
    words,
    woven,
)

CHAIN = {
    "name": "Grain to bread",
    "description": "From the **field**.",
    "area": ["IT-25"],
    "lead": "mill",
    "stages": [
        {"id": "field", "name": "Field", "services": ["farming.cereals"], "gives": ["grain"], "takes": ["compost"]},
        {"id": "mill", "name": "Mill", "takes": ["grain"], "gives": ["flour"], "minimum": "2"},
        {"id": "oven", "name": "Oven", "services": ["food.bakery"], "takes": ["flour"], "gives": ["compost"]},
    ],
}
MILLING = "Lavorazione di frumento e altri cereali"
SVG = "{http://www.w3.org/2000/svg}"
BRESCIA, CREMA = {"municipality": "017029"}, {"municipality": "019035"}


def offering(name: str, **more: Any) -> dict[str, Any]:
    return a_member(name, offers=[an_offer(chain="grain", stage="mill", **more)], address=BRESCIA)


RECORDS: dict[str, Any] = {
    "chains": {"grain": CHAIN},
    "members": {
        "mill": offering("Zeno's mill") | {"relations": [{"kind": "supplier_of", "member": "oven"}]},
        "oven": a_member("Oven & Sons", services=["food.bakery"], address=CREMA),
        "pasta": a_member("Pasta", services=["food.preserves"], address=CREMA),
        "past": offering("Past", expires="2026-11-21"),
        "sold": offering("Sold", status="concluded"),
        "ceased": offering("Ceased") | {"status": "ceased"},
    },
}


def settled(built: Site, **settings: str) -> Site:
    return replace(built, settings=replace(built.settings, **settings))


class TestPage:
    def test_tells_its_stages_in_order_with_who_stands_in_them_and_why(self) -> None:
        said = words(body(woven(**RECORDS), "chains/grain/"))
        stages = said[said.index("Stages 1 Field") :]
        assert stages.index("No member stands in this stage yet.") < stages.index("Zeno's mill (BS) Fresh bread")
        assert "Oven hangs on one alone Takes flour Gives compost" in stages
        assert "Oven & Sons (CR) service: Bread and bakery" in stages
        assert "Where Lombardia Led by Zeno's mill" in said
        assert "stages 3 members 2 stages with a gap 2 stages hang on one member 2" in said

    def test_leads_to_the_offer_that_fills_a_stage(self) -> None:
        assert 'href="../../members/mill/#offer-bread"' in body(woven(**RECORDS), "chains/grain/")

    def test_tells_what_is_missing_and_who_is_nearest(self) -> None:
        said = words(body(woven(**RECORDS), "chains/grain/"))
        missing = said[said.index("What is missing") : said.index("Stages 1 Field")]
        assert "“Mill” is missing in Lombardia It has 1, and needs at least 2." in missing
        assert "Past its offer “Fresh bread” is over; 46 km from Oven & Sons; it would only have to renew it" in missing
        assert "coop-restart new call --from-gap grain/mill" in missing

    def test_tells_a_gap_without_anybody_near(self) -> None:
        chain = CHAIN | {"stages": [{"id": "field", "name": "Field"}]}
        said = words(body(woven(chains={"grain": chain | {"lead": None}}), "chains/grain/"))
        assert "No member does anything like it within reach" in said

    def test_says_the_same_in_italian(self) -> None:
        said = words(body(site(language="it", **RECORDS), "filiere/grain/"))
        assert "Manca «Mill» in Lombardia Ne ha 1, ne servono almeno 2." in said
        assert "la sua offerta «Fresh bread» non è più valida; a 46 km da Oven & Sons; basterebbe rinnovarla" in said
        assert "Aprite una call" not in said, "there is neither a forge nor an office"

    def test_has_tables_that_say_what_the_drawings_show(self) -> None:
        html = body(woven(**RECORDS), "chains/grain/")
        stages, provinces = (table for table in re.findall(r"(?s)<table.*?</table>", html) if "<caption id" in table)
        assert "1. Field compost (Oven) grain (Mill) nobody 1 1 member is missing" in words(stages)
        assert "2. Mill grain (Field) flour (Oven) Zeno's mill 2" in words(stages)
        assert "3. Oven flour (Mill) compost (Field) Oven & Sons (could) 1 hangs on one alone" in words(stages)
        assert "Stage BS CR All 1. Field – – 0 2. Mill 1 – 1 3. Oven – 1 1" in words(provinces)

    def test_tells_ties_in_a_table_beside_their_drawing(self) -> None:
        html = body(woven(**RECORDS), "chains/grain/")
        assert "Zeno's mill supplies Oven & Sons" in words(html)
        assert html.count('class="bond bond--supplier_of" d="M113') == 1

    def test_without_ties_has_no_part_for_them(self) -> None:
        members = RECORDS["members"] | {"mill": offering("Zeno's mill")}
        assert "Ties among its members" not in body(woven(**RECORDS | {"members": members}), "chains/grain/")

    def test_shows_names_as_text_and_nothing_else(self) -> None:
        nasty = "<script>alert(1)</script> & \"'"
        chain = CHAIN | {"name": nasty, "stages": [{"id": "mill", "name": nasty, "gives": [nasty], "minimum": "3"}]}
        records = {"chains": {"grain": chain}, "members": {"mill": offering(nasty)}}
        built = settled(woven(**records), repo_url="https://forge.example/o/r", edit_uri="edit/main/content/")
        html = body(built, "chains/grain/")
        assert "<script" not in html
        assert nasty in words(html)


class TestDrawing:
    @pytest.fixture
    def tree(self) -> Any:
        return parsed(body(woven(**RECORDS), "chains/grain/"))

    def test_each_has_a_role_a_title_and_a_description_of_its_own(self, tree: Any) -> None:
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        drawings = [svg for svg in tree.iter(f"{SVG}svg") if svg.get("aria-hidden") != "true"]
        assert [svg.get("class").split()[0] for svg in drawings] == ["weave__wide", "weave__tall", "ties-drawing"]
        for svg in drawings:
            assert svg.get("role") == "group"
            named = {one.get("id"): one for one in svg}
            title, told = named[svg.get("aria-labelledby")], named[svg.get("aria-describedby")]
            assert (title.tag, told.tag) == (f"{SVG}title", f"{SVG}desc")
            assert title.text.endswith("of Grain to bread")
            assert told.text.strip()

    def test_the_description_says_what_is_missing_and_what_hangs_on_one(self, tree: Any) -> None:
        told = " ".join(next(tree.iter(f"{SVG}desc")).text.split())
        assert told == (
            "3 stages, 2 members. Members are missing in: Field and Mill. Hanging on one member alone: Mill and Oven. "
            "The tables below say the same."
        )

    def test_what_passes_has_words_for_who_does_not_see_it(self, tree: Any) -> None:
        wide = next(tree.iter(f"{SVG}svg"))
        told = [one.get("aria-label") for one in wide.iter(f"{SVG}g") if one.get("role") == "img"]
        assert sorted(told) == ["From Field to Mill: grain", "From Mill to Oven: flour", "From Oven to Field: compost"]

    def test_stages_members_and_gaps_lead_on_and_their_targets_exist(self, tree: Any) -> None:
        wide = next(tree.iter(f"{SVG}svg"))
        links = {one.get("aria-label"): one.get("href") for one in wide.iter(f"{SVG}a")}
        assert links == {
            "1. Field: 0 members; 1 member is missing": "#stage-field",
            "Field: 1 member is missing": "#gap-field",
            "2. Mill: 1 member; 1 member is missing; others hang on it alone": "#stage-mill",
            "Zeno's mill": "../../members/mill/",
            "Mill: 1 member is missing": "#gap-mill",
            "3. Oven: 1 member; others hang on it alone": "#stage-oven",
            "Oven & Sons": "../../members/oven/",
        }
        ids = {element.get("id") for element in tree.iter()}
        assert {href[1:] for href in links.values() if href.startswith("#")} <= ids

    def test_no_style_is_written_into_it(self, tree: Any) -> None:
        drawn = {"fill", "stroke", "style", "stroke-dasharray", "font-size"}
        assert [
            one for svg in tree.iter(f"{SVG}svg") for part in svg.iter() for one in drawn & part.attrib.keys()
        ] == []


class TestList:
    def test_shows_each_chain_at_a_glance(self) -> None:
        html = body(woven(**RECORDS), "chains/")
        assert "Grain to bread" in words(html)
        assert "3 stages · 2 members 2 gaps 2 stages hang on one member" in words(html)
        assert re.findall(r"glance__count[^>]*>(\d)<", html) == ["0", "1", "1"]

    def test_without_chains_says_so_and_leads_on(self) -> None:
        (index,) = [one for one in pages(woven()) if one.section == "chains"]
        assert "No supply chain yet" in index.body()
        assert 'href="../members/"' in index.body()


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ({}, False),
        ({"members": RECORDS["members"] | {"mill": offering("Zeno")}}, True),
        ({"members": RECORDS["members"] | {"oven": a_member("Oven", services=["food.bakery"], address=BRESCIA)}}, True),
        ({"members": RECORDS["members"] | {"new": a_member("New", services=["food.preserves"], address=CREMA)}}, False),
        ({"members": RECORDS["members"] | {"past": offering("Past", expires="2026-12-01")}}, True),
        ({"members": RECORDS["members"] | {"past": offering("Past, renamed", expires="2026-11-21")}}, True),
        ({"calls": {"grain-mill": a_call()}}, True),
        ({"calls": {"other": a_call()}}, False),
        ({"chains": {"grain": CHAIN | {"name": "Bread"}}}, True),
    ],
)
def test_a_chains_key_changes_when_and_only_when_what_it_shows_does(change: dict[str, Any], changed: bool) -> None:
    before, after = page(woven(**RECORDS), "chains/grain/"), page(woven(**RECORDS | change), "chains/grain/")
    assert (before.key != after.key) is changed
    assert (before.body() != after.body()) is changed


class TestInvitation:
    FORGES = (
        ("https://github.com/o/r", "edit/main/content/", "/o/r/new/main", "filename", "calls/grain-mill.yml"),
        ("https://gitlab.com/o/r", "-/edit/main/content/", "/o/r/-/new/main", "file_name", "calls/grain-mill.yml"),
        ("https://code.example/o/r", "_edit/main/content/", "/o/r/_new/main/calls/", "filename", "grain-mill.yml"),
    )

    @pytest.mark.parametrize(("repo", "edit", "address", "parameter", "name"), FORGES)
    def test_leads_to_a_new_file_of_the_forge_that_is_filled_in(
        self, repo: str, edit: str, address: str, parameter: str, name: str
    ) -> None:
        built = settled(woven(**RECORDS), repo_url=repo, edit_uri=edit, office_email="office@f.example")
        (link,) = [one for one in links(built, "Open a call: Mill") if one]
        parts = urlsplit(link)
        found = parse_qs(parts.query, strict_parsing=True)
        assert (parts.path, found.pop(parameter)) == (address, [name])
        assert link.startswith(f"{repo}/")
        if parameter == "file_name":
            assert not found, "GitLab takes no text"
            return
        tree = parse(found["value"][0].encode()).tree
        assert Call.model_validate(tree).seeks == ()

    def test_a_text_that_is_too_long_for_an_address_is_left_out(self) -> None:
        built = settled(woven(), repo_url="https://github.com/o/r", edit_uri="edit/main/docs/")
        bare = "https://github.com/o/r/new/main?filename=calls%2Fa.yml"
        assert contact.new_file("calls/a.yml", "x" * 9000, built) == bare

    def test_where_no_forge_is_known_leads_to_the_office(self) -> None:
        unknown = {"repo_url": "https://code.example/r", "edit_uri": "src/"}
        built = settled(woven(**RECORDS), **unknown, office_email="office@f.example")
        (link,) = links(built, "Open a call: Mill")
        head, _, fields = link.partition("?")
        found = dict(field.split("=") for field in fields.split("&"))
        assert head == "mailto:office@f.example"
        assert unquote(found["subject"]) == "“Mill”: who can take on this stage of “Grain to bread”?"
        lines = unquote(found["body"]).splitlines()
        assert lines == ["“Mill” is missing in Lombardia", "", "coop-restart new call --from-gap grain/mill"]

    @pytest.mark.parametrize(
        ("call", "shown"),
        [({}, True), ({"published": "2026-12-01"}, True), ({"cancelled": {"on": "2026-11-01"}}, False)],
    )  # fmt: skip
    def test_a_call_that_was_made_of_the_gap_stands_in_its_place_until_it_closes(
        self, call: dict[str, Any], shown: bool
    ) -> None:
        html = body(woven(**RECORDS, calls={"grain-mill": a_call(**call)}), "chains/grain/")
        assert ('href="../../calls/grain-mill/"' in html) is shown


def links(built: Site, text: str) -> list[str]:
    tree = parsed(body(built, f"{built.addresses.chains}/grain/"))
    return [one.get("href") for one in tree.iter("a") if " ".join("".join(one.itertext()).split()) == text]


class TestCall:
    @pytest.mark.parametrize("language", ["en", "it"])
    def test_is_a_valid_call_that_says_all_of_the_gap(self, language: str) -> None:
        built = site(language=language, **RECORDS)
        calls, (field, mill) = GapCalls(built, ChainWords(built)), found(built)
        tree = parse(calls.text(field).encode()).tree
        call = Call.model_validate(tree)
        assert (call.published, call.closes is not None, call.kind.value) == (date(2026, 11, 22), True, "partnership")
        assert call.criteria is not None
        assert call.criteria.area == ("IT-25",)
        assert [(seek.service, seek.number) for seek in call.seeks] == [("farming.cereals", 1)]
        for text in (call.title, call.summary, call.description):
            assert text is not None
            assert "Field" in text
            assert "Grain to bread" in text
        assert "`stage: field`" in (call.how_to_join or "")
        assert "Zeno's mill" in (parse(calls.text(mill).encode()).tree or {})["description"]

    def test_asks_no_number_of_each_service_where_any_will_do(self) -> None:
        stage = {"id": "s", "name": "S", "services": ["food.bakery", "food.drinks"], "minimum": "3"}
        built = woven(chains={"grain": CHAIN | {"lead": None, "stages": [stage]}})
        (gap,) = found(built)
        tree = GapCalls(built, ChainWords(built)).tree(gap)
        assert tree["seeks"] == [{"service": "food.bakery"}, {"service": "food.drinks"}]

    def test_the_longest_names_make_a_valid_call(self) -> None:
        stage = {"id": "s" * 80, "name": "S" * 300}
        built = woven(chains={"g" * 80: CHAIN | {"name": "N" * 300, "lead": None, "stages": [stage]}})
        chain = filled_chains(built.federation, VOCABULARIES, built.today)["g" * 80]
        (gap,) = gaps(chain, built.federation, VOCABULARIES, built.today)
        calls = GapCalls(built, ChainWords(built))
        call = Call.model_validate(parse(calls.text(gap).encode()).tree)
        assert len(call.summary or "") == LONGEST_SUMMARY
        assert len(calls.path(gap)) == len("calls/.yml") + 80

    @pytest.mark.parametrize(
        ("day", "end"), [("2026-11-23", "2027-01-04"), ("2026-11-22", "2027-01-04"), ("2026-11-21", "2027-01-04")]
    )
    def test_closes_six_weeks_on_and_never_on_a_weekend(self, day: str, end: str) -> None:
        assert closing(date.fromisoformat(day)) == date.fromisoformat(end)


def found(built: Site) -> Any:
    chain = filled_chains(built.federation, VOCABULARIES, built.today)["grain"]
    return gaps(chain, built.federation, VOCABULARIES, built.today)


class TestWords:
    @pytest.mark.parametrize(
        ("areas", "english", "italian"),
        [
            ((), "", ""),
            (("IT-BS",), "in the province of Brescia", "in provincia di Brescia"),
            (("IT-BS", "IT-MN"), "in the provinces of Brescia and Mantova", "nelle province di Brescia e Mantova"),
            (("IT-25",), "in Lombardia", "in Lombardia"),
            (("IT",), "in Italy", "in Italia"),
            (("017029",), "at Brescia (BS)", "a Brescia (BS)"),
            (
                ("IT-BS", "IT-25", "IT-45"),
                "in Lombardia and Emilia-Romagna and in the province of Brescia",
                "in Lombardia e Emilia-Romagna e in provincia di Brescia",
            ),
        ],
    )
    def test_say_where(self, areas: tuple[str, ...], english: str, italian: str) -> None:
        assert ChainWords(site()).where(areas) == english
        assert ChainWords(site(language="it")).where(areas) == italian

    @pytest.mark.parametrize(
        ("member", "english", "italian"),
        [
            (
                {"services": ["food.drinks"], "address": CREMA},
                "offers beer and other drinks; next door to Oven; it lacks the service “Bread and bakery”",
                "offre birra e altre bevande; a due passi da Oven; manca il servizio «Pane e prodotti da forno»",
            ),
            (
                {"services": ["food.bakery"], "address": {"municipality": "033032"}},
                "offers bread and bakery; 34 km from Oven; it does not work in the chain's area yet",
                "offre pane e prodotti da forno; a 34 km da Oven; non lavora ancora nel territorio della filiera",
            ),
            (
                {"activities": [{"ateco": "10.61.2"}], "address": CREMA},
                f"its trade is lavorazione del riso; next door to Oven; it lacks the activity “{MILLING}”",
                f"si occupa di lavorazione del riso; a due passi da Oven; manca l'attività «{MILLING}»",
            ),
        ],
    )
    def test_say_who_is_near_and_what_it_would_take(self, member: dict[str, Any], english: str, italian: str) -> None:
        stage = {"id": "oven", "name": "Oven", "services": ["food.bakery"], "ateco": ["10.61.1"], "minimum": "2"}
        records = {
            "chains": {"grain": {"name": "C", "area": ["IT-25"], "stages": [stage]}},
            "members": {
                "oven": a_member("Oven", services=["food.bakery"], address=CREMA),
                "near": a_member("Near", **member),
            },
        }
        for language, expected in (("en", english), ("it", italian)):
            built = site(language=language, **records)
            (gap,) = found(built)
            said = ChainWords(built).near(next(one for one in gap.nearest if one.slug == "near"))
            assert said == expected
