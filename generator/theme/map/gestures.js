// The page scrolls with one finger and with the wheel, over the map too; the map takes two fingers, or Ctrl and the wheel.

const LONG = 1600;

/** The map begins without dragging: a mouse that comes over it brings it. `hint(kind)` shows for a moment why the map did not move: "fingers" or "wheel". */
export function gestures(map, frame, hint) {
  const fine = (event) => map.dragging[event.pointerType === "mouse" ? "enable" : "disable"]();
  const wheel = (event) => {
    if (event.ctrlKey || event.metaKey) return;
    event.stopImmediatePropagation();
    hint("wheel");
  };
  const touch = (event) => event.touches.length === 1 && hint("fingers");
  frame.addEventListener("pointerover", fine);
  frame.addEventListener("wheel", wheel, { capture: true, passive: true });
  frame.addEventListener("touchmove", touch, { passive: true });
}

/** A line over the map that goes away by itself. */
export function hinting(line, strings) {
  let timer;
  return (kind) => {
    clearTimeout(timer);
    line.textContent = strings[kind];
    line.hidden = false;
    timer = setTimeout(() => {
      line.hidden = true;
    }, LONG);
  };
}
