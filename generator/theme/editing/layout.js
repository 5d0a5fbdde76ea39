/** How a file is laid out already, as in `writing/laying_out.py`. */

import { columnOf, lineEnd } from "./lines.js";
import { isEmptyNode, isFlow } from "./nodes.js";
import { USUAL } from "./record.js";

export function layoutOf(root, text) {
    const found = {};
    for (const [name, spaces] of shown(root, text)) found[name] ??= spaces;
    const step = found.step || found.dash || USUAL.step;
    return { step, dash: found.dash ?? ("step" in found ? step : USUAL.dash), inside: found.inside ?? USUAL.inside };
}

function* shown(node, text) {
    if (isFlow(node)) return;
    for (const { after, value } of node.entries) {
        if (node.kind === "list" && !isEmptyNode(value) && value.start < lineEnd(text, after))
            yield ["inside", columnOf(text, value.start) - node.column];
        else if (node.kind === "mapping" && value.kind !== "text" && !isFlow(value))
            yield [value.kind === "mapping" ? "step" : "dash", value.column - node.column];
        yield* shown(value, text);
    }
}
