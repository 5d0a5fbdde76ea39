"""The sitemap lists every address once, in files of the size that the protocol allows."""

from __future__ import annotations

from defusedxml.ElementTree import fromstring

from generator.publishing.sitemap import robots, sitemap

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE = "https://f.example/sub/"


def locations(content: bytes) -> list[str]:
    return [element.text for element in fromstring(content).iter(f"{SPACE}loc")]


def test_few_addresses_make_one_file_in_order() -> None:
    files = sitemap(SITE, ["b/", "", "a&b/"])
    assert list(files) == ["sitemap.xml"]
    assert locations(files["sitemap.xml"]) == [SITE, f"{SITE}a&b/", f"{SITE}b/"]


def test_many_addresses_are_split_and_indexed_without_loss() -> None:
    addresses = [f"m/{number:05d}/" for number in range(25)]
    files = sitemap(SITE, addresses, limit=10)
    assert locations(files["sitemap.xml"]) == [f"{SITE}sitemap-{part}.xml" for part in (1, 2, 3)]
    listed = [one for part in (1, 2, 3) for one in locations(files[f"sitemap-{part}.xml"])]
    assert listed == [SITE + address for address in addresses]
    assert max(len(locations(content)) for content in files.values()) == 10


def test_robots_point_to_the_sitemap_only_where_the_address_is_known() -> None:
    assert b"Sitemap: https://f.example/sub/sitemap.xml\n" in robots(SITE)
    assert b"Sitemap" not in robots("")
