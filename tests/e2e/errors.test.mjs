// Everything that can go wrong in the form is said in a sentence, at the right
// place, and nothing typed is lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './access.mjs';
import { journeys } from './journey.mjs';
import { figures } from './office.mjs';
import { ANSWERS, ComplainPage } from './pages/complain.mjs';
import { ReceiptPage } from './pages/receipt.mjs';

const house = journeys();
const COMPLAINTS = '**/api/v1/complaints';

async function received() {
  return (await figures(house.server.url)).received;
}

/** A visitor who stands at a step, with all before it answered. */
async function standing(step, answers = ANSWERS) {
  const visitor = await house.visitor();
  const complain = new ComplainPage(visitor);
  await complain.answerUpTo(step, answers);
  return { visitor, complain };
}

const MISTAKES = [
  ['nothing is chosen', 'group', {}, 'group', 'group.missing'],
  ['no subject is chosen', 'category', {}, 'category', 'category.missing'],
  ['no district is chosen', 'where', {}, 'district', 'district.missing'],
  ['the place is too long', 'where', { place: 'क'.repeat(121) }, 'place', 'place.too_long'],
  ['nothing is written', 'what', {}, 'text', 'text.too_short'],
  ['too little is written', 'what', { text: 'राशन' }, 'text', 'text.too_short'],
  ['4,001 characters are written', 'what', { text: 'क'.repeat(4001) }, 'text', 'text.too_long'],
  ['the name is too long', 'you', { name: 'क'.repeat(81) }, 'name', 'name.too_long'],
  ['the mobile number is none', 'you', { mobile: '12345' }, 'mobile', 'mobile.invalid'],
];

for (const [what, step, typed, field, problem] of MISTAKES) {
  test(`the form says so when ${what}`, async () => {
    const { visitor, complain } = await standing(step);
    if (field === 'place') await complain.district.selectOption(ANSWERS.district);
    for (const [name, words] of Object.entries(typed)) await complain.field(name).fill(words);

    await complain.submit.click();

    const sentence = visitor.text(`problem.${problem}`);
    assert.deepEqual(await complain.problems(), [sentence]);
    await visitor.focusIsOn('.error-summary');
    await visitor.page.locator(`#${field}-error`).getByText(sentence).waitFor();
    await assertAccessible(visitor.page);
    await complain.summary.locator('a').click();
    await visitor.focusIsOn(`#${field}`);
  });
}

test('a mistake that is put right no longer stands in the way', async () => {
  const { complain } = await standing('what');
  await complain.submit.click();
  await complain.problems();

  await complain.answer('what');

  await complain.standsAt('you');
  assert.equal(await complain.summary.count(), 0);
});

test('where the phone keeps nothing, the complaint stays on the screen until it is sent', async () => {
  const before = await received();
  const { visitor, complain } = await standing('check');
  await visitor.page.route(COMPLAINTS, (route) => route.abort(), { times: 1 });
  await visitor.page.evaluate(() => { indexedDB.open = () => { throw new Error('no room'); }; });

  await complain.submit.click();
  await complain.notSent.getByText(visitor.text('problem.connection.lost')).waitFor();
  await assertAccessible(visitor.page);
  await visitor.sees(ANSWERS.text);
  await complain.submit.click();

  await new ReceiptPage(visitor).isThere();
  assert.equal(await received(), before + 1);
});

test('a receipt is had for what has arrived, even if the text was changed since', async () => {
  const before = await received();
  const { visitor, complain } = await standing('check');
  await visitor.page.route(COMPLAINTS, async (route) => {
    await route.fetch();
    await route.fulfill({ status: 502, body: '' });
  }, { times: 1 });
  await complain.submit.click();
  await complain.notSent.waitFor();

  await visitor.page.locator('.summary-list a[href*="step=what"]').click();
  await complain.answer('what', { ...ANSWERS, text: 'तीन महीने से राशन नहीं मिला है।' });
  await complain.answer('you');
  await complain.standsAt('check');
  await complain.submit.click();

  await new ReceiptPage(visitor).isThere();
  assert.equal(await received(), before + 1);
});

test('two taps on the button send one complaint', async () => {
  const before = await received();
  const { visitor, complain } = await standing('check');
  let sent = 0;
  let answer;
  const held = new Promise((resolve) => { answer = resolve; });
  await visitor.page.route(COMPLAINTS, async (route) => {
    sent += 1;
    await held;
    await route.continue();
  });

  await complain.submit.dblclick();
  await visitor.sees(visitor.text('complain.sending'));
  answer();

  await new ReceiptPage(visitor).isThere();
  assert.equal(sent, 1);
  assert.equal(await received(), before + 1);
});

test('what only the server finds wrong is told at the step that asks for it', async () => {
  const { visitor, complain } = await standing('check');
  const problem = {
    type: '/problems/invalid-complaint',
    title: 'Something in the complaint has to be put right.',
    status: 422,
    key: 'complaint.invalid',
    errors: [{ pointer: '/text', key: 'text.control' }],
  };
  await visitor.page.route(COMPLAINTS, (route) => route.fulfill({
    status: 422, contentType: 'application/problem+json', body: JSON.stringify(problem),
  }), { times: 1 });

  await complain.submit.click();

  await complain.standsAt('what');
  assert.deepEqual(await complain.problems(), [visitor.text('problem.text.control')]);
  await visitor.focusIsOn('.error-summary');
  assert.equal(await complain.text.inputValue(), ANSWERS.text);
  await assertAccessible(visitor.page);
});

test('a broken server is told in one calm sentence', async () => {
  const { visitor, complain } = await standing('check');
  await visitor.page.route(COMPLAINTS, (route) => route.fulfill({ status: 502, body: '<h1>Bad gateway</h1>' }));

  await complain.submit.click();

  await complain.notSent.getByText(visitor.text('problem.unknown')).waitFor();
  await assertAccessible(visitor.page);
});
