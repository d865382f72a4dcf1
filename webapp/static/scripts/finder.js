// The search page: "near me", and filters that stand open where there is room for them.

document.documentElement.classList.add("live");

const wide = window.matchMedia("(min-width: 62em)");

function openFilters() {
  for (const filters of document.querySelectorAll("details.filters")) filters.open = wide.matches;
}

wide.addEventListener("change", openFilters);
openFilters();

if (navigator.geolocation) document.documentElement.classList.add("can-locate");

// Asks the browser where it is and searches from there; the place goes nowhere but into this search.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-near-me]");
  if (!button) return;
  const form = button.closest("form");
  const words = button.querySelector("span");
  words.textContent = button.dataset.asking;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      form.elements.at.value = `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`;
      form.elements.place.value = "";
      form.requestSubmit();
    },
    () => {
      words.textContent = button.dataset.refused;
    },
    { maximumAge: 300000, timeout: 10000 },
  );
});
