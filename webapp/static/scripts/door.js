// The door of a fair without network: codes are kept in this browser until somebody brings them in. No name is kept.

const key = (fair) => `door-${fair}`;
const kept = (fair) => (localStorage.getItem(key(fair)) || "").split("\n").filter(Boolean);

function keep(fair, lines) {
  if (lines.length) localStorage.setItem(key(fair), lines.join("\n"));
  else localStorage.removeItem(key(fair));
}

function say(form) {
  const words = form.parentElement.querySelector("[data-door-says]");
  const number = kept(form.dataset.door).length;
  const sentence = navigator.onLine ? words.dataset.doorWaits : words.dataset.doorSays;
  words.textContent = number ? sentence.replace("{1}", number) : "";
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target.closest("[data-door]");
    if (!form || navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const entry = form.querySelector("[name=code]");
    const at = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" });
    if (entry.value.trim()) keep(form.dataset.door, [...kept(form.dataset.door), `${entry.value.trim()} ${at}`]);
    entry.value = "";
    entry.focus();
    say(form);
  },
  true,
);

function begin() {
  for (const form of document.querySelectorAll("[data-door]")) say(form);
  for (const form of document.querySelectorAll("[data-noted]")) {
    const text = form.querySelector("textarea");
    // What was brought in is gone from here; what no ticket answered to stays.
    if ("brought" in form.dataset) {
      keep(form.dataset.noted, text.value.split("\n").filter(Boolean));
      // Once: this page may be loaded again when more has been kept.
      delete form.dataset.brought;
      history.replaceState(null, "", location.pathname);
    } else if (!text.value) text.value = kept(form.dataset.noted).join("\n");
  }
}

window.addEventListener("online", begin);
window.addEventListener("offline", begin);
begin();
