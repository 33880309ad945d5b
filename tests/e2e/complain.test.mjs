// A woman in a village files her complaint in Hindi, without mouse or touch, on
// the smallest screen, and finds it again.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible, assertFits } from './access.mjs';
import { devanagari } from './digits.mjs';
import { journeys } from './journey.mjs';
import { arrowTo, arrowToOption, tabTo } from './keyboard.mjs';
import { figures } from './office.mjs';
import { ANSWERS, ComplainPage } from './pages/complain.mjs';
import { ReceiptPage } from './pages/receipt.mjs';
import { ResultsPage } from './pages/results.mjs';
import { TicketPage } from './pages/ticket.mjs';

const house = journeys();

/** Chooses one of a few and goes on, by keyboard. */
async function choose(complain, code) {
  const { page } = complain;
  await tabTo(page, complain.page.locator('input[type=radio]').first());
  await page.keyboard.press('Space');
  await arrowTo(page, complain.choice(code));
  await page.keyboard.press('Enter');
}

async function fillByKeyboard(complain) {
  const { page } = complain;
  const typeInto = async (field, words) => {
    await tabTo(page, field);
    await page.keyboard.type(words);
  };
  const goOn = async () => {
    await tabTo(page, complain.submit);
    await page.keyboard.press('Enter');
  };

  await complain.standsAt('group');
  await choose(complain, ANSWERS.group);
  await complain.standsAt('category');
  await choose(complain, ANSWERS.category);
  await complain.standsAt('where');
  await tabTo(page, complain.district);
  await arrowToOption(page, complain.district, ANSWERS.district);
  await typeInto(complain.field('place'), ANSWERS.place);
  await goOn();
  await complain.standsAt('what');
  await typeInto(complain.text, ANSWERS.text);
  await goOn();
  await complain.standsAt('you');
  await typeInto(complain.field('name'), ANSWERS.name);
  await typeInto(complain.field('mobile'), ANSWERS.mobile);
  await goOn();
  await complain.standsAt('check');
  await goOn();
}

test('a complaint filed in Hindi by keyboard alone is found again and counted', async () => {
  const visitor = await house.visitor();
  const { page } = visitor;
  const complain = new ComplainPage(visitor);

  // From the first page, the first of the three ways.
  await visitor.open('/');
  await tabTo(page, page.locator('.ways a').first());
  await page.keyboard.press('Enter');
  await fillByKeyboard(complain);

  const receipt = new ReceiptPage(visitor);
  const { display, pin } = await receipt.read();
  assert.match(display, /^HR \d{3}-\d{4}-\d{4}$/);
  assert.match(pin, /^\d{6}$/);
  assert.ok(await receipt.qrWidth() > 0, 'the QR code is drawn');
  assert.match(await receipt.next.innerText(), /\d{1,2} \S+ 20\d\d/, 'the due date is named');
  assert.equal(await complain.kept(), null, 'the draft is erased');
  await assertFits(page);
  await assertAccessible(page);

  await visitor.open('/status');
  await tabTo(page, page.locator('#ticket'));
  await page.keyboard.type(devanagari(display.replace('HR ', '')));
  await page.keyboard.press('Enter');
  const ticket = new TicketPage(visitor);
  await ticket.state.waitFor();
  assert.ok(!(await page.locator('main').innerText()).includes(ANSWERS.text), 'the number alone shows no words');

  await tabTo(page, ticket.pin);
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
  await ticket.isOpenWith(ANSWERS.text);
  await assertFits(page);
  await assertAccessible(page);

  const results = new ResultsPage(visitor);
  await results.open();
  await results.shows('received', 1);
  await results.shows('pending', 1);
  await assertFits(page);
  await assertAccessible(page);
  assert.deepEqual(visitor.faults, []);
  assert.equal((await figures(house.server.url)).received, 1);
});
