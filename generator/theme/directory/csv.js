// Results as a table for spreadsheets: RFC 4180, UTF-8 without a mark at its beginning.

/** A table's rows, its head first, as text. */
export function csv(rows) {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value) {
  const text = String(value ?? "");
  // A spreadsheet would run what begins like a formula.
  const safe = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
