// The ground as a layer: its tiles are woven here, in the browser, and come from nowhere.

import { CELL, Cloth } from "./cloth.js";
import { overlap, placed } from "./names.js";

const SIDE = 256;
const HOME = "fghijklmnopqrstuvwxyzABCDE";
const TONES = 5;
/** How strong the thread of a province is, so that its neighbours look different. */
const STRENGTH = [1, 0.8, 0.9, 0.7, 0.85];

/** What is written in files of its own lies in one tile of this zoom, and is wanted from the other zoom on. */
const [SHARED, CLOSE] = [7, 10];
const TOWN = 3;
/** So many pixels a name reaches to each side of its place. */
const REACH = 80;

/**
 * Make the layer; `read` returns the value of a colour or a font of the page, and is asked anew at each `redraw`;
 * `fetched` brings a file by its name.
 */
export function groundLayer(L, { sheets, labels, near }, read, fetched) {
  const cloth = new Cloth(sheets);
  const pen = document.createElement("canvas").getContext("2d");
  const font = ({ size, weight }) => `${weight} ${size}px ${read("font-family")}`;
  const measure = (text, style) => {
    pen.font = font(style);
    return pen.measureText(text).width;
  };
  const files = new Map(near.map((name) => [name, null]));
  const towns = async (file) => {
    if (!files.get(file)) files.set(file, fetched(file).then((rows) => rows.map((row) => [...row, TOWN]), () => []));
    return files.get(file);
  };
  const zooms = new Map();
  /** The names at a tile's zoom, those that may reach into it among them. */
  const at = async ({ x, y, z }) => {
    if (!zooms.has(z)) zooms.set(z, { standing: placed(labels, z, measure), added: new Set() });
    const { standing, added } = zooms.get(z);
    const wanted = z < CLOSE ? [] : around(x, y, z).filter((file) => files.has(file));
    for (const [place, rows] of (await Promise.all(wanted.map(towns))).entries()) {
      if (added.has(wanted[place])) continue;
      added.add(wanted[place]);
      placed(rows, z, measure, standing);
    }
    return standing;
  };
  const Ground = L.GridLayer.extend({
    createTile({ x, y, z }, done) {
      const tile = document.createElement("canvas");
      const ratio = Math.min(globalThis.devicePixelRatio || 1, 2);
      tile.width = tile.height = SIDE * ratio;
      const brush = tile.getContext("2d");
      brush.scale(ratio, ratio);
      weave(brush, cloth, { x, y, z }, read);
      at({ x, y, z }).then((found) => {
        write(brush, found, { x: x * SIDE, y: y * SIDE }, font, read);
        done(null, tile);
      });
      return tile;
    },
  });
  return new Ground({ minZoom: 0, maxZoom: 20, updateWhenZooming: false, className: "map-ground" });
}

/** The files of the towns that may be named within a tile: those whose own tile it lies in, or close to. */
function around(x, y, z) {
  const scale = 2 ** (SHARED - z);
  const reach = REACH / SIDE;
  const columns = [x - reach, x + 1 + reach].map((edge) => Math.floor(edge * scale));
  const rows = [y - reach, y + 1 + reach].map((edge) => Math.floor(edge * scale));
  return [...new Set(columns.flatMap((column) => rows.map((row) => `towns-${column}-${row}.json`)))];
}

function weave(brush, cloth, { x, y, z }, read) {
  const count = SIDE / CELL;
  for (let down = 0; down < count; down += 1) {
    for (let right = 0; right < count; right += 1) {
      const tone = cloth.tone(z, x * count + right, y * count + down);
      if (tone) stitch(brush, right, down, tone, read);
    }
  }
  brush.globalAlpha = 1;
}

/** A cell at home is two threads, across and along in turns, as in a basket; abroad it is one knot. */
function stitch(brush, right, down, tone, read) {
  const place = HOME.indexOf(String.fromCharCode(tone));
  const [left, top] = [right * CELL, down * CELL];
  if (place < 0) {
    brush.globalAlpha = 1;
    brush.fillStyle = read(`--map-abroad-${tone % 2}`);
    brush.fillRect(left + 2.5, top + 2.5, 3, 3);
    return;
  }
  brush.globalAlpha = STRENGTH[place % TONES];
  brush.fillStyle = read(`--map-thread-${Math.floor(place / TONES)}`);
  for (const offset of [0.75, 4.25]) {
    if ((right + down) % 2) brush.fillRect(left + 0.25, top + offset, 7.5, 2.75);
    else brush.fillRect(left + offset, top + 0.25, 2.75, 7.5);
  }
}

function write(brush, names, corner, font, read) {
  const tile = { west: corner.x, north: corner.y, east: corner.x + SIDE, south: corner.y + SIDE };
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  brush.lineJoin = "round";
  brush.lineWidth = 4;
  brush.strokeStyle = read("--map-halo");
  brush.fillStyle = read("--map-name");
  for (const name of names.filter((one) => overlap(one, tile))) {
    brush.font = font(name.style);
    if (name.style.dot) dot(brush, name.x - corner.x, name.dot - corner.y);
    brush.strokeText(name.text, name.x - corner.x, name.y - corner.y);
    brush.fillText(name.text, name.x - corner.x, name.y - corner.y);
  }
}

function dot(brush, x, y) {
  brush.beginPath();
  brush.arc(x, y, 1.75, 0, 2 * Math.PI);
  brush.fill();
}
