// A complaint that is being written: kept on the phone until it is sent.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './access.mjs';
import { journeys } from './journey.mjs';
import { ANSWERS, ComplainPage } from './pages/complain.mjs';
import { text } from './texts.mjs';

const house = journeys();
const BEGUN = 'दो महीने से डिपो';

async function standing(step) {
  const visitor = await house.visitor();
  const complain = new ComplainPage(visitor);
  await complain.answerUpTo(step);
  return { visitor, complain };
}

test('a draft is still there after the page is loaded again', async () => {
  const { visitor, complain } = await standing('what');
  await complain.text.fill(BEGUN);

  await visitor.reload();

  await complain.standsAt('what');
  assert.equal(await complain.text.inputValue(), BEGUN);
});

test('back and forward walk through the steps', async () => {
  const { visitor, complain } = await standing('what');

  await visitor.page.goBack();
  await complain.standsAt('where');
  assert.equal(await complain.district.inputValue(), ANSWERS.district);
  await visitor.page.goBack();
  await complain.standsAt('category');
  assert.ok(await complain.choice(ANSWERS.category).isChecked());
  await visitor.page.goForward();
  await complain.standsAt('where');

  await visitor.focusIsOn('h1');
});

test('a step that is opened too early gives way to the first missing answer', async () => {
  const visitor = await house.visitor();
  const complain = new ComplainPage(visitor);

  await complain.open('check');

  await complain.standsAt('group');
  assert.equal(new URL(visitor.page.url()).search, '');
  await complain.answer('group');
  await complain.answer('category');
  await complain.open('you');
  await complain.answer('you');
  await complain.standsAt('where');
});

test('another language keeps the place and what was typed', async () => {
  const { visitor, complain } = await standing('what');
  await complain.text.fill(BEGUN);

  await visitor.page.getByRole('link', { name: 'English' }).click();

  await visitor.page.locator('h1', { hasText: text('en', 'complain.what') }).waitFor();
  assert.equal(await complain.text.inputValue(), BEGUN);
  assert.equal(await visitor.page.locator('html').getAttribute('lang'), 'en');
  assert.match(await visitor.page.title(), new RegExp(text('en', 'complain.what').replace('?', '\\?')));
  await assertAccessible(visitor.page);
});

test('of two languages the one that was asked for last stays', async () => {
  const { visitor } = await standing('what');
  let answer;
  const slow = new Promise((resolve) => { answer = resolve; });
  await visitor.page.route(/en-[^/]*\.txt$/, async (route) => {
    await slow;
    await route.continue();
  });

  await visitor.page.getByRole('link', { name: 'English' }).click();
  await visitor.page.getByRole('link', { name: 'ਪੰਜਾਬੀ' }).click();
  await visitor.page.locator('h1', { hasText: text('pa', 'complain.what') }).waitFor();
  const comes = visitor.page.waitForResponse(/en-[^/]*\.txt$/);
  answer();
  await (await comes).finished();
  await visitor.page.waitForTimeout(300);

  assert.equal(await visitor.page.locator('html').getAttribute('lang'), 'pa');
});

test('two windows on one phone write the same draft', async () => {
  const { visitor, complain } = await standing('what');
  const second = new ComplainPage(visitor, await visitor.window());
  await second.open('what');
  await second.standsAt('what');

  await second.text.fill(BEGUN);

  // The other window shows it as soon as its browser is told.
  await eventually(async () => await complain.text.inputValue() === BEGUN);
});

test('a draft that was sent in another window is gone here too', async () => {
  const { visitor, complain } = await standing('check');
  const second = new ComplainPage(visitor, await visitor.window());
  await second.open('check');
  await second.standsAt('check');

  await second.submit.click();

  await complain.standsAt('group');
  await visitor.sees(visitor.text('complain.sent_elsewhere'));
  assert.equal(await complain.kept(), null);
  await assertAccessible(visitor.page);
});

test('a draft can be erased', async () => {
  const { visitor, complain } = await standing('what');
  await complain.open();

  await visitor.page.getByRole('button', { name: visitor.text('complain.draft_erase') }).click();

  await visitor.focusIsOn('h1');
  assert.equal(await complain.kept(), null);
  assert.equal(await complain.choice(ANSWERS.group).isChecked(), false);
  await assertAccessible(visitor.page);
});

/** Asks again with each frame until it is so. */
async function eventually(isSo) {
  const end = Date.now() + 5_000;
  while (!await isSo()) assert.ok(Date.now() < end, 'it never came so');
}
