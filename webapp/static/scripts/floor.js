// The floor plan by hand: an enterprise is dragged to another spot, or taken with Enter, carried with the arrows, and
// put down with Enter. Either way the form beneath is filled in and sent.

const plan = document.querySelector("svg.floor[data-movable]");
const form = document.querySelector("form[data-floor-move]");
const voice = document.querySelector("[data-floor-says]");

function centre(spot) {
  const box = spot.querySelector("rect").getBBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function say(name, ...words) {
  let text = voice.dataset[name];
  words.forEach((word, index) => {
    text = text.replace(`{${index + 1}}`, word);
  });
  voice.textContent = text;
}

function put(taken, spot) {
  form.elements.booth.value = taken.dataset.booth;
  form.elements.spot.value = spot.dataset.spot;
  form.requestSubmit();
}

function follow(spots) {
  let carried = null;
  let target = null;
  let from = null;
  let isDragged = false;

  function aim(spot) {
    if (target) target.classList.remove("target");
    target = spot;
    if (target) target.classList.add("target");
  }

  function letGo() {
    if (!carried) return;
    carried.classList.remove("carried");
    carried.style.transform = "";
    carried.setAttribute("aria-pressed", "false");
    carried = null;
    aim(null);
  }

  function take(spot) {
    letGo();
    carried = spot;
    carried.classList.add("carried");
    carried.setAttribute("aria-pressed", "true");
  }

  function point(event) {
    const matrix = plan.getScreenCTM().inverse();
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  }

  function spotAt({ x, y }) {
    return spots.find((spot) => {
      const box = spot.querySelector("rect").getBBox();
      return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
    });
  }

  // The nearest spot in a direction: what lies aside counts double.
  function neighbour(spot, dx, dy) {
    const here = centre(spot);
    let best = null;
    let least = Infinity;
    for (const other of spots) {
      const there = centre(other);
      const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
      const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
      if (along > 1 && along + 2 * aside < least) {
        least = along + 2 * aside;
        best = other;
      }
    }
    return best;
  }

  for (const spot of spots) {
    if (!spot.dataset.booth) continue;
    spot.setAttribute("tabindex", "0");
    spot.setAttribute("role", "button");
    spot.setAttribute("aria-pressed", "false");
    spot.setAttribute("aria-label", `${spot.dataset.number} ${spot.dataset.name}`);
  }

  plan.addEventListener("pointerdown", (event) => {
    const spot = event.target.closest("g[data-booth]");
    if (!spot || event.button !== 0) return;
    take(spot);
    from = point(event);
    isDragged = false;
    plan.setPointerCapture(event.pointerId);
  });

  plan.addEventListener("pointermove", (event) => {
    if (!carried || !from) return;
    const here = point(event);
    isDragged = isDragged || Math.hypot(here.x - from.x, here.y - from.y) > 4;
    if (!isDragged) return;
    carried.style.transform = `translate(${here.x - from.x}px, ${here.y - from.y}px)`;
    aim(spotAt(here) || null);
  });

  plan.addEventListener("pointerup", () => {
    if (!from) return;
    from = null;
    const spot = target;
    const taken = carried;
    if (isDragged && taken && spot && spot !== taken) put(taken, spot);
    else letGo();
  });

  plan.addEventListener("pointercancel", () => {
    from = null;
    letGo();
  });

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  plan.addEventListener("keydown", (event) => {
    const spot = event.target.closest("g[data-booth]");
    if (!spot) return;
    const arrow = ARROWS[event.key];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (carried && target && target !== carried) {
        put(carried, target);
        return;
      }
      if (carried) {
        letGo();
        say("dropped");
        return;
      }
      take(spot);
      aim(spot);
      say("taken", spot.dataset.name);
    } else if (arrow && carried) {
      event.preventDefault();
      const next = neighbour(target, ...arrow);
      if (!next) return;
      aim(next);
      if (next.dataset.booth) say("overTaken", next.dataset.number, next.dataset.name);
      else say("overFree", next.dataset.number);
    } else if (event.key === "Escape" && carried) {
      letGo();
      say("dropped");
    }
  });
}

if (plan && form) {
  follow([...plan.querySelectorAll("g[data-spot]")]);
  for (const help of document.querySelectorAll("[data-floor-help]")) help.hidden = false;
}
