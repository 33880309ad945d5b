// A terminal that nobody stands at: a warning after a minute, and a quarter of a
// minute later nothing is left.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './access.mjs';
import { journeys } from './journey.mjs';
import { held, terminal } from './kiosk.mjs';
import { CITIZEN } from './pages/kiosk.mjs';

const house = journeys();

/** A terminal whose clock is ours. */
async function standing() {
  const { visitor, kiosk } = await terminal(house);
  await visitor.page.clock.install();
  await kiosk.open();
  const pass = (seconds) => visitor.page.clock.runFor(seconds * 1000);
  return { visitor, kiosk, pass };
}

function assertNothing(page) {
  for (const word of Object.values(CITIZEN).slice(1)) assert.ok(!page.includes(word), word);
}

test('after a minute there is a warning, and any key stays', async () => {
  const { visitor, kiosk, pass } = await standing();
  await kiosk.fill();

  await pass(58);
  assert.ok(!await kiosk.idle.isVisible());
  await pass(4);
  await kiosk.idle.waitFor();
  assert.match(await kiosk.idle.innerText(), /1[0-5] seconds/);
  await assertAccessible(visitor.page);
  await visitor.page.keyboard.press('Shift');

  await kiosk.idle.waitFor({ state: 'hidden' });
  assert.equal(await kiosk.field('text').inputValue(), CITIZEN.text);
  await pass(58);
  assert.ok(!await kiosk.idle.isVisible(), 'the minute begins anew');
});

test('a quarter of a minute after the warning nothing is left of what was typed', async () => {
  const { visitor, kiosk, pass } = await standing();
  await kiosk.fill();

  await pass(62);
  await kiosk.idle.waitFor();
  await pass(15);

  await kiosk.idle.waitFor({ state: 'hidden' });
  await visitor.page.waitForFunction(() => document.querySelector('#text')?.value === '');
  assertNothing(await held(visitor.page));
});

test('nothing is left of a slip that nobody took away', async () => {
  const { visitor, kiosk, pass } = await standing();
  const number = await kiosk.file();
  const pin = await kiosk.pin();

  await pass(62);
  await kiosk.idle.waitFor();
  await pass(15);

  await kiosk.slip.waitFor({ state: 'detached' });
  const page = await held(visitor.page);
  assertNothing(page);
  assert.ok(!page.includes(number.split(' ')[2]) && !page.includes(`>${pin}<`), 'number and PIN');
});

test('an empty form stands for hours without a warning', async () => {
  const { kiosk, pass } = await standing();

  await pass(3 * 60);

  assert.ok(!await kiosk.idle.isVisible());
});
