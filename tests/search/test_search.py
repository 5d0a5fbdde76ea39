"""What people type, and what the script finds in the index that the site serves."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.known_items import known_items, searches
from benchmarks.node import run
from benchmarks.published import publish, searched
from benchmarks.search import TRANSFERRED
from generator.publishing.members.roll import Roll
from generator.publishing.search import files
from generator.search import shards
from generator.search.analysis import Analysis
from generator.search.document import Document, Texts
from tests.project.project import ROOT
from tests.search.corpora import cooperatives, demonstration, demonstration_site

TITLES = """
    const search = found.open(base, { fetch });
    const answers = [];
    for (const text of given.texts) {
        const { total, results, meant, partial } = await search.search(text, given.options);
        answers.push({ total, titles: results.map(({ title }) => title), meant, partial });
    }
    return answers;
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = publish(tmp_path_factory.mktemp("site"), demonstration())
    site = demonstration_site()
    for path, content in files.files(Roll(site)).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def answers(site: Path, *texts: str, **options: object) -> Any:
    return searched(site, TITLES, texts=texts, options=options)


FIRST = [
    ("il mestolo", "Il Mestolo"),
    ("Il Mestolo soc. coop.", "Il Mestolo"),
    ("ospedaliere mense modena", "Il Mestolo"),
    ("nido dell'infanzia", "Il Filo d'Erba"),
    ("nido dell’infanzia", "Il Filo d'Erba"),
    ("nidi infanzia", "Il Filo d'Erba"),
    ("sanita", "Mutua Sette Ponti"),
    ("sanità", "Mutua Sette Ponti"),
    ("trasporti refrigerati", "Autotrasportatori del Mincio"),
    ("bassa viva", "Bassa Viva"),
    ("BASSA-VIVA", "Bassa Viva"),
    ("citta condivisa", "Città Condivisa"),
    ("cittá condivisà", "Città Condivisa"),
    ("l'approdo", "L'Approdo"),
    ("l’approdo", "L'Approdo"),
    ("approdo", "L'Approdo"),
    ("dell'approdo", "L'Approdo"),
]


@pytest.mark.parametrize(("text", "title"), FIRST)
def test_what_people_type_finds_what_they_mean(site: Path, text: str, title: str) -> None:
    (answer,) = answers(site, text)
    assert title in answer["titles"][:2], answer


SLIPS = [
    ("mestlo", "mestolo", "Il Mestolo"),
    ("mestollo", "mestolo", "Il Mestolo"),
    ("mestplo", "mestolo", "Il Mestolo"),
    ("emstolo", "mestolo", "Il Mestolo"),
    ("bassa vvia", "bassa viva", "Bassa Viva"),
    ("cita condivisa", "città condivisa", "Città Condivisa"),
    ("carattere mobille", "carattere mobile", "Carattere Mobile"),
]


@pytest.mark.parametrize(("text", "meant", "title"), SLIPS)
def test_a_slip_is_forgiven_and_what_was_meant_is_said(site: Path, text: str, meant: str, title: str) -> None:
    (answer,) = answers(site, text)
    assert answer["titles"][0] == title
    assert answer["meant"] == meant


@pytest.mark.parametrize("text", ["xqzvw", "xqzvw qqq", "", "  ", "...", "'"])
def test_nonsense_finds_nothing(site: Path, text: str) -> None:
    assert answers(site, text) == [{"total": 0, "titles": [], "meant": None, "partial": False}]


def test_where_no_record_holds_all_words_some_hold_a_few(site: Path) -> None:
    whole, partly = answers(site, "mestolo", "mestolo xqzvw")
    assert whole["titles"][0] == "Il Mestolo"
    assert partly == {**whole, "partial": True}


def test_all_words_must_be_there(site: Path) -> None:
    one, other, both = answers(site, "brescia", "mensa", "brescia mensa")
    assert 0 < both["total"] < min(one["total"], other["total"])
    assert both["partial"] is False


