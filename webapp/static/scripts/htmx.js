// htmx, set up for our pages: no style of its own and nothing evaluated, as the content security policy asks.
import htmx from "htmx.org";

htmx.config.includeIndicatorCSS = false;
// A group of filters that somebody has opened stays open when its counts are renewed.
htmx.config.morphIgnore = ["data-htmx-powered", "open"];

// An address holds what was chosen and not every field that was left empty.
document.addEventListener("htmx:config:request", (event) => {
  const { request, sourceElement } = event.detail.ctx;
  if (request.method !== "GET" || !sourceElement.matches("form[data-lean]")) return;
  const body = request.body;
  if (!(body instanceof FormData)) return;
  for (const [name, value] of [...body.entries()]) {
    if (value === "") body.delete(name);
  }
});

// An answer that is no page of ours (a lost line, an error) is shown by loading the page anew.
document.addEventListener("htmx:response:error", (event) => {
  const { ctx } = event.detail;
  if (ctx.request.method !== "GET") return;
  event.preventDefault();
  window.location.assign(ctx.request.action);
});
