// A day at a counter: enrolled once, then one citizen after the other.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './access.mjs';
import { journeys } from './journey.mjs';
import { arrowToOption, tabTo } from './keyboard.mjs';
import { COUNTER, addKiosk, held, terminal } from './kiosk.mjs';
import { figures } from './office.mjs';
import { CITIZEN, KioskPage } from './pages/kiosk.mjs';

const house = journeys();

/** So long a whole complaint may take by keyboard, in milliseconds. */
const BY_KEYBOARD = 90_000;
/** A quick operator presses so many keys a second. */
const BETWEEN_KEYS = 90;

test('a terminal is enrolled with its code, once', async () => {
  const { enrolment_code: code } = await addKiosk(house.server);
  const visitor = await house.visitor({ language: 'en', size: COUNTER });
  const kiosk = new KioskPage(visitor);
  await visitor.open('/kiosk');
  await visitor.reads('kiosk_enrol.title');

  await kiosk.field('code').fill('KWRT');
  await kiosk.send.click();
  await kiosk.summary.getByText(visitor.text('kiosk_problem.code.shape')).waitFor();
  await assertAccessible(visitor.page);
  await kiosk.field('code').fill('KWRT-3HJA-9MXD');
  await kiosk.send.click();
  await visitor.sees(visitor.text('kiosk_problem.code.wrong'));
  await kiosk.field('code').fill(code.toLowerCase().replaceAll('-', ' '));
  await visitor.page.keyboard.press('Enter');

  await kiosk.isAtForm();
  await visitor.page.locator('.header', { hasText: 'Atal Seva Kendra, Mohana' }).waitFor();
  await visitor.reload();
  await kiosk.isAtForm();
  await assertAccessible(visitor.page);

  const other = await house.visitor({ language: 'en' });
  await other.open('/kiosk');
  await other.page.locator('#code').fill(code);
  await other.page.keyboard.press('Enter');
  await other.sees(other.text('kiosk_problem.code.wrong'));
});

test('a whole complaint is filed by keyboard alone within ninety seconds', async () => {
  const { visitor, kiosk } = await terminal(house);
  const { page } = visitor;
  await page.bringToFront();
  const begin = Date.now();
  const type = (words) => page.keyboard.type(words, { delay: BETWEEN_KEYS });

  await tabTo(page, kiosk.field('category'));
  await arrowToOption(page, kiosk.field('category'), CITIZEN.category);
  await page.keyboard.press('Enter');
  await visitor.focusIsOn('#district');
  await page.keyboard.press('Enter');
  await visitor.focusIsOn('#place');
  await type(CITIZEN.place);
  await page.keyboard.press('Enter');
  await visitor.focusIsOn('#text');
  await type(CITIZEN.text);
  await page.keyboard.press('Tab');
  await visitor.focusIsOn('#name');
  await type(CITIZEN.name);
  await page.keyboard.press('Enter');
  await visitor.focusIsOn('#mobile');
  await type(CITIZEN.mobile);
  await page.keyboard.press('Control+Enter');
  const number = await kiosk.number();
  const taken = Date.now() - begin;

  assert.match(number, /^HR \d{3} \d{4} \d{4}$/);
  assert.ok(taken < BY_KEYBOARD, `${taken} milliseconds`);
  await visitor.focusIsOn('#print');
  await assertAccessible(page);
  await page.keyboard.press('Control+Enter');
  await kiosk.isAtForm();
  await kiosk.openToday();
  await kiosk.lines.getByText(number.replace(/(\d) (\d)/g, '$1-$2')).waitFor();
});

test('the channel and the centre are known, and the figures count it', async () => {
  const { kiosk } = await terminal(house);
  const before = await figures(house.server.url, '?channel=kiosk');

  await kiosk.file();

  const after = await figures(house.server.url, '?channel=kiosk');
  assert.equal(after.received, before.received + 1);
});

test('what is wrong stands above the form and at its field, and nothing is lost', async () => {
  const { visitor, kiosk } = await terminal(house);

  await kiosk.fill({ ...CITIZEN, category: '', text: 'short', mobile: '123' });
  await kiosk.send.click();

  await kiosk.summary.waitFor();
  const told = await kiosk.summary.locator('a').allInnerTexts();
  assert.deepEqual(told, ['category.missing', 'text.too_short', 'mobile.invalid'].map((key) => visitor.text(`problem.${key}`)));
  await visitor.focusIsOn('.error-summary');
  await assertAccessible(visitor.page);
  await kiosk.summary.locator('a').nth(1).click();
  await visitor.focusIsOn('#text');
  assert.equal(await kiosk.field('place').inputValue(), CITIZEN.place);
  assert.equal(await visitor.page.evaluate(() => location.hash), '');
});

