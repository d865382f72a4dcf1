// Which door this browser keeps, for as long as it is of use: registers keeper.js, and leaves nothing for whoever comes next.

// Codes stay: they name nobody, and people came with them.
async function forget(isOurs) {
  const registrations = await navigator.serviceWorker.getRegistrations();
  const gone = registrations.filter(({ scope }) => isOurs(new URL(scope).pathname));
  await Promise.all(gone.map((registration) => registration.unregister()));
  for (const name of await caches.keys()) if (isOurs(name.split(" ")[0])) await caches.delete(name);
}

const everyDoor = (pathname) => /^\/office\/fairs\/\d+\/door$/.test(pathname);

async function attend() {
  const form = document.querySelector("[data-door]");
  if (document.querySelector("[data-nobody]")) await forget(everyDoor);
  if (!form || "kept" in document.documentElement.dataset) return;
  const here = location.pathname;
  if (form.dataset.doorKeeper) await navigator.serviceWorker.register(form.dataset.doorKeeper, { scope: here });
  else await forget((pathname) => pathname === here);
}

async function leave(event) {
  const form = event.target;
  if (!("signOut" in form.dataset)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  // Before anything is asked of the network: whoever leaves a door without one leaves nothing behind either.
  await forget(everyDoor).catch(() => {});
  form.submit();
}

if (navigator.serviceWorker) {
  document.addEventListener("submit", leave, true);
  // Where a browser forbids it, the door works as long as its page stays open.
  attend().catch(() => {});
}
