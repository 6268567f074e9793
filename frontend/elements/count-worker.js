// The worker of the pages of counts, and of nothing else: it keeps them, and what they load, for when there is no network.
// The network comes first; what is kept answers only when it does not. Nothing that is sent passes here.
const KEPT = "maillon-recolement-1";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const addresses = event.data?.keep;
  if (!Array.isArray(addresses)) return;
  event.waitUntil(keep(addresses.filter((one) => new URL(one).origin === self.location.origin)));
});

async function keep(addresses) {
  const cache = await caches.open(KEPT);
  await Promise.allSettled(
    [...new Set(addresses)].map(async (address) => {
      const answer = await fetch(address, { credentials: "same-origin" });
      if (answer.ok && !answer.redirected) await cache.put(address, answer);
    }),
  );
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin || address.pathname.startsWith("/api/")) return;
  event.respondWith(answer(request));
});

async function answer(request) {
  const cache = await caches.open(KEPT);
  try {
    const fresh = await fetch(request);
    const counts = request.mode === "navigate" && /\/recolements\/\d+\/compter\//.test(request.url);
    if (counts && fresh.redirected) await cache.delete(request.url.split("#")[0], { ignoreVary: true }); // closed, or signed out
    if (fresh.ok && !fresh.redirected && counts) await cache.put(request.url.split("#")[0], fresh.clone());
    return fresh;
  } catch (error) {
    const kept = await cache.match(request.url.split("#")[0], { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}
