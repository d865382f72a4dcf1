// The door of a fair without network: codes are kept in this browser until they are brought in. No name is kept with them.
// The page itself is kept by keeper.js, which marks it where it answers with it.

const AGAIN_MS = 15000;
const key = (fair) => `door-${fair}`;
const kept = (fair) => (localStorage.getItem(key(fair)) || "").split("\n").filter(Boolean);
const isKeptPage = "kept" in document.documentElement.dataset;
const isAway = () => !navigator.onLine || isKeptPage;

function keep(fair, lines) {
  if (lines.length) localStorage.setItem(key(fair), lines.join("\n"));
  else localStorage.removeItem(key(fair));
}

function note(form, code) {
  const at = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" });
  keep(form.dataset.door, [...kept(form.dataset.door), `${code} ${at}`]);
}

function say(form) {
  const words = form.parentElement.querySelector("[data-door-says]");
  const number = kept(form.dataset.door).length;
  const sentence = isAway() ? words.dataset.doorSays : words.dataset.doorWaits;
  words.textContent = number ? sentence.replace("{1}", number) : "";
  form.parentElement.querySelector("[data-door-as-it-was]").hidden = !isKeptPage;
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target.closest("[data-door]");
    if (!form || !isAway()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const entry = form.elements.code;
    if (entry.value.trim()) note(form, entry.value.trim());
    entry.value = "";
    entry.focus();
    say(form);
  },
  true,
);

// Sends what waits as the page for noted codes would, and reads from its answer what became of it. Whether anybody came in.
async function send(form) {
  const fair = form.dataset.door;
  const lines = kept(fair);
  // Nobody comes in before the day. What was answered once waits for somebody who compares it with the paper.
  if (!form.dataset.doorSends || !lines.length || lines.join("\n") === form.dataset.answered) return false;
  const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, noted: lines.join("\n") });
  const answer = await fetch(form.dataset.doorSends, { method: "POST", body });
  if (answer.status >= 500) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const text = page.querySelector("[data-brought] textarea");
  const left = text ? text.value.split("\n").filter(Boolean) : lines;
  // Somebody may have typed on meanwhile.
  keep(fair, [...left, ...kept(fair).slice(lines.length)]);
  form.dataset.answered = left.join("\n");
  if (text) sessionStorage.setItem(key(fair), page.querySelector("#said").textContent.trim());
  return left.length < lines.length;
}

// The page gives way to one that knows more, unless somebody is typing.
async function renew(form) {
  const answer = await fetch(location.pathname, { method: "HEAD" });
  if (answer.status < 500 && !form.elements.code.value) location.reload();
}

async function attend(form) {
  say(form);
  if (!navigator.onLine || form.dataset.sending) return;
  form.dataset.sending = "yes";
  try {
    if ((await send(form)) || isKeptPage) await renew(form);
  } catch {
    // Still away: it is tried again.
  }
  delete form.dataset.sending;
  say(form);
}

function begin() {
  for (const form of document.querySelectorAll("[data-door]")) attend(form);
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

for (const form of document.querySelectorAll("[data-door]")) {
  const unsent = decodeURIComponent(document.documentElement.dataset.kept || "");
  if (unsent) note(form, unsent);
  if (!isKeptPage) {
    form.parentElement.querySelector("[data-door-sent]").textContent = sessionStorage.getItem(key(form.dataset.door)) || "";
    sessionStorage.removeItem(key(form.dataset.door));
  }
  setInterval(attend, AGAIN_MS, form);
}
window.addEventListener("online", begin);
window.addEventListener("offline", begin);
begin();
