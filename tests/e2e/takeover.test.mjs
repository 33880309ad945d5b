// The app takes over a page on which someone is typing already.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { journeys } from './journey.mjs';
import { file } from './office.mjs';
import { ANSWERS } from './pages/complain.mjs';
import { PlainForm } from './pages/plain.mjs';

const house = journeys();

/** A visitor to whom the app does not come until it is let through. */
async function waiting(address) {
  const visitor = await house.visitor();
  let letThrough;
  const gate = new Promise((resolve) => {
    letThrough = resolve;
  });
  await visitor.page.route('**/*.wasm', async (route) => {
    await gate;
    await route.continue();
  });
  await visitor.page.goto(house.server.url + address);
  const arrives = async () => {
    letThrough();
    await visitor.ready();
  };
  return { visitor, page: visitor.page, arrives };
}

test('what is being typed stays, and the cursor in its place', async () => {
  const { page, arrives } = await waiting('/complain?step=what');
  const words = 'राशन नहीं मिला';
  await page.locator('#text').pressSequentially(words);
  for (let times = 0; times < 4; times++) await page.keyboard.press('ArrowLeft');
  const before = await page.evaluate(() => document.activeElement.selectionStart);

  await arrives();

  const after = await page.evaluate(() => [document.activeElement.id, document.activeElement.selectionStart]);
  assert.deepEqual(after, ['text', before]);
  await page.keyboard.type('अभी ');
  const typed = await page.locator('#text').inputValue();
  assert.equal(typed, `${words.slice(0, before)}अभी ${words.slice(before)}`);
  const kept = await page.evaluate(() => JSON.parse(localStorage.getItem('sunwai.draft')));
  assert.equal(kept.answers.form.text, typed, 'the phone keeps it');
});

test('no key that is pressed while the app arrives is lost', async () => {
  const { page, arrives } = await waiting('/complain?step=what');
  const words = 'do mahine se ration nahi mila hai aur depot band hai '.repeat(4);

  await Promise.all([page.locator('#text').pressSequentially(words, { delay: 5 }), arrives()]);

  assert.equal(await page.locator('#text').inputValue(), words);
});

test('the steps that were answered without the app go on in it', async () => {
  const { visitor, page, arrives } = await waiting('/complain');
  const form = new PlainForm(page);
  await form.choice(ANSWERS.group).check();
  await form.go();
  await form.choice(ANSWERS.category).check();
  await form.go();
  await page.locator('#place').fill(ANSWERS.place);
  await form.go();
  await page.locator('.error-summary').waitFor();

  await arrives();

  assert.equal(new URL(page.url()).search, '?step=where');
  assert.equal(await page.locator('#place').inputValue(), ANSWERS.place);
  assert.equal(await page.locator('.error-summary a').count(), 1, 'what was wrong is still said');
  await page.locator('#district').selectOption(ANSWERS.district);
  await form.submit.click();
  await page.locator('#text').fill(ANSWERS.text);
  await form.submit.click();
  await form.submit.click();
  await visitor.reads('complain.check');
  await visitor.sees(visitor.text('complain.category_short'));
  await form.submit.click();
  await visitor.reads('receipt.title');
});

test('a receipt that was had without the app can be printed and copied in it', async () => {
  const { visitor, page, arrives } = await waiting('/complain');
  const form = new PlainForm(page);
  await form.answerAll();
  await form.go();
  const pin = await page.locator('.receipt__pin').innerText();

  await arrives();

  assert.equal(await page.locator('.receipt__pin').innerText(), pin);
  await page.getByRole('button', { name: visitor.text('receipt.copy') }).waitFor();
  assert.equal(await page.evaluate(() => localStorage.getItem('sunwai.draft')), null);
});

test('a complaint that was opened without the app stays open', async () => {
  const receipt = await file(house.server.url);
  const { visitor, page, arrives } = await waiting(`/t/${receipt.ticket}`);
  await page.locator('#pin').fill(receipt.pin);
  await page.getByRole('button', { name: visitor.text('status.unlock') }).click();
  await page.getByRole('button', { name: visitor.text('status.do_add_details') }).click();
  await page.locator('#text').fill('डिपो तीन दिन से बंद है।');

  await arrives();

  assert.equal(await page.locator('#text').inputValue(), 'डिपो तीन दिन से बंद है।');
  await page.getByRole('button', { name: visitor.text('status.do_send') }).click();
  await visitor.sees(visitor.text('status.done_add_details'));
});

test('the title is that of the page in the language which the app remembers', async () => {
  const { page, arrives } = await waiting('/complain');
  await page.evaluate(() => localStorage.setItem('sunwai.language', 'en'));
  await page.reload();
  assert.equal(await page.locator('html').getAttribute('lang'), 'hi', 'the page is drawn in Hindi');

  await arrives();

  await page.getByRole('heading', { name: 'What is your complaint about?' }).waitFor();
  await page.waitForFunction(() => document.title.startsWith(document.querySelector('h1').textContent));
});

test('a form that is on its way is left alone, and files once', async () => {
  const { visitor, page, arrives } = await waiting('/complain');
  const form = new PlainForm(page);
  await form.answerAll();
  let answer;
  const slow = new Promise((resolve) => { answer = resolve; });
  await page.route('**/complain', async (route) => {
    await slow;
    await route.continue();
  });
  // Noted by the page itself: nobody can ask it anything while it is being left.
  await page.evaluate(() => setInterval(() => {
    const { pathname, search } = window.location;
    sessionStorage.setItem('noted', JSON.stringify([window.sunwai_takeover.stands(), pathname + search]));
  }, 20));
  const isOnItsWay = page.waitForRequest((request) => request.method() === 'POST');
  const sent = form.submit.click();
  await isOnItsWay;

  const comes = page.waitForResponse(/\.wasm$/);
  arrives().catch(() => {});
  await comes;
  await page.waitForTimeout(1500);
  answer();
  await sent;

  await visitor.reads('receipt.title');
  const noted = JSON.parse(await page.evaluate(() => sessionStorage.getItem('noted')));
  assert.deepEqual(noted, [false, '/complain'], 'nothing of the app came between');
  const filings = visitor.requests.filter((request) => request.method() === 'POST' && /complaints$/.test(request.url()));
  assert.deepEqual(filings, []);
});

test('a phone that remembers another language fetches the words of that one only', async () => {
  const { visitor, page, arrives } = await waiting('/');
  await page.evaluate(() => localStorage.setItem('sunwai.language', 'en'));
  await page.reload();

  await arrives();

  const reload = visitor.requests.findLastIndex((request) => request.isNavigationRequest());
  const packs = visitor.asked().slice(reload).filter((address) => /\.txt$/.test(address));
  assert.equal(packs.length, 1, packs.join(' '));
});

test('what the server drew is not asked for again', async () => {
  const { visitor, page, arrives } = await waiting('/results');

  await arrives();
  await page.locator('table').waitFor();

  const asked = visitor.asked().filter((address) => new URL(address).pathname === '/api/v1/statistics');
  assert.deepEqual(asked, []);
});
