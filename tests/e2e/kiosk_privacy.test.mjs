// Fifty citizens in a row at one terminal: nothing of one is found by the next.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { journeys } from './journey.mjs';
import { held, isKept, terminal } from './kiosk.mjs';

const house = journeys();
const CITIZENS = 50;

const citizen = (count) => ({
  category: 'PDS_NOT_RECEIVED',
  place: `Village-${count}-of-fifty`,
  text: `No ration has come for ${count + 2} months, says household ${7_000 + count}.`,
  name: `Citizen-Number-${count}`,
  mobile: `98123${String(40_000 + count)}`,
});

test('fifty citizens in a row leave nothing behind', async () => {
  const { visitor, kiosk } = await terminal(house);
  const { page } = visitor;
  await isKept(page);
  const length = await page.evaluate(() => history.length);
  const [names, secrets] = [new Set(), []];

  for (let count = 0; count < CITIZENS; count += 1) {
    const typed = citizen(count);
    names.add(await kiosk.field('mobile').getAttribute('name'));
    const number = await kiosk.file(typed);
    secrets.push(typed.place, typed.text, typed.name, typed.mobile, `>${await kiosk.pin()}<`, number.split(' ')[2]);
    await kiosk.nextCitizen();
  }

  const found = await held(page);
  for (const secret of secrets) {
    // Four digits of a number may stand anywhere.
    if (!/^\d{4}$/.test(secret)) assert.ok(!found.includes(secret), secret);
  }
  assert.equal(await page.evaluate(() => history.length), length, 'no new entries');
  assert.equal(names.size, CITIZENS, 'fields of their own for each');
  const kept = await page.evaluate(() => ({ ...localStorage, ...sessionStorage }));
  assert.deepEqual(kept, { 'sunwai.language': 'en' }, 'the terminal’s own');
  const urls = visitor.asked().map(decodeURIComponent).join('\n');
  assert.ok(!urls.includes('household') && !urls.includes('Citizen-Number'), 'no word in an address');
});

test('“back” and “forward” bring nothing of the last citizen', async () => {
  const { visitor, kiosk } = await terminal(house);
  const { page } = visitor;
  await kiosk.fill(citizen(1));

  await page.goto(`${house.server.url}/privacy`);
  await page.goBack();
  await visitor.ready();
  await kiosk.isAtForm();

  const found = await held(page);
  for (const word of [citizen(1).text, citizen(1).name, citizen(1).mobile]) assert.ok(!found.includes(word), word);
});

test('a browser is told to keep and to offer nothing', async () => {
  const { visitor, kiosk } = await terminal(house);
  const answer = await visitor.page.request.get(`${house.server.url}/kiosk`);
  assert.equal(answer.headers()['cache-control'], 'no-store');

  const fields = await visitor.page.locator('main form :is(input, select, textarea)').all();
  assert.ok(fields.length >= 6);
  for (const field of fields) {
    assert.equal(await field.getAttribute('autocomplete'), 'off');
    assert.notEqual(await field.getAttribute('name'), await field.getAttribute('id'));
  }
  await kiosk.fill(citizen(2));
  await visitor.page.getByRole('button', { name: visitor.text('kiosk_form.erase') }).click();
  await kiosk.isAtForm();
  await kiosk.field('text').focus();
  await visitor.page.keyboard.press('Control+z');
  assert.equal(await kiosk.field('text').inputValue(), '', 'undo brings nothing back');
});
