// The agency's desk: choosing many, opening one in place, and the keyboard. The page works without it.

const rows = (roster) => [...roster.querySelectorAll("tbody > tr:first-child")];
const boxes = (roster) => [...roster.querySelectorAll("input[name=entry]")];

let last = null;

function count(roster) {
  const all = roster.querySelector("[data-choose-all]");
  const page = roster.querySelector("[data-choose-page]");
  if (!all || !page) return;
  const every = boxes(roster);
  const chosen = every.filter((box) => box.checked).length;
  const number = all.checked ? Number(all.dataset.chooseAll) : chosen;
  const words = roster.querySelector("[data-chosen]");
  words.textContent = number ? words.dataset.some.replace("{}", number) : words.dataset.none;
  page.checked = every.length > 0 && chosen === every.length;
  page.indeterminate = chosen > 0 && chosen < every.length;
}

// Shift and a click choose everybody between the two.
document.addEventListener("click", (event) => {
  const box = event.target.closest("input[name=entry]");
  if (!box) return;
  const roster = box.closest("[data-roster]");
  const every = boxes(roster);
  const from = every.indexOf(last);
  const to = every.indexOf(box);
  if (event.shiftKey && from >= 0) {
    for (const one of every.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = box.checked;
  }
  last = box;
  count(roster);
});

document.addEventListener("change", (event) => {
  const roster = event.target.closest("[data-roster]");
  if (!roster) return;
  if (event.target.matches("[data-choose-page]")) {
    for (const box of boxes(roster)) box.checked = event.target.checked;
  }
  count(roster);
});

// A name opens its row in place; a second click closes it. With control the page of the place opens in a tab.
document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest("[data-open]");
    if (!link || event.ctrlKey || event.metaKey) return;
    const row = document.getElementById(link.dataset.open).parentElement;
    if (row.hidden) {
      row.hidden = false;
      return;
    }
    row.hidden = true;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

function move(roster, step) {
  const every = rows(roster);
  if (!every.length) return;
  const here = every.indexOf(document.activeElement.closest("tbody > tr:first-child"));
  const next = every[Math.min(Math.max(here + step, 0), every.length - 1)];
  next.querySelector("input[name=entry]").focus();
  next.scrollIntoView({ block: "center" });
}

document.addEventListener("keydown", (event) => {
  const roster = document.querySelector("[data-roster]");
  if (!roster || event.ctrlKey || event.metaKey || event.altKey) return;
  const { target } = event;
  const opened = target.closest(".opened");
  if (opened) {
    if (event.key !== "Escape") return;
    opened.hidden = true;
    opened.previousElementSibling.querySelector("input[name=entry]").focus();
    return;
  }
  if (target.closest("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "ArrowDown" || event.key === "j") move(roster, 1);
  else if (event.key === "ArrowUp" || event.key === "k") move(roster, -1);
  else if (event.key === "Enter" && target.matches("input[name=entry]")) {
    target.closest("tr").querySelector("[data-open]").click();
  } else if (event.key === "/") document.querySelector("[data-search]").focus();
  else if (event.key === "a") roster.querySelector("[data-choose-page]")?.click();
  else return;
  event.preventDefault();
});

function begin() {
  for (const roster of document.querySelectorAll("[data-roster]")) count(roster);
}

document.addEventListener("htmx:after:process", begin);
begin();
