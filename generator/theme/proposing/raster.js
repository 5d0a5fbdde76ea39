// A picture drawn anew, as the intake service does: small, and without what a camera writes into it.

const SIDE = 640;
const LIGHT = 50 * 1024;

/** Return the picture in a file as a PNG or, where that is heavy and lighter so, a WebP; reject what cannot be shown. */
export async function redrawn(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const png = await encoded(canvas, "image/png");
  const webp = png.size > LIGHT ? await encoded(canvas, "image/webp") : png;
  const best = webp.size < png.size ? webp : png;
  // A browser that cannot write WebP gives a PNG: what it is, its kind tells.
  return new File([best], `logo.${best.type.split("/")[1]}`, { type: best.type });
}

function encoded(canvas, kind) {
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error(kind))), kind, 0.85));
}
