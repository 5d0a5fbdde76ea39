// The picker of calendars and feeds: it reads the addresses from the list of links that stands there without it.

/** What can be chosen: per group its name and its items, each with its addresses by kind. */
export function readGroups(list) {
  return [...list.querySelectorAll("[data-follow-group]")].map((group) => ({
    name: group.dataset.followGroup,
    items: [...group.querySelectorAll("[data-follow-item]")].map((item) => ({
      name: item.dataset.followItem,
      addresses: Object.fromEntries(
        [...item.querySelectorAll("[data-follow-kind]")].map((link) => [link.dataset.followKind, link.getAttribute("href")]),
      ),
    })),
  }));
}

/** A list's address as others must know it: below the site's own address, wherever the page is looked at. */
export function published(address, base) {
  return base + address.replace(/^(\.\.?\/)+/, "");
}

function fill(select, groups, kind) {
  const before = select.selectedOptions[0]?.textContent;
  const parts = groups.map(({ name, items }) => {
    const part = document.createElement("optgroup");
    part.label = name;
    for (const { name: label, addresses } of items) {
      if (!(kind in addresses)) continue;
      const option = new Option(label, addresses[kind], false, label === before);
      option.addresses = addresses;
      part.append(option);
    }
    return part;
  });
  select.replaceChildren(...parts.filter((part) => part.children.length));
}

function copy(input) {
  input.select();
  // Pages that are not served over https have no clipboard.
  return navigator.clipboard ? navigator.clipboard.writeText(input.value) : Promise.resolve(document.execCommand("copy"));
}

function start(picker) {
  const [form, list] = [picker.querySelector("[data-follow-form]"), picker.querySelector("[data-follow-list]")];
  const [where, address] = [form.querySelector("[data-follow-where]"), form.querySelector("[data-follow-address]")];
  const [open, json] = [form.querySelector("[data-follow-open]"), form.querySelector("[data-follow-json]")];
  const done = form.querySelector("[data-follow-done]");
  const groups = readGroups(list);

  const show = () => {
    const { addresses } = where.selectedOptions[0];
    const calendar = form.elements.what.value === "calendar";
    address.value = published(where.value, picker.dataset.followBase);
    open.hidden = !calendar;
    json.hidden = calendar;
    if (calendar) open.href = addresses.webcal;
    else json.href = addresses.json;
    done.textContent = "";
  };
  const choose = () => {
    fill(where, groups, form.elements.what.value);
    show();
  };

  form.addEventListener("change", (event) => (event.target === where ? show() : choose()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    copy(address).then(() => {
      done.textContent = picker.dataset.followCopied;
    });
  });
  choose();
  form.hidden = false;
}

if (typeof document !== "undefined") {
  for (const picker of document.querySelectorAll("[data-follow]")) start(picker);
}
