// Terminals of centres: added at the command line, enrolled in a browser; and
// what can be found in one afterwards.

import assert from 'node:assert/strict';

import { KioskPage } from './pages/kiosk.mjs';

/** Screens at a counter. */
export const COUNTER = { width: 1280, height: 800 };

/** A kiosk, as `sunwai kiosk add` prints it. */
export async function addKiosk(server, name = 'Atal Seva Kendra, Mohana', district = 'sonipat') {
  const { stdout } = await server.command(['kiosk', 'add', name, '--district', district, '--json']);
  return JSON.parse(stdout);
}

/** A terminal that is enrolled, with the form on its screen. */
export async function terminal(house, wishes = {}) {
  const added = await addKiosk(house.server);
  const answer = await fetch(`${house.server.url}/api/kiosk/v1/enrol`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: house.server.url },
    body: JSON.stringify({ code: added.enrolment_code }),
  });
  assert.equal(answer.status, 204, await answer.text());
  const [name, value] = answer.headers.getSetCookie()[0].split(';')[0].split('=');
  const visitor = await house.visitor({ language: 'en', size: COUNTER, serviceWorkers: 'allow', ...wishes });
  await visitor.context.addCookies([{ name, value, url: house.server.url }]);
  const kiosk = new KioskPage(visitor);
  await kiosk.open();
  return { visitor, kiosk, id: added.id };
}

/** Waits until the terminal opens without a line. */
export async function isKept(page) {
  await page.waitForFunction(() => navigator.serviceWorker.controller
    && navigator.serviceWorker.ready.then((registration) => registration.active?.state === 'activated'));
}

/** Everything that a browser holds of a page, as one text. */
export async function held(page) {
  const inside = await page.evaluate(async () => {
    const all = [document.documentElement.outerHTML, document.title, location.href];
    for (const field of document.querySelectorAll('input, textarea, select')) all.push(field.value);
    for (const storage of [localStorage, sessionStorage]) all.push(JSON.stringify(storage));
    all.push(document.cookie, JSON.stringify(history.state));
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const entries = await new Promise((resolve, reject) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result);
          reading.onerror = () => reject(reading.error);
        });
        all.push(JSON.stringify(entries));
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        const kind = answer.headers.get('content-type') ?? '';
        all.push(request.url, /text|json|javascript/.test(kind) ? await answer.text() : '');
      }
    }
    return all.join('\n');
  });
  return inside + JSON.stringify(await page.context().cookies());
}
