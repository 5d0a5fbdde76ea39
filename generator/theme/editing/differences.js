/** The fewest steps that make one tree of another, as in `writing/differences.py`. */

const MOST = 1_000_000;

export function same(one, other) {
    if (one instanceof Map && other instanceof Map)
        return one.size === other.size && Array.from(one).every(([name, value]) => other.has(name) && same(value, other.get(name)));
    if (Array.isArray(one) && Array.isArray(other))
        return one.length === other.length && one.every((value, at) => same(value, other[at]));
    return one === other;
}

/** `put` another value, `add` a key or an item (before the one that is there), or `remove`. */
export function steps(old, now, path = []) {
    if (same(old, now)) return [];
    if (old instanceof Map && now instanceof Map && old.size && now.size) return inMapping(old, now, path);
    if (Array.isArray(old) && Array.isArray(now) && old.length && now.length) return inList(old, now, path);
    return [{ kind: "put", path, value: now }];
}

function inMapping(old, now, path) {
    const kept = Array.from(now).filter(([name]) => old.has(name));
    const added = Array.from(now).filter(([name]) => !old.has(name));
    const gone = Array.from(old.keys()).filter((name) => !now.has(name));
    return [
        ...kept.flatMap(([name, value]) => steps(old.get(name), value, [...path, name])),
        ...added.map(([name, value]) => ({ kind: "add", path: [...path, name], value })),
        ...gone.map((name) => ({ kind: "remove", path: [...path, name], value: null })),
    ];
}

function inList(old, now, path) {
    const anchors = [...alike(old, now), [old.length, now.length]];
    const found = [];
    for (let gap = anchors.length - 1; gap >= 0; gap -= 1) {
        const [last, lastNow] = anchors[gap];
        const [first, firstNow] = gap ? anchors[gap - 1].map((at) => at + 1) : [0, 0];
        const pairs = Math.min(last - first, lastNow - firstNow);
        for (let at = last - 1; at >= first + pairs; at -= 1) found.push({ kind: "remove", path: [...path, at], value: null });
        for (let at = lastNow - 1; at >= firstNow + pairs; at -= 1)
            found.push({ kind: "add", path: [...path, first + pairs], value: now[at] });
        for (let at = pairs - 1; at >= 0; at -= 1) found.push(...steps(old[first + at], now[firstNow + at], [...path, first + at]));
    }
    return found;
}

function alike(old, now) {
    const shorter = Math.min(old.length, now.length);
    let start = 0;
    while (start < shorter && same(old[start], now[start])) start += 1;
    let end = 0;
    while (end < shorter - start && same(old.at(-1 - end), now.at(-1 - end))) end += 1;
    const before = Array.from({ length: start }, (_, at) => [at, at]);
    const after = Array.from({ length: end }, (_, at) => [old.length - end + at, now.length - end + at]);
    return [...before, ...longest(old, now, start, old.length - end, now.length - end), ...after];
}

function longest(old, now, start, last, lastNow) {
    if ((last - start) * (lastNow - start) > MOST) return [];
    const common = Array.from({ length: last - start + 1 }, () => new Array(lastNow - start + 1).fill(0));
    for (let one = last - start - 1; one >= 0; one -= 1)
        for (let other = lastNow - start - 1; other >= 0; other -= 1)
            common[one][other] = same(old[start + one], now[start + other])
                ? common[one + 1][other + 1] + 1
                : Math.max(common[one + 1][other], common[one][other + 1]);
    const pairs = [];
    for (let one = 0, other = 0; common[one][other];) {
        if (same(old[start + one], now[start + other])) pairs.push([start + one++, start + other++]);
        else if (common[one + 1][other] >= common[one][other + 1]) one += 1;
        else other += 1;
    }
    return pairs;
}
