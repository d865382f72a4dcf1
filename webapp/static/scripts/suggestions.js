// Suggestions under a text field: <div class="suggesting" data-source="/address"> around an <input>.
// The address answers {"suggestions": [{"value", "label", "note"}]} to ?q=…; a hidden [data-chosen] field takes the value.

const PAUSE = 180;

function begin(box) {
  const input = box.querySelector("input.entry");
  const chosen = box.querySelector("input[data-chosen]");
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent.trim() ?? input.getAttribute("aria-label") ?? "");
  list.hidden = true;
  box.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("autocomplete", "off");

  let waiting;
  let asked = 0;
  let current = -1;

  function close() {
    list.hidden = true;
    current = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(index) {
    const options = [...list.children];
    current = (index + options.length) % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === current)));
    input.setAttribute("aria-activedescendant", options[current].id);
    options[current].scrollIntoView({ block: "nearest" });
  }

  function take(option) {
    input.value = option.dataset.label;
    if (chosen) chosen.value = option.dataset.value;
    close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
    if (box.dataset.go !== undefined) input.form.requestSubmit();
  }

  function show(suggestions) {
    list.replaceChildren(
      ...suggestions.map((suggestion, at) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.value = suggestion.value;
        option.dataset.label = suggestion.label;
        option.textContent = suggestion.label;
        if (suggestion.note) {
          const note = document.createElement("small");
          note.textContent = suggestion.note;
          option.append(note);
        }
        return option;
      }),
    );
    current = -1;
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  async function ask() {
    const words = input.value.trim();
    asked += 1;
    const mine = asked;
    if (!words) {
      close();
      return;
    }
    try {
      const answer = await fetch(`${box.dataset.source}?${new URLSearchParams({ q: words })}`);
      if (!answer.ok || mine !== asked || document.activeElement !== input) return;
      show((await answer.json()).suggestions);
    } catch {
      close();
    }
  }

  input.addEventListener("input", () => {
    if (chosen) chosen.value = "";
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark(current + 1);
    else if (event.key === "ArrowUp") mark(current - 1);
    else if (event.key === "Enter" && current >= 0) take(list.children[current]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) take(option);
  });
}

document.querySelectorAll(".suggesting[data-source]").forEach(begin);
