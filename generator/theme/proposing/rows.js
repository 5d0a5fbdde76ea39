// Lists of rows: one more, one less.

/** Make a list able to grow; `prepare` readies what is in a new row. */
export function growing(list, prepare) {
  const pattern = list.querySelector("template[data-row-pattern]");
  const more = list.querySelector("[data-row-add]");
  const rows = list.querySelector(".rows__list");
  const most = Number(list.dataset.wordsMost ?? 99);
  let next = rows.children.length;
  const count = () => {
    more.hidden = rows.children.length >= most;
    for (const [at, row] of [...rows.children].entries()) {
      const number = row.querySelector("[data-row-number]");
      if (!number) continue;
      number.textContent = at + 1;
      // The list says what a single row is.
      number.parentElement.classList.toggle("visually-hidden", rows.children.length === 1);
    }
  };
  const add = () => {
    const holder = document.createElement("template");
    holder.innerHTML = pattern.innerHTML.replaceAll("NUMBER", String(next));
    next += 1;
    const row = holder.content.firstElementChild;
    rows.append(row);
    ready(row);
    prepare(row);
    count();
    return row;
  };
  const ready = (row) => {
    const less = row.querySelector("[data-row-remove]");
    if (!less) return;
    less.hidden = false;
    less.addEventListener("click", () => {
      row.remove();
      count();
      more.focus();
      list.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };
  for (const row of rows.children) ready(row);
  more.addEventListener("click", () => add().querySelector("input:not([type=hidden]), select, textarea")?.focus());
  list.grow = (number) => {
    while (rows.children.length < number) add();
  };
  list.origins = () => {
    for (const [at, row] of [...rows.children].entries()) row.dataset.origin = String(at);
  };
  count();
}
