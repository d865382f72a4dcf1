// Pictures that need a large script: it is fetched when the first of them comes near, and not at all to save data.
// <figure data-drawn-by="/address/of/the/script"> says the same as a table, so that nobody misses anything.

const MARGIN = "400px";
const waiting = document.querySelectorAll("[data-drawn-by]");

if (waiting.length && !navigator.connection?.saveData) {
  const fetched = new Set();
  const watch = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      const address = target.dataset.drawnBy;
      if (!isIntersecting || fetched.has(address)) continue;
      fetched.add(address);
      const script = document.createElement("script");
      script.src = address;
      document.head.append(script);
    }
  }, { rootMargin: MARGIN });
  for (const figure of waiting) watch.observe(figure);
}
