// Everything a citizen can do, in a browser that runs no script.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { lookAround } from './inspect.mjs';
import { journeys } from './journey.mjs';
import { ANSWERS } from './pages/complain.mjs';
import { PlainForm } from './pages/plain.mjs';
import { LANGUAGES } from './texts.mjs';

const house = journeys();

async function arrive(wishes = {}) {
  const visitor = await house.visitor({ javaScriptEnabled: false, ...wishes });
  visitor.ready = async () => {};
  return visitor;
}

/** One to whom our scripts do not come; axe, which is a script itself, can look. */
async function arriveForAxe(wishes) {
  const visitor = await arrive({ javaScriptEnabled: true, ...wishes });
  await visitor.context.route('**/*.js', (route) => route.abort());
  return visitor;
}

test('a complaint is filed, found, opened and added to without any script', async () => {
  const visitor = await arrive();
  const { page } = visitor;
  await visitor.open('/');
  await page.getByRole('link', { name: visitor.text('ways.complain'), exact: true }).click();
  const form = new PlainForm(page);

  await form.answerAll();
  await visitor.reads('complain.check');
  await form.go();

  await visitor.reads('receipt.title');
  const number = await page.locator('.panel__number').innerText();
  const pin = await page.locator('.receipt__pin').innerText();
  await visitor.open('/status');
  await page.locator('#ticket').fill(number);
  await page.getByRole('button', { name: visitor.text('ticket_form.submit') }).click();
  await page.locator('#pin').fill(pin);
  await page.getByRole('button', { name: visitor.text('status.unlock') }).click();
  await visitor.sees(ANSWERS.text);
  assert.ok(!page.url().includes(pin), 'no secret in an address');
  await page.getByRole('button', { name: visitor.text('status.do_add_details') }).click();
  await page.locator('#text').fill('डिपो तीन दिन से बंद है।');
  await page.getByRole('button', { name: visitor.text('status.do_send') }).click();
  await visitor.sees(visitor.text('status.done_add_details'));
  await visitor.sees('डिपो तीन दिन से बंद है।');
});

test('an answer can be changed before sending, and nothing else is lost', async () => {
  const visitor = await arrive({ language: 'en' });
  const { page } = visitor;
  await visitor.open('/complain');
  const form = new PlainForm(page);
  await form.answerAll();

  await page.locator('.summary-list__row', { hasText: visitor.text('complain.what') }).getByRole('button').click();
  await page.locator('#text').fill('The depot has been closed for a week.');
  await form.go();
  await form.go();

  await visitor.reads('complain.check');
  await visitor.sees('The depot has been closed for a week.');
  await visitor.sees(ANSWERS.name);
  await form.go();
  await visitor.reads('receipt.title');
});

test('the figures are filtered by address', async () => {
  const visitor = await arrive({ language: 'en' });
  await visitor.open('/results');

  await visitor.page.locator('#district').selectOption('rohtak');
  await visitor.page.getByRole('button', { name: visitor.text('results.apply') }).click();

  await visitor.reads('results.title');
  const address = new URL(visitor.page.url());
  assert.deepEqual([address.searchParams.get('district'), address.searchParams.get('lang')], ['rohtak', 'en']);
});

for (const language of LANGUAGES) {
  test(`every plain page is whole in ${language}, on every screen and in every mode of colours`, async () => {
    const visitor = await arriveForAxe({ language });
    const { page } = visitor;
    const look = (where) => lookAround(page, `${where} without the app in ${language}`);
    const press = (path) => page.locator('.private').getByRole('button', { name: visitor.text(path), exact: true }).click();
    for (const address of ['/', '/status', '/results', '/privacy', '/accessibility']) {
      await visitor.open(address);
      await look(address);
    }

    await visitor.open('/complain');
    const form = new PlainForm(page);
    await form.go();
    await page.locator('.error-summary').waitFor();
    await look('a step with a mistake');
    await form.answerAll(ANSWERS, (step) => look(`the step ${step}`));
    await look('the answers');
    await form.go();
    await visitor.reads('receipt.title');
    await look('the receipt');

    const number = await page.locator('.panel__number').innerText();
    const pin = await page.locator('.receipt__pin').innerText();
    await visitor.open(`/t/${encodeURIComponent(number)}`);
    await look('the status');
    await page.locator('#pin').fill(pin);
    await press('status.unlock');
    await visitor.sees(ANSWERS.text);
    await look('the private part');
    await press('status.do_add_details');
    await page.locator('#text').waitFor();
    await look('the words of a step');
  });
}
