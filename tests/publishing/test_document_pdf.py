"""The document is a PDF that everybody can read, and that is made of text alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.publishing.document.fonts import BROUGHT, FACE, Fonts
from generator.publishing.document.legible import _ODD, STAND_IN, legible
from generator.publishing.document.prose import breakable
from generator.publishing.document.typesetting import STANDARD, Typeset, typeset
from generator.publishing.site import Site
from generator.records.initiative import Initiative
from generator.theme.assets import DOCUMENT
from tests.project.project import ROOT
from tests.publishing.documented import RECORDS, printed, told
from tests.publishing.pdf import annotations, bookmarks, fonts, marked, opened, pieces, tags
from tests.publishing.woven import TRACKS, a_call, a_member, an_initiative, woven

STRINGS = ROOT.parent / "shared" / "data" / "naughty-strings.json"


@pytest.fixture(scope="module", params=["it", "en"])
def document(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    """The language of a document, and the document."""
    return request.param, printed(woven(language=request.param, **RECORDS)).pdf


@pytest.fixture(scope="module")
def pdf(document: tuple[str, bytes]) -> pikepdf.Pdf:
    return opened(document[1])


def test_it_says_that_it_is_tagged_in_which_language_and_what_it_is(
    document: tuple[str, bytes], pdf: pikepdf.Pdf
) -> None:
    title = {"it": "Programma di lavoro 2026", "en": "Programme of work 2026"}[document[0]]
    assert (bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang)) == (True, document[0])
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == title
        assert metadata["pdfuaid:part"] == "1"
    assert str(pdf.docinfo["/Title"]) == title


def test_all_that_is_shown_is_tagged_or_an_ornament(pdf: pikepdf.Pdf) -> None:
    found, loose = marked(pdf)
    assert loose == []
    assert found == pieces(pdf)


def test_tags_are_those_of_the_standard_and_headings_skip_no_level(pdf: pikepdf.Pdf) -> None:
    roles = Counter(tag.role for tag in tags(pdf))
    assert roles["Document"] == 1
    expected = ["H1", "H2", "H3", "H4", "P", "L", "LI", "LBody", "Table", "TR", "TH", "TD", "TOC", "TOCI", "Link"]
    assert [role for role in expected if role not in roles] == []
    levels = [int(tag.role[1]) for tag in tags(pdf) if tag.role in ("H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    assert [(one, other) for one, other in pairwise(levels) if other > one + 1] == []


def test_drawings_say_in_words_what_they_show(pdf: pikepdf.Pdf) -> None:
    said = [str(tag.element.get("/Alt", "")) for tag in tags(pdf) if tag.role == "Figure"]
    assert len(said) == 1
    assert "2026" in said[0]


def test_each_table_has_headings(pdf: pikepdf.Pdf) -> None:
    inorder = tags(pdf)
    tables = [place for place, tag in enumerate(inorder) if tag.role == "Table"]
    assert len(tables) >= 4
    for place in tables:
        inside = []
        for tag in inorder[place + 1 :]:
            if tag.depth <= inorder[place].depth:
                break
            inside.append(tag.role)
        assert "TH" in inside


def test_links_are_described_and_part_of_the_text(pdf: pikepdf.Pdf) -> None:
    links = annotations(pdf)
    assert len(links) > 20
    assert all(
        str(one.Subtype) == "/Link" and "/StructParent" in one and str(one.get("/Contents", "")) for one in links
    )
    assert all(str(page.get("/Tabs", "")) == "/S" for page in pdf.pages if "/Annots" in page)
    away = {str(one.A.URI) for one in links if "/A" in one and "/URI" in one.A}
    assert away == {"https://f.example/a?b=c", "https://f.example/plan.pdf"}


def test_bookmarks_lead_through_chapters_and_initiatives(document: tuple[str, bytes], pdf: pikepdf.Pdf) -> None:
    words = {
        "it": ("Indice", "L'anno in breve", "Call del 2026", "Obiettivi del 2026", "Che cosa è cambiato dal 2023",
               "Associate che partecipano"),
        "en": ("Contents", "The year at a glance", "Calls of 2026", "Goals of 2026", "What changed since 2023",
               "Members that take part"),
    }[document[0]]  # fmt: skip
    assert bookmarks(pdf) == [
        (0, words[0]), (0, words[1]), (0, "Where we go"), (0, "3 Caring for people"), (1, "Care for carers"),
        (0, "4 Weaving connections"), (1, "Collaborate"), (1, "Bare"), *((0, word) for word in words[2:]),
    ]  # fmt: skip


def test_every_font_is_inside_and_says_which_letters_its_shapes_are(pdf: pikepdf.Pdf) -> None:
    found = fonts(pdf)
    assert found
    for name, (font, descriptor) in found.items():
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()), name
        assert "/ToUnicode" in font, name
    assert any("AtkinsonHyperlegibleNext" in name for name in found), "run `make fonts`"


def test_another_checker_finds_nothing(document: tuple[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "document.pdf"
    path.write_bytes(document[1])
    report = pdfua.validate(str(path))
    wrong = [one for one in report.findings if one.severity in (pdfua.Severity.ERROR, pdfua.Severity.WARNING)]
    assert wrong == []


def test_the_other_checker_does_find_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "untagged.pdf"
    path.write_bytes(bytes(typst.compile(b"Words.", format="pdf", pdf_tags=False, ignore_system_fonts=True)))
    assert any(one.severity is pdfua.Severity.ERROR for one in pdfua.validate(str(path)).findings)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Words.", "title"),
        ('#set document(title: "T")\n#image(bytes("<svg xmlns=\'http://www.w3.org/2000/svg\' viewBox=\'0 0 9 9\'/>"))',
         "alt"),
        ('#set document(title: "T")\n= A\n=== B', "heading"),
        ('#set document(title: "T")\n\u5408', "could not be displayed"),
    ],
)  # fmt: skip
def test_typst_refuses_what_breaks_the_standard(text: str, why: str) -> None:
    with pytest.raises(typst.TypstError, match=why):
        typst.compile(text.encode(), format="pdf", pdf_standards=STANDARD, ignore_system_fonts=True)


ANEW = """
import sys
from tests.publishing.documented import printed
sys.stdout.buffer.write(printed().pdf)
"""


def test_the_same_records_and_day_give_the_same_bytes_anywhere(tmp_path: Path) -> None:
    other = {"LC_ALL": "C", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "LANG": "de_DE.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", ANEW],
        cwd=tmp_path,
        env={**os.environ, **other, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert done.stdout == printed().pdf
    assert printed(woven("2026-11-23T12:00+01:00", **RECORDS)).pdf != done.stdout


def test_a_programme_of_two_hundred_initiatives_lies_well() -> None:
    long = "A title that goes on and on, " * 3
    initiatives = {
        f"2026/i{n}": an_initiative(
            title=f"{n} {long[: n % 90]}",
            track=["people", "connections"][n % 2],
            milestones=[{"id": "m", "title": "Done", "date": f"2026-{n % 12 + 1:02}-01"}],
            partners=[{"member": f"m{n % 90}"}],
        )
        for n in range(200)
    }
    members = {f"m{n}": a_member(f"Member {n}") for n in range(90)}
    found = opened(printed(woven(initiatives=initiatives, members=members)).pdf)
    assert 40 <= len(found.pages) <= 90
    assert len([title for depth, title in bookmarks(found) if depth == 1]) == 200
    assert sum(tag.role == "Figure" for tag in tags(found)) == 200


def test_a_programme_of_next_to_nothing_is_a_document_too() -> None:
    found = opened(printed(woven(initiatives={"2026/x": an_initiative()}), vision="").pdf)
    assert bookmarks(found) == [
        (0, "Contents"), (0, "The year at a glance"), (0, "4 Weaving connections"), (1, "Collaborate"),
    ]  # fmt: skip


def accepted(text: str) -> bool:
    """Whether a record may say this as a title, a sentence and a description."""
    try:
        Initiative.model_validate(an_initiative(title=text, summary=text, description=text))
    except ValueError:
        return False
    return True


def told_by(texts: list[str]) -> tuple[list[str], Typeset]:
    """Return the titles that initiatives with these texts should have as bookmarks, and the document."""
    initiatives = {
        f"2026/i{number:03}": an_initiative(
            title=text,
            summary=text,
            description=text,
            place={"name": text},
            milestones=[{"id": "m", "title": text, "date": "2026-02-01"}],
            documents=[{"title": text, "url": "https://f.example/"}],
        )
        for number, text in enumerate(texts)
    }
    built = woven(
        initiatives=initiatives,
        tracks={"connections": {**TRACKS["connections"], "question": texts[0]}},
        calls={f"c{number}": a_call(title=text, track="connections") for number, text in enumerate(texts)},
    )
    document = printed(built, vision="")
    # Which signs need a stand-in is another test's matter: here it is that nothing else changes.
    readable, _ = legible({"title": [*texts]}, lambda words: set(document.unseen).isdisjoint("".join(words)))
    return readable["title"], document


def as_bookmark(text: str) -> str:
    """Return a title as a bookmark says it: without places to break it, on single spaces."""
    return " ".join(breakable(text).replace("\N{ZERO WIDTH SPACE}", "").split())


def titles(document: Typeset) -> list[str]:
    return [as_bookmark(title) for depth, title in bookmarks(opened(document.pdf)) if depth == 1]


def test_strings_that_break_software_are_text() -> None:
    if not STRINGS.is_file():
        pytest.skip(f"{STRINGS.name} is not here")
    texts = [text for text in json.loads(STRINGS.read_text(encoding="utf-8")) if accepted(text)]
    assert len(texts) > 300
    expected, document = told_by(texts)
    assert titles(document) == [as_bookmark(text) for text in expected]


SIGNS = "#$*_`=-+/\\@<>[](){}\"'~&;:.,% \taZ09\n\u00a0\u05d0\u0639\u5408\U0001f389"
MARKUP = st.text(st.sampled_from(SIGNS), min_size=1)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(MARKUP.map(lambda text: text[:100]).filter(accepted), min_size=4, max_size=12))
def test_no_text_is_ever_code(texts: list[str]) -> None:
    expected, document = told_by(texts)
    assert titles(document) == [as_bookmark(text) for text in expected]


@pytest.mark.parametrize("code", ['#read("/etc/hostname")', '#import "@preview/a:1.0.0": b', "#panic()", "#sys.inputs"])
def test_typst_s_own_code_is_what_a_text_says(code: str) -> None:
    expected, document = told_by([code])
    assert titles(document) == [code] == expected


def with_name(name: str) -> Site:
    return woven(initiatives={"2026/x": an_initiative(title=name)})


@pytest.mark.parametrize(
    "name", ["Ștefan și Łódź", "Ελληνικά", "Дружба", "שלום", "تعاون", "1 ≤ 2 → 3 ✓", "Zażółć gęślą jaźń"]
)
def test_names_in_many_scripts_need_no_stand_in(name: str) -> None:
    document = printed(with_name(name), vision="")
    assert (document.unseen, titles(document)) == ("", [name])


def test_signs_that_no_font_has_are_told_and_others_stand_for_them() -> None:
    document = printed(with_name("\u5408\u4f5c 🎉 Festa 👩🏽‍🌾"), vision="")
    assert {"\u5408", "\u4f5c", "🎉"} <= set(document.unseen)
    assert titles(document) == [f"{STAND_IN * 2} Festa"]


def test_a_sign_that_a_font_has_stays_beside_one_that_none_has() -> None:
    document = printed(with_name("\u2713 \u2605 \u2618 \u26d4 \u2692 \u2693 \u2694 \u2696 x"), vision="")
    assert titles(document)[0].startswith("\u2713")
    assert document.unseen


def test_many_signs_that_no_font_has_cost_little() -> None:
    tried: list[int] = []

    def shows(words: Any) -> bool:
        tried.append(len(words))
        return all(ord(sign) < 0x3000 for word in words for sign in word)

    texts = ["".join(map(chr, range(start, start + 100))) for start in range(0x4E00, 0x9E00, 100)]
    readable, unseen = legible({"title": texts, "to": "\u5408"}, shows)
    assert readable == {"title": [STAND_IN * 100 for _ in texts], "to": "\u5408"}
    assert len(unseen) == sum(map(len, texts))
    assert legible({"title": "Aurora \U0001f389 2"}, lambda words: "\U0001f389" not in "".join(words)) == (
        {"title": "Aurora 2"},
        "\U0001f389",
    )
    assert len(tried) < 400


@pytest.mark.parametrize("families", [[FACE, BROUGHT[0]], [BROUGHT[0]]])
def test_what_goes_unchecked_is_in_every_font_of_ours(families: list[str]) -> None:
    plain = [chr(code) for code in range(0x20, 0x2100) if not _ODD.match(chr(code)) and not chr(code).isspace()]
    assert len(plain) > 300
    ours = {"fonts": families, "fonts-of-code": [BROUGHT[-1]]}
    given = {"data": json.dumps({"words": plain, "language": "it", **ours})}
    probe = DOCUMENT / "probe.typ"
    assert typst.compile(
        probe, root=DOCUMENT, format="pdf", sys_inputs=given, pdf_standards=STANDARD, ignore_system_fonts=True,
        font_paths=Fonts().folders if FACE in families else [],
    )  # fmt: skip


def test_a_federation_s_own_font_comes_after_the_site_s_face(tmp_path: Path) -> None:
    (tmp_path / "font.ttf").write_bytes((DOCUMENT / "fonts/atkinson-hyperlegible-next.ttf").read_bytes())
    found = Fonts(tmp_path)
    assert [FACE, *BROUGHT] == [*found.families] == [*Fonts(tmp_path / "nowhere").families]
    assert tmp_path / "font.ttf" in found.files


def test_a_federation_s_own_font_gives_its_letters(tmp_path: Path) -> None:
    ours = (DOCUMENT / "fonts/atkinson-hyperlegible-next.ttf").read_bytes()
    other = ours.replace("Atkinson".encode("utf-16-be"), "Otkinson".encode("utf-16-be"))
    (tmp_path / "other.otf").write_bytes(other)
    found = Fonts(tmp_path)
    assert [*found.families] == [FACE, "Otkinson Hyperlegible Next", *BROUGHT]
    assert opened(typeset(told(vision=""), found).pdf).pages


def test_the_template_asks_for_no_file_and_no_package() -> None:
    for path in DOCUMENT.glob("*.typ"):
        code = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("//")]
        asked = r"\b(read|import|include|image|plugin|eval|yaml|csv|toml|cbor|xml)\b[^:]|@preview|json\((?!bytes)"
        assert [line for line in code if re.search(asked, line)] == []


def test_the_data_holds_every_word() -> None:
    italian, english = (told(woven(language=code, **RECORDS)) for code in ("it", "en"))
    assert set(italian) == set(english)
    assert typeset(italian, Fonts()).pdf != typeset(english, Fonts()).pdf
