// The menu of small screens by keyboard: a button in the place of Material's label, which no key can press. The drawer itself
// stays Material's, checkboxes and their labels, so that it opens without scripts too.

const toggle = document.getElementById("__drawer");
const button = document.querySelector("[data-drawer]");
// Material may change it together with the page.
const drawer = () => document.querySelector(".md-sidebar--primary");

const OWN = ":scope > .md-nav";

function press(checkbox, on) {
  if (checkbox.checked !== on) checkbox.click();
}

/** Let the keyboard reach every label of the open drawer: Material takes the key Enter on each, but not each can have the focus. */
function reach(open) {
  for (const label of drawer().querySelectorAll("label:not([for=__drawer])")) {
    if (open && label.tabIndex < 0) {
      label.tabIndex = 0;
      label.dataset.drawerReached = "";
    } else if (!open && "drawerReached" in label.dataset) label.tabIndex = -1;
  }
}

/** Give the focus to the first thing in a level of the menu, or in the one that covers it. */
function enter(level) {
  const above = level.querySelector(":scope > .md-nav__list > * > .md-nav__toggle:checked");
  if (above) enter(above.parentElement.querySelector(OWN));
  else level.querySelector("a, label:not([for=__drawer])").focus();
}

function change({ target }) {
  if (target === toggle) {
    button.setAttribute("aria-expanded", toggle.checked);
    reach(toggle.checked);
    if (toggle.checked) enter(drawer().querySelector(".md-nav"));
  } else if (toggle.checked && target.matches(".md-nav__toggle")) {
    enter(target.checked ? target.parentElement.querySelector(OWN) : target.parentElement);
  }
}

/** Go back by one step: from a level of the menu to the one above it, from the first one to the page. */
function back() {
  const level = document.activeElement.closest(".md-nav:not(.md-nav--primary)");
  const above = level?.parentElement.querySelector(":scope > .md-nav__toggle:checked");
  press(above ?? toggle, false);
  if (!above) button.focus();
}

if (toggle && button && drawer()) {
  document.querySelector("header label[for=__drawer]").replaceWith(button);
  button.hidden = false;
  button.addEventListener("click", () => press(toggle, !toggle.checked));
  document.addEventListener("change", change);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked || event.defaultPrevented) return;
    event.preventDefault();
    back();
  });
  // Who goes on past its end goes on in the page, which the drawer would cover.
  document.addEventListener("focusin", ({ target }) => {
    if (toggle.checked && target !== button && !drawer().contains(target)) press(toggle, false);
  });
}
