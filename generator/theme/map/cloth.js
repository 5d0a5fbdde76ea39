// The ground as cells: read from the file that generator/publishing/map/ground.py writes.

/** At zoom n a cell of level n is so many pixels wide. */
export const CELL = 8;
const SEA = 0;
const RUN = /(\d*)([a-zA-Z.])/g;

/** The tone of cells, by the finest sheet that knows them. */
export class Cloth {
  constructor(sheets) {
    this.sheets = sheets.map(unfolded);
  }

  /** The tone of a cell of a zoom, a letter's code; 0 for the sea. */
  tone(zoom, column, row) {
    for (const sheet of this.sheets) {
      const tone = at(sheet, zoom, column, row);
      if (tone !== null && tone !== SEA) return tone;
      // The world's sheet is coarse: where a finer one has looked and seen the sea, it is not asked.
      if (tone === SEA && sheet.rim) return SEA;
    }
    return SEA;
  }
}

function unfolded({ level, column, row, width, rows }, number) {
  const lines = rows.split(",");
  const tones = new Uint8Array(width * lines.length);
  lines.forEach((line, down) => {
    let place = down * width;
    for (const [, length, letter] of line.matchAll(RUN)) {
      const end = place + (length ? Number(length) : 1);
      if (letter !== ".") tones.fill(letter.charCodeAt(0), place, end);
      place = end;
    }
  });
  return { level, column, row, width, height: lines.length, tones, rim: number > 0 };
}

/** The tone in the middle of a cell, null where the sheet does not reach. */
function at(sheet, zoom, column, row) {
  const scale = 2 ** (sheet.level - zoom);
  const right = Math.floor((column + 0.5) * scale) - sheet.column;
  const down = Math.floor((row + 0.5) * scale) - sheet.row;
  if (right < 0 || down < 0 || right >= sheet.width || down >= sheet.height) return null;
  return sheet.tones[down * sheet.width + right];
}
