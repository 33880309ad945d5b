// Keeps the kiosk's app on the terminal, so that it opens while the line is down.
// It keeps this build's page, files and texts, which hold nothing of a citizen,
// and nothing that the server answers: what waits for the line is in `kept.js`.
// The server writes the list and a name that changes with any of it.

const FILES = '{files}';
const NAME = 'kiosk-{version}';
const PAGE = '/kiosk';
const PATIENCE = 4_000; // milliseconds until a page that does not come is opened from here

const store = async () => {
  const cache = await caches.open(NAME);
  // Not from the browser's own cache: it may have another build's.
  await cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })));
  await self.skipWaiting();
};

const clear = async () => {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('kiosk-') && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
};

const kept = (address) => caches.match(address, { cacheName: NAME, ignoreVary: true });

// The newest page while there is a line, else the one that is kept.
const page = async (request) => {
  const fresh = fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([fresh, late]).catch(() => undefined);
  return answer?.ok ? answer : (await kept(PAGE)) ?? fresh;
};

self.addEventListener('install', (event) => event.waitUntil(store()));
self.addEventListener('activate', (event) => event.waitUntil(clear()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (FILES.includes(pathname)) event.respondWith(kept(pathname).then((found) => found ?? fetch(request)));
});