def test_legal_forms_count_only_where_nothing_else_is_asked(site: Path) -> None:
    plain, formal, alone = answers(site, "brescia", "società cooperativa brescia s.c.a r.l.", "cooperativa")
    assert plain == formal
    assert alone["total"] > plain["total"]


def test_a_legal_form_counts_no_more_where_it_is_mistyped(site: Path) -> None:
    right, wrong = answers(site, "sociale brescia", "coperativa sociale brecia")
    assert wrong == {**right, "meant": "cooperativa sociale brescia"}
    assert right["total"] > 0
    assert answers(site, "cooprativa")[0]["meant"] == "cooperativa"


def test_an_unfinished_word_finds_the_words_that_it_begins(site: Path) -> None:
    for typed in ("presol", "presola", "presolan", "presolana"):
        assert answers(site, typed, prefix=True)[0]["titles"] == ["Apicoltori della Presolana"], typed
    assert answers(site, "autotras")[0]["total"] == 0
    assert answers(site, "autotras", prefix=True)[0]["titles"][0] == "Autotrasportatori del Mincio"
    (typing,) = answers(site, "miele apicol", prefix=True)
    assert typing["titles"][0] == "Apicoltori della Presolana"


def test_a_space_says_that_the_last_word_is_finished(site: Path) -> None:
    for text in ("autotras", "autotras "):
        assert (answers(site, text, prefix=True)[0]["total"] > 0) == (text[-1] != " ")


def test_a_result_says_for_which_words_it_was_found(site: Path) -> None:
    script = """
        const search = found.open(base, { fetch });
        const [first] = (await search.search("mestolo mensa ospedaliera")).results;
        return [first.title, first.line].flatMap((text) => search.mark(text, first.terms));
    """
    pieces = searched(site, script)
    assert "".join(piece for piece, _ in pieces).startswith("Il MestoloMense aziendali e ospedaliere in provincia di")
    assert [piece for piece, marked in pieces if marked] == ["Mestolo", "Mense", "ospedaliere"]


def test_words_are_completed_with_the_most_frequent_first(site: Path) -> None:
    script = """
        const search = found.open(base, { fetch });
        return [await search.complete("mense di bres"), await search.complete("sanit"), await search.complete(" ")];
    """
    towns, accented, nothing = searched(site, script)
    assert towns[0] == "mense di brescia"
    assert any(one.startswith("sanitari") for one in accented)
    assert nothing == []


def test_what_was_meant_can_be_asked_for_alone(site: Path) -> None:
    script = """
        const search = found.open(base, { fetch });
        return [await search.suggest("mestlo"), await search.suggest("mestolo"), await search.suggest("xqzvw")];
    """
    assert searched(site, script) == ["mestolo", None, None]


def test_the_query_language_of_lunr_is_understood(site: Path) -> None:
    town, without, both = answers(site, "brescia", "+brescia -mensa", "+brescia +mensa")
    assert without["total"] + both["total"] == town["total"]
    names, wild, fuzzy = answers(site, "name:mestolo", "mest*", "mestlo~1")
    assert names["titles"] == ["Il Mestolo"]
    assert "Il Mestolo" in wild["titles"]
    assert fuzzy["titles"][0] == "Il Mestolo"
    assert answers(site, "-mestolo", "+mestolo +xqzvw") == [
        {"total": 0, "titles": [], "meant": None, "partial": False},
        {"total": 0, "titles": [], "meant": None, "partial": False},
    ]


def test_what_only_looks_like_the_query_language_is_text(site: Path) -> None:
    (answer,) = answers(site, "mestolo: chi?! colour:red mestolo")
    assert "Il Mestolo" in answer["titles"]


