// Small helps in forms: characters left, one click one request, menus that close.

function showLength(field) {
  const counter = document.getElementById(`${field.id}-counter`);
  if (counter) counter.textContent = `${[...field.value].length} / ${field.dataset.most}`;
}

document.addEventListener("input", (event) => {
  if (event.target.matches("textarea[data-most]")) showLength(event.target);
});

for (const field of document.querySelectorAll("textarea[data-most]")) showLength(field);

// A file that is too large is refused here at once, instead of after it was sent.
document.addEventListener("change", (event) => {
  const field = event.target;
  if (!field.matches("input[type=file][data-most-bytes]")) return;
  const isTooLarge = field.files[0] && field.files[0].size > Number(field.dataset.mostBytes);
  const error = document.getElementById(`${field.id}-error`);
  error.hidden = !isTooLarge;
  error.querySelector("span").textContent = isTooLarge ? field.dataset.tooLarge : "";
  field.setAttribute("aria-invalid", String(Boolean(isTooLarge)));
  if (isTooLarge) field.value = "";
});

// A form that changes something is sent once, however often the button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});

// The browser shows a page again as it was left: its forms may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Menus and questions close by Escape and by a click elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll("details.drop[open], details.confirm[open]")) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.drop[open], details.confirm[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
  const close = event.target.closest("[data-close]");
  if (close) close.closest("details").open = false;
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.querySelector("span").textContent = button.dataset.copied;
  });
}

// Where a row of ways is wider than the screen, the one that is open stands in sight.
for (const row of document.querySelectorAll(".tab-row, .desk-nav")) {
  const here = row.querySelector("[aria-current]");
  if (!here || row.scrollWidth <= row.clientWidth) continue;
  const before = here.getBoundingClientRect().left - row.getBoundingClientRect().left;
  row.scrollLeft += before - (row.clientWidth - here.offsetWidth) / 2;
}
