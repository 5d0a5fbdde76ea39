// A picture drawn anew, as the intake service does: small, and without what a camera writes into it.

const SIDES = [640, 400, 240];
const LIGHT = 50 * 1024;

/**
 * Return the picture in a file as a PNG or, where that is heavy and lighter so, a WebP; reject what cannot be shown.
 * It is made smaller until it has at most so many bytes, as far as a logo can still be made out.
 */
export async function redrawn(file, largest) {
  const bitmap = await createImageBitmap(file);
  let best;
  for (const side of SIDES) {
    best = await lightest(drawn(bitmap, side));
    if (best.size <= largest) break;
  }
  bitmap.close();
  // A browser that cannot write WebP gives a PNG: what it is, its kind tells.
  return new File([best], `logo.${best.type.split("/")[1]}`, { type: best.type });
}

function drawn(bitmap, side) {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function lightest(canvas) {
  const png = await encoded(canvas, "image/png");
  const webp = png.size > LIGHT ? await encoded(canvas, "image/webp") : png;
  return webp.size < png.size ? webp : png;
}

function encoded(canvas, kind) {
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error(kind))), kind, 0.85));
}
