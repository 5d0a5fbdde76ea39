// Threads from what an open card tells of each meeting to the card that it meets, drawn over the gap between the sides.

const SVG = "http://www.w3.org/2000/svg";

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** The way of a thread between two points, level at both ends. */
export function way([x, y], [toX, toY]) {
  const bend = (toX - x) / 2;
  return `M${x} ${y}C${x + bend} ${y} ${toX - bend} ${toY} ${toX} ${toY}`;
}

/** A sheet over `sides` for threads; readers of the page's text have them in words. */
export function sheet(sides) {
  const made = element("svg", { class: "board__threads", "aria-hidden": "true", focusable: "false" });
  sides.append(made);
  return made;
}

/** Draw a thread for each pair of elements {from, to, both, knots}: `both` is a double one. */
export function draw(svg, pairs) {
  const { left, top } = svg.getBoundingClientRect();
  const parts = pairs.flatMap(({ from, to, both, knots }) => {
    const [a, b] = [from.getBoundingClientRect(), to.getBoundingClientRect()];
    const forth = a.left < b.left;
    const start = [Math.round((forth ? a.right : a.left) - left), Math.round(a.top + Math.min(a.height / 2, 24) - top)];
    const end = [Math.round((forth ? b.left : b.right) - left), Math.round(b.top + Math.min(b.height / 2, 28) - top)];
    const thread = { d: way(start, end), class: `thread thread--${knots}${both ? " thread--both" : ""}` };
    const ends = [start, end].map(([cx, cy]) => element("circle", { cx, cy, r: 4, class: "thread__knot" }));
    const lines = [element("path", thread)];
    if (both) lines.push(element("path", { d: thread.d, class: "thread__gap" }));
    return [...lines, ...ends];
  });
  svg.replaceChildren(...parts);
}