def test_kinds_can_be_chosen_and_results_turned_over(site: Path) -> None:
    script = """
        const search = found.open(base, { fetch });
        const all = await search.search("mensa", { limit: 100 });
        const calls = await search.search("mensa", { limit: 100, kinds: ["call"] });
        const second = await search.search("mensa", { from: 3, limit: 3 });
        const even = await search.search("mensa", { limit: 100, keep: (id) => id % 2 === 0 });
        return { all, calls, second, even };
    """
    answer = searched(site, script)
    everything = answer["all"]["results"]
    assert answer["all"]["total"] == len(everything) == len(answer["all"]["hits"])
    assert {one["kind"] for one in everything} >= {"member", "call", "initiative"}
    assert answer["calls"]["results"] == [one for one in everything if one["kind"] == "call"]
    assert answer["second"]["results"] == everything[3:6]
    assert answer["even"]["results"] == [one for one in everything if one["id"] % 2 == 0]
    known = {one.address: one for one in demonstration()}
    for one in everything:
        document = known[one["address"]]
        assert [one[name] for name in ("kind", "title", "place", "line")] == list(document[:1] + document[2:5])


FAILING = """
    let broken = true;
    const failing = async (address, ...more) => {
        if (broken && address.includes(given.broken)) {
            if (given.how === "offline") throw new TypeError("Failed to fetch");
            if (given.how === "missing") return { ok: false, status: 404 };
            return { ok: true, json: async () => JSON.parse("<html>") };
        }
        return fetch(address, ...more);
    };
    const search = found.open(base, { fetch: failing });
    let error = null;
    try { await search.search("mestlo modena", { limit: 150 }); } catch (caught) { error = caught; }
    broken = false;
    const { total } = await search.search("mestlo modena");
    return { name: error?.name, failed: error instanceof found.ShardFailed, path: error?.path, total };
"""


@pytest.mark.parametrize("how", ["offline", "missing", "garbled"])
@pytest.mark.parametrize("broken", ["index.json", "terms/", "words/", "endings/", "documents/"])
def test_a_file_that_does_not_come_is_named_and_can_be_asked_for_again(tmp_path: Path, broken: str, how: str) -> None:
    # Documents that no term brings along: more bearers of one name than travel with it.
    many = [*demonstration(), *(plain(f"Modena mestolo {number}") for number in range(150))]
    answer = searched(publish(tmp_path, many), FAILING, broken=broken, how=how)
    assert (answer["name"], answer["failed"]) == ("ShardFailed", True)
    assert broken in answer["path"]
    assert answer["total"] > 0


def plain(title: str) -> Document:
    return Document("page", f"{title}/", title, "", "", Texts(name=title))


def test_an_index_that_was_published_anew_is_taken_up(tmp_path: Path) -> None:
    publish(tmp_path, demonstration())
    newer = [*demonstration(), plain("Un mestolo nuovo")]
    script = """
        const search = found.open(base, { fetch });
        const before = (await search.search("modena")).total;
        for (const [path, text] of given.newer) await files.writeFile(`${given.folder}/${path}`, text);
        const { results } = await search.search("mestolo nuovo");
        return [before, results[0].title, asked.filter((one) => one === "index.json").length];
    """
    newest = [(path, content.decode()) for path, content in shards.files(newer, Analysis("it")).items()]
    before, title, manifests = searched(tmp_path, script, newer=newest)
    assert before > 0
    assert (title, manifests) == ("Un mestolo nuovo", 2)


def test_a_file_of_the_old_build_that_comes_late_is_not_taken_for_the_new(tmp_path: Path) -> None:
    publish(tmp_path, demonstration())
    newer = [plain("Un mestolo nuovo"), *demonstration()]
    script = """
        let release, held = new Promise((resolve) => { release = resolve; });
        const slow = async (address, ...more) => {
            const answer = await fetch(address, ...more);
            const text = answer.ok && JSON.stringify(await answer.json());
            if (held && address.includes("terms/")) await held;
            return { ...answer, json: async () => JSON.parse(text) };
        };
        const search = found.open(base, { fetch: slow });
        const late = search.search("mestolo");
        while (!asked.some((path) => path.startsWith("terms/"))) await new Promise((resolve) => setTimeout(resolve, 5));
        await new Promise((resolve) => setTimeout(resolve, 50));
        for (const [path, text] of given.newer) await files.writeFile(`${given.folder}/${path}`, text);
        held = undefined;
        await search.search("trasporti refrigerati");
        release();
        return [await late, await found.open(base, { fetch }).search("mestolo")];
    """
    newest = [(path, content.decode()) for path, content in shards.files(newer, Analysis("it")).items()]
    late, alone = searched(tmp_path, script, newer=newest)
    assert late == alone
    assert late["results"][0]["address"] in {one.address for one in newer}


