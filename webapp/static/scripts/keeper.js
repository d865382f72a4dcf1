// The keeper of a fair's door: a worker whose scope is the address of that one page. It keeps the page and the files that the
// page needs, answers with them while the network or the server is away, and hands what cannot be sent now to the page.
// Its files come from templates/fair_tickets/keeper.js; docs/adr/0050 says why it works so.

const door = new URL(self.registration.scope).pathname;
// The names of the files carry their hashes, so each build has a store of its own.
const store = `${door} ${self.files.join(" ")}`;
const LONGEST_HOURS = 36;
const PATIENCE_MS = 6000;
const AWAY = [502, 503, 504];
const NOT_OURS = [0, 401, 403, 404]; // 0: led away to the sign-in.

// What the next kept page takes with it: a code that could not be sent.
let noted = "";

self.addEventListener("install", (event) => event.waitUntil(begin()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (self.files.includes(pathname)) event.respondWith(file(request));
  else if (request.mode === "navigate") {
    if (pathname === door && request.method === "GET") event.respondWith(page(event));
    else if (pathname === door || pathname.startsWith(`${door}/`)) event.respondWith(code(request, pathname));
  }
});

async function begin() {
  const cache = await caches.open(store);
  await cache.addAll(self.files);
  await keep(await fetch(door, { credentials: "same-origin", redirect: "manual" }));
  await self.skipWaiting();
}

async function tidy() {
  for (const name of await caches.keys()) if (name.startsWith(`${door} `) && name !== store) await caches.delete(name);
  await self.clients.claim();
}

async function keep(answer) {
  const cache = await caches.open(store);
  if (answer.ok && !answer.redirected) await cache.put(door, answer);
  // Whoever uses the browser now may not see the door.
  else if (NOT_OURS.includes(answer.status)) await cache.delete(door);
}

async function file(request) {
  return (await caches.match(request, { ignoreVary: true })) || fetch(request);
}

// A hall full of phones has a network that takes what one sends and never answers: that is none, too.
async function ask(request) {
  const late = new Promise((_, refuse) => setTimeout(refuse, PATIENCE_MS));
  const answer = await Promise.race([fetch(request), late]);
  if (AWAY.includes(answer.status)) throw new Error(answer.statusText);
  return answer;
}

async function page(event) {
  if (noted) return kept();
  try {
    const answer = await ask(event.request);
    event.waitUntil(keep(answer.clone()));
    return answer;
  } catch {
    return kept();
  }
}

async function kept() {
  const cache = await caches.open(store);
  const answer = await cache.match(door, { ignoreVary: true });
  const hours = answer ? (Date.now() - new Date(answer.headers.get("Date"))) / 3600e3 : Infinity;
  if (hours > LONGEST_HOURS) {
    await cache.delete(door);
    return Response.error();
  }
  const text = await answer.text();
  const marked = text.replace("<html ", `<html data-kept="${encodeURIComponent(noted)}" `);
  noted = "";
  return new Response(marked, { headers: answer.headers });
}

// A code that is looked up or let in: where it cannot be sent, the page notes it.
async function code(request, pathname) {
  const spare = request.clone();
  try {
    return await ask(request);
  } catch {
    const typed = request.method === "POST" && pathname === door ? (await spare.formData()).get("code") : "";
    noted = typed || decodeURIComponent(pathname.slice(door.length + 1));
    return Response.redirect(door, 303);
  }
}
