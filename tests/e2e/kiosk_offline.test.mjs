// A terminal whose line is down: everybody gets a provisional number, nobody is
// filed twice, and nothing can be read where it is kept.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './access.mjs';
import { journeys } from './journey.mjs';
import { held, isKept, terminal } from './kiosk.mjs';
import { figures } from './office.mjs';
import { CITIZEN } from './pages/kiosk.mjs';

const house = journeys();
const CITIZENS = 20;

const citizen = (count) => ({ ...CITIZEN, text: `${CITIZEN.text} Household ${8_000 + count}.`, name: `Name-${count}` });

const received = async () => (await figures(house.server.url, '?channel=kiosk')).received;

async function untilReceived(count) {
  const end = Date.now() + 30_000;
  while (await received() < count && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(await received(), count);
}

test('twenty citizens without a line are filed once each when it is back', async () => {
  const { visitor, kiosk, id } = await terminal(house);
  const { page } = visitor;
  const before = await received();
  await isKept(page);
  await visitor.context.setOffline(true);
  const numbers = [];

  for (let count = 0; count < CITIZENS; count += 1) {
    numbers.push(await kiosk.file(citizen(count)));
    if (count === 0) await assertAccessible(page);
    await kiosk.nextCitizen();
  }

  assert.deepEqual(numbers, Array.from(numbers, (_, count) => `K${id}-${String(count + 1).padStart(4, '0')}`));
  await kiosk.line.getByText(visitor.text('kiosk_line.waiting', { count: CITIZENS })).waitFor();
  const kept = await held(page);
  for (let count = 0; count < CITIZENS; count += 1) {
    const { text, name, mobile, place } = citizen(count);
    for (const word of [text, name, mobile, place]) assert.ok(!kept.includes(word), word);
  }
  assert.equal(await received(), before);

  await visitor.context.setOffline(false);
  await untilReceived(before + CITIZENS);
  await kiosk.openToday();
  const first = page.locator('.day-list__line', { hasText: numbers[0] });
  await first.getByRole('button').waitFor();
  await assertAccessible(page);
  assert.equal(await page.locator('.day-list__line', { hasText: `K${id}-` }).count(), CITIZENS);

  await first.getByRole('button').click();
  const real = await kiosk.number();
  assert.match(real, /^HR \d{3} \d{4} \d{4}$/);
  assert.match(await kiosk.pin(), /^\d{6}$/);
  await kiosk.nextCitizen();
  await kiosk.openToday();
  await page.locator('.day-list__line', { hasText: numbers[1] }).waitFor();
  assert.equal(await page.locator('.day-list__line', { hasText: numbers[0] }).count(), 0, 'its slip was handed out');
  assert.equal(await received(), before + CITIZENS);
});

test('the app opens without a line, and what it kept is sent after the browser was closed', async () => {
  const { visitor, kiosk, id } = await terminal(house);
  const before = await received();
  await isKept(visitor.page);
  await visitor.context.setOffline(true);

  await visitor.reload();
  await kiosk.isAtForm();
  assert.equal(await kiosk.file(citizen(1)), `K${id}-0001`);
  await visitor.page.close();
  await visitor.context.setOffline(false);
  const page = await visitor.window();
  await visitor.open('/kiosk', page);

  await untilReceived(before + 1);
  await page.locator('.desk-nav a[href="/kiosk/today"]').click();
  await page.locator('.day-list__line', { hasText: `K${id}-0001` }).getByRole('button').waitFor();
});

test('an answer that was lost files nothing twice', async () => {
  const { visitor, kiosk } = await terminal(house);
  const before = await received();
  // It arrives, and its answer does not.
  await visitor.page.route('**/api/kiosk/v1/sealed', async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });

  assert.match(await kiosk.file(citizen(3)), /^K\d+-0001$/);
  await kiosk.nextCitizen();
  await kiosk.openHealth();
  await visitor.page.getByRole('button', { name: visitor.text('kiosk_health.again') }).click();
  await kiosk.openToday();
  await visitor.page.locator('.day-list__line', { hasText: '-0001' }).getByRole('button').waitFor();

  assert.equal(await received(), before + 1);
});

test('nobody waits for a line that says nothing', async () => {
  const { visitor, kiosk } = await terminal(house);
  const before = await received();
  let answer;
  const silent = new Promise((resolve) => { answer = resolve; });
  await visitor.page.route('**/api/kiosk/v1/sealed', async (route) => {
    await silent;
    await route.continue();
  });

  const begin = Date.now();
  assert.match(await kiosk.file(citizen(4)), /^K\d+-0001$/);
  assert.ok(Date.now() - begin < 20_000, 'a provisional number comes soon');
  assert.equal(await received(), before);
  await kiosk.nextCitizen();
  answer();

  await untilReceived(before + 1);
  await kiosk.openToday();
  await visitor.page.locator('.day-list__line', { hasText: '-0001' }).getByRole('button').waitFor();
});

test('a complaint at which the server fails keeps no other waiting', async () => {
  const { visitor, kiosk } = await terminal(house);
  const before = await received();
  const failing = { key: undefined };
  await visitor.page.route('**/api/kiosk/v1/sealed', async (route) => {
    failing.key ??= route.request().headers()['idempotency-key'];
    if (route.request().headers()['idempotency-key'] !== failing.key) return route.continue();
    const problem = { type: '/problems/broken', title: 'broken', status: 500, key: 'server.broken', errors: [] };
    return route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) });
  });

  assert.match(await kiosk.file(citizen(5)), /^K\d+-0001$/);
  await kiosk.nextCitizen();
  assert.match(await kiosk.file(citizen(6)), /^HR /);
  await kiosk.nextCitizen();
  await visitor.page.unroute('**/api/kiosk/v1/sealed');
  await kiosk.openHealth();
  await visitor.page.getByRole('button', { name: visitor.text('kiosk_health.again') }).click();

  await untilReceived(before + 2);
});

test('the worker lets no citizen of another page wait for it', async () => {
  const { visitor } = await terminal(house);
  await isKept(visitor.page);

  const page = await visitor.window();
  await page.goto(`${house.server.url}/`);

  assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null);
});