def test_searches_fetch_no_file_twice(site: Path) -> None:
    script = """
        const search = found.open(base, { fetch });
        await Promise.all(["mensa", "mensa brescia", "brescia"].map((text) => search.search(text)));
        await search.search("brescia mensa");
        return asked;
    """
    asked = searched(site, script)
    assert len(asked) == len(set(asked)) > 2


def test_the_manifest_may_be_asked_for_together_with_the_script(site: Path) -> None:
    script = """
        const early = fetch(`${base}index.json`).then((answer) => answer.json());
        const before = await found.open(base, { fetch, manifest: early }).search("mestolo");
        const lost = Promise.reject(new Error("offline"));
        const failing = await found.open(base, { fetch, manifest: lost }).search("mestolo");
        return [before.total, failing.total, asked.filter((one) => one === "index.json").length];
    """
    before, failing, manifests = searched(site, script)
    assert before == failing > 0
    assert manifests == 2


def test_the_same_documents_give_the_same_bytes() -> None:
    one, other = (shards.files(demonstration(), Analysis("it")) for _ in range(2))
    assert one == other


def test_every_file_says_of_which_build_it_is() -> None:
    files = shards.files(demonstration(), Analysis("it"))
    generations = {json.loads(content)["generation"] for content in files.values()}
    assert len(generations) == 1
    changed = shards.files([*demonstration()[:-1]], Analysis("it"))
    assert json.loads(changed["search/index.json"])["generation"] not in generations


def test_a_site_without_records_has_an_index_that_finds_nothing(tmp_path: Path) -> None:
    assert answers(publish(tmp_path, ()), "mestolo")[0]["total"] == 0


@pytest.mark.parametrize("prefix", [False, True], ids=["finished", "unfinished"])
def test_a_first_search_among_thousands_is_small_and_near(tmp_path: Path, prefix: bool) -> None:
    members = cooperatives()
    folder = publish(tmp_path, members, "en")
    items = known_items(members, 150)
    given = {"folder": str(folder), "texts": list(searches(items, "as written")), "prefix": prefix}
    answers = run(TRANSFERRED, given, found=folder / "search.mjs")
    script = len(gzip.compress((folder / "search.mjs").read_bytes(), 6))
    assert max(sizes + script for sizes, *_ in answers) <= 80_000
    # The script is one request more, and comes together with the manifest.
    assert max(requests for _, requests, *_ in answers) + 1 <= 12
    assert max(rounds for _, _, rounds, _ in answers) <= 3
    missed = [item for item, (*_, found) in zip(items, answers, strict=True) if item.document not in found]
    assert len(missed) <= len(items) // 50, missed[:3]


def test_the_example_of_the_documentation_works(site: Path) -> None:
    text = (ROOT / "docs" / "search.md").read_text(encoding="utf-8")
    block = text.partition("```js\n")[2].partition("```")[0]
    _, _, body = block.partition("\n")
    script = f"""
        const open = () => found.open(base, {{ fetch }});
        {body}
        return {{ total, results, texts, labels: sector.values.map(({{ label }}) => label) }};
    """
    answer = searched(site, script)
    assert answer["total"] == len(answer["results"]) > 0
    assert answer["texts"][0].startswith("mensa bresc")
    assert "Commercio" in answer["labels"]