test('personal numbers are pointed out while typing and hidden', async () => {
  const { visitor, kiosk } = await terminal(house);

  await kiosk.field('text').fill('My number is 98123 45678, call me');
  const warning = visitor.page.locator('.personal-warning');
  await warning.getByText(visitor.text('personal.mobile')).waitFor();
  await warning.getByRole('button').click();

  await warning.getByRole('button').waitFor({ state: 'detached' });
  assert.equal(await kiosk.field('text').inputValue(), 'My number is XXXXX XXXXX, call me');
});

test('another language keeps what was typed, and the next citizen begins in the first one', async () => {
  const { visitor, kiosk } = await terminal(house);
  await kiosk.fill();

  await visitor.page.locator('.language-switch button[lang=pa]').click();
  await visitor.page.locator('html[lang=pa]').waitFor();

  assert.equal(await kiosk.field('text').inputValue(), CITIZEN.text);
  assert.equal(await kiosk.field('category').inputValue(), CITIZEN.category);
  await kiosk.send.click();
  await kiosk.number();
  await kiosk.nextCitizen();
  await visitor.page.locator('html[lang=en]').waitFor();
});

test('the list has numbers and states, and no word of a citizen', async () => {
  const { visitor, kiosk } = await terminal(house);
  await kiosk.file();
  await kiosk.nextCitizen();
  await kiosk.file();
  await kiosk.nextCitizen();

  await kiosk.openToday();
  await kiosk.lines.nth(1).waitFor();

  assert.equal(await kiosk.lines.count(), 2);
  const page = await held(visitor.page);
  for (const word of [CITIZEN.text, CITIZEN.name, CITIZEN.mobile, CITIZEN.place]) assert.ok(!page.includes(word), word);
  await assertAccessible(visitor.page);
});

test('the terminal says whether everything works', async () => {
  const { visitor, kiosk } = await terminal(house);
  await kiosk.file();
  await kiosk.nextCitizen();

  await kiosk.openHealth();

  const row = (label) => visitor.page.locator('.summary-list__row', { hasText: visitor.text(`kiosk_health.${label}`) });
  await row('sent').getByText('1', { exact: true }).waitFor();
  await row('server').getByText(visitor.text('kiosk_health.good')).waitFor();
  await row('version').waitFor();
  await assertAccessible(visitor.page);
  await visitor.context.setOffline(true);
  await visitor.page.getByRole('button', { name: visitor.text('kiosk_health.again') }).click();
  await row('line').getByText(visitor.text('kiosk_health.down')).waitFor();
});

test('a terminal that was switched off says so and holds nothing', async () => {
  const { visitor, kiosk, id } = await terminal(house);
  await kiosk.fill();
  await house.server.command(['kiosk', 'disable', String(id)]);

  await kiosk.send.click();

  await visitor.reads('kiosk_enrol.disabled_title');
  await visitor.sees(visitor.text('kiosk_enrol.disabled'));
  await assertAccessible(visitor.page);
  await visitor.page.waitForFunction(async () => {
    const database = await new Promise((resolve) => {
      const opening = indexedDB.open('sunwai-kiosk');
      opening.onsuccess = () => resolve(opening.result);
    });
    const count = await new Promise((resolve) => {
      const counting = database.transaction('complaints').objectStore('complaints').count();
      counting.onsuccess = () => resolve(counting.result);
    });
    database.close();
    return count === 0;
  });
  const page = await held(visitor.page);
  for (const word of [CITIZEN.text, CITIZEN.name, CITIZEN.mobile, 'Mohana']) assert.ok(!page.includes(word), word);
  await visitor.reload();
  await visitor.reads('kiosk_enrol.disabled_title');

  const { enrolment_code: code } = await addKiosk(house.server);
  await kiosk.field('code').fill(code);
  await visitor.page.keyboard.press('Enter');
  await kiosk.isAtForm();
});

test('citizens fetch nothing of the kiosk', async () => {
  const citizen = await house.visitor();
  await citizen.open('/');
  await citizen.open('/complain');

  assert.deepEqual(citizen.asked().filter((address) => address.includes('kiosk')), []);
});
