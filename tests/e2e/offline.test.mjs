// A dead signal: the app opens, the complaint is kept, and goes once.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { assertAccessible, assertFits } from './access.mjs';
import { launchLasting } from './browser.mjs';
import { journeys } from './journey.mjs';
import { figures } from './office.mjs';
import { ANSWERS, ComplainPage } from './pages/complain.mjs';
import { MinePage } from './pages/mine.mjs';
import { ReceiptPage } from './pages/receipt.mjs';
import { LANGUAGES } from './texts.mjs';
import { Visitor } from './visitor.mjs';

const house = journeys();
const COMPLAINTS = '**/api/v1/complaints';

const received = async () => (await figures(house.server.url)).received;

/** Waits until the service worker answers for this phone. */
const isServed = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(async ({ active }) => {
  while (active.state !== 'activated') await new Promise((resolve) => { setTimeout(resolve, 50); });
}));

/** Someone who has been here once, and whose signal is gone now. */
async function withoutSignal(wishes = {}) {
  const visitor = await house.visitor({ serviceWorkers: 'allow', ...wishes });
  await visitor.open('/');
  await isServed(visitor.page);
  await visitor.context.setOffline(true);
  return { visitor, complain: new ComplainPage(visitor), mine: new MinePage(visitor) };
}

test('without a signal the form opens, the complaint is kept, and goes once when the signal is back', async () => {
  const before = await received();
  const { visitor, complain, mine } = await withoutSignal();

  await complain.answerUpTo('check');
  await complain.submit.dblclick();
  await mine.isThere();
  await mine.title('unsent').waitFor();
  await assertAccessible(visitor.page);
  await visitor.context.setOffline(false);

  await mine.title('sent').waitFor();
  assert.equal(await received(), before + 1);
  assert.ok(!(await mine.kept()).includes(ANSWERS.text), 'its words are gone from the phone');
  await mine.button('receipt').click();
  const { pin } = await new ReceiptPage(visitor).read();
  await visitor.open('/mine');
  await mine.numbers.waitFor();
  assert.equal(await mine.title('sent').count(), 0);
  assert.ok(!(await mine.kept()).includes(pin), 'its secrets too, once it was looked at');
  await mine.button('forget_all').click();
  await visitor.sees(visitor.text('mine.empty'));
});

test('a window that was closed sends on the next opening', async () => {
  const before = await received();
  const { visitor, complain, mine } = await withoutSignal();
  await complain.answerUpTo('check');
  await complain.submit.click();
  await mine.isThere();
  await visitor.page.close();
  await visitor.context.setOffline(false);

  visitor.page = await visitor.window();
  await visitor.open('/');
  await visitor.page.locator('main [role=status] .notice a').click();

  const list = new MinePage(visitor);
  await list.title('sent').waitFor();
  assert.equal(await received(), before + 1);
});

test('a phone that was switched off keeps it too', async () => {
  const before = await received();
  const profile = await mkdtemp(join(tmpdir(), 'sunwai-phone-'));
  const open = async () => {
    const visitor = new Visitor(await launchLasting(profile), house.server.url, 'hi');
    visitor.page = await visitor.window();
    return visitor;
  };
  const first = await open();
  await first.open('/');
  await isServed(first.page);
  await first.context.setOffline(true);
  const complain = new ComplainPage(first);
  await complain.answerUpTo('check');
  await complain.submit.click();
  await new MinePage(first).title('unsent').waitFor();
  await first.context.close();

  const second = await open();
  await second.open('/mine');

  await new MinePage(second).title('sent').waitFor();
  assert.equal(await received(), before + 1);
  await second.context.close();
  await rm(profile, { recursive: true, force: true });
});

test('an answer that is lost on the way does not file it twice', async () => {
  const before = await received();
  const visitor = await house.visitor();
  const complain = new ComplainPage(visitor);
  await complain.answerUpTo('check');
  await visitor.page.route(COMPLAINTS, async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });

  await complain.submit.click();
  const mine = new MinePage(visitor);
  await mine.title('unsent').waitFor();
  assert.equal(await received(), before + 1, 'it has arrived, but nobody knows');
  await mine.button('send').click();

  await mine.title('sent').waitFor();
  assert.equal(await received(), before + 1);
});

test('what the server does not take is put right and sent', async () => {
  const before = await received();
  const visitor = await house.visitor();
  const complain = new ComplainPage(visitor);
  await complain.answerUpTo('check');
  await visitor.page.route(COMPLAINTS, (route) => route.abort(), { times: 1 });
  await complain.submit.click();
  const mine = new MinePage(visitor);
  await mine.title('unsent').waitFor();
  await visitor.page.route(COMPLAINTS, (route) => route.fulfill({
    status: 422,
    contentType: 'application/problem+json',
    body: JSON.stringify({ type: '/problems/x', title: 'x', status: 422, key: 'complaint.invalid', errors: [] }),
  }), { times: 1 });

  await mine.button('send').click();
  await mine.title('refused').waitFor();
  await assertAccessible(visitor.page);
  await mine.button('change').click();
  await complain.standsAt('check');
  await visitor.sees(ANSWERS.text);
  await complain.submit.click();

  await new ReceiptPage(visitor).isThere();
  assert.equal(await received(), before + 1);
});

test('a step that is sent without the app and without a signal comes back with all that was typed', async () => {
  const { visitor, complain } = await withoutSignal();
  const typed = { step: '4', group: ANSWERS.group, category: ANSWERS.category, text: 'राशन <b>"नहीं" मिला $& $$' };

  // What the page sends while the app has not come.
  await Promise.all([
    visitor.page.waitForEvent('load'),
    visitor.page.evaluate((fields) => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action: '/complain' });
      for (const [name, value] of Object.entries(fields)) {
        form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
      }
      document.body.append(form);
      form.submit();
    }, typed),
  ]);

  await visitor.ready();
  await complain.standsAt('what');
  assert.equal(await complain.text.inputValue(), typed.text);
  const kept = await visitor.page.evaluate(() => JSON.parse(localStorage.getItem('sunwai.draft')));
  assert.equal(kept.answers.form.category, ANSWERS.category);
});

for (const language of LANGUAGES) {
  test(`the complaints on this phone are whole in ${language}`, async () => {
    for (const scheme of ['light', 'dark']) {
      const { visitor, complain, mine } = await withoutSignal({ language, scheme });
      await complain.answerUpTo('check');
      await complain.submit.click();
      await mine.title('unsent').waitFor();
      for (const width of [320, 412, 1280]) {
        await visitor.page.setViewportSize({ width, height: 800 });
        await assertAccessible(visitor.page);
        await assertFits(visitor.page);
      }
    }
  });
}
