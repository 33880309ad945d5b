// The service worker: the pages and files of one build, kept together, so that the
// app opens without a signal and never meets half of another build. What the
// server wrote above names the BUILD and its PAGES and FILES; the complaints on
// this phone (`sunwai`) come between.

const KEPT = `sunwai-${BUILD}`;
// A signal that has not answered by then is none.
const PATIENCE = 4000; // milliseconds

self.addEventListener('install', (event) => {
  const fetched = async () => {
    const kept = await caches.open(KEPT);
    // Files never change under their names; pages are asked for anew.
    await kept.addAll(FILES);
    await kept.addAll(PAGES.map((page) => new Request(page, { cache: 'no-cache' })));
    await self.skipWaiting();
  };
  event.waitUntil(fetched());
});

self.addEventListener('activate', (event) => {
  const cleaned = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith('sunwai-') && name !== KEPT);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(cleaned());
});

self.addEventListener('sync', (event) => {
  if (event.tag !== sunwai.TAG) return;
  // A failure makes the browser try again later.
  event.waitUntil(sunwai.send().then((all) => {
    if (!all) throw new Error('not all complaints are sent yet');
  }));
});

const kept = (address) => caches.match(address, { cacheName: KEPT, ignoreSearch: true });

// Not by an AbortSignal: a request for a page takes no further wishes.
const soon = (request) => Promise.race([
  fetch(request),
  new Promise((_, reject) => { setTimeout(() => reject(new Error('no signal')), PATIENCE); }),
]);

// The page itself, else any of ours: the app draws what stands in the address.
const page = (request) => soon(request).catch(async () => {
  const { pathname } = new URL(request.url);
  return await kept(pathname) || kept('/');
});

const escaped = (text) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

// A form that was sent without a signal: the same step again, with all that was
// typed in hidden fields, for the app to take over.
const form = async (request) => {
  const typed = await request.clone().formData();
  return fetch(request).catch(async () => {
    const page = await kept('/complain');
    const step = escaped(typed.get('step') || '1');
    const key = typed.get('key') || crypto.randomUUID();
    // The page makes them small before they are sent.
    for (const photo of typed.getAll('photo').filter(({ size }) => size)) {
      await sunwai.addPhoto(key, photo, crypto.randomUUID(), true).catch(() => {});
    }
    for (const name of ['step', 'go', 'photo']) typed.delete(name);
    // A key says that the page answers a form: its step counts, not the address.
    typed.set('key', key);
    const hidden = [...typed].map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`);
    const html = (await page.text())
      .replace(/name="step" value="\d"/, () => `name="step" value="${step}"`)
      .replace('</form>', () => `${hidden.join('')}</form>`);
    return new Response(html, { headers: page.headers });
  });
};

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin || /^\/(api|desk|kiosk|embed)\b/.test(pathname)) return;
  if (request.mode === 'navigate') {
    if (request.method === 'GET') event.respondWith(page(request));
    else if (request.method === 'POST' && pathname === '/complain') event.respondWith(form(request));
  } else if (request.method === 'GET' && FILES.includes(pathname)) {
    event.respondWith(kept(pathname).then((file) => file || fetch(request)));
  }
});
