// The queue: asked for by address, paged, searched, and worked in bulk.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './access.mjs';
import { clerk, employ, seat } from './desk.mjs';
import { journeys } from './journey.mjs';
import { file } from './office.mjs';
import { DeskComplaintPage } from './pages/desk_complaint.mjs';
import { QueuePage } from './pages/queue.mjs';
import { text } from './texts.mjs';

let tracker;

const house = journeys({
  async prepare(server) {
    tracker = await employ(server, 'tracker', 'tracker');
  },
});

async function atQueue(query) {
  const visitor = await seat(house, tracker, { language: 'en' });
  const queue = new QueuePage(visitor);
  await queue.open(query);
  return { visitor, queue };
}

const filed = (answers) => file(house.server.url, { language: 'en', ...answers });

test('what is asked for stands in the address, and "back" asks for the last', async () => {
  const { ticket } = await filed({ district: 'sonipat', text: 'The water pump is broken.', category: 'WATER' });
  await filed();
  const { visitor, queue } = await atQueue();
  await queue.isThere();

  await visitor.page.getByText(visitor.text('desk_queue.filter'), { exact: true }).click();
  await visitor.page.locator('#only-district').selectOption('sonipat');
  await visitor.page.getByRole('button', { name: visitor.text('desk_queue.show') }).click();

  await visitor.page.waitForURL('**/desk/queue?district=sonipat', { waitUntil: 'commit' });
  await queue.line(ticket).waitFor();
  await queue.lines.nth(1).waitFor({ state: 'detached' });
  await assertAccessible(visitor.page);
  await visitor.page.goBack();
  await visitor.page.waitForURL((url) => !url.search.includes('district'), { waitUntil: 'commit' });
  await queue.lines.nth(1).waitFor();
});

test('a complaint is found by number, words, place and the end of the mobile number', async () => {
  const { ticket, display } = await filed({
    text: 'The transformer hums all night long.', place: 'Mohana', mobile: '9812349911', category: 'POWER_CUT',
  });
  const { queue } = await atQueue();

  for (const words of [display, 'transformer', 'Mohana', '9911']) {
    await queue.open();
    await queue.find(words);
    await queue.line(ticket).waitFor();
  }
});

test('back from a complaint the focus is on its line', async () => {
  const { ticket } = await filed();
  const { visitor, queue } = await atQueue();
  await queue.openComplaint(ticket);
  await new DeskComplaintPage(visitor).isThere();
  await visitor.focusIsOn('h1');

  await visitor.page.goBack();

  await visitor.focusIsOn(`#line-${ticket}`);
});

test('like complaints are forwarded together, and whoever was faster is told', async () => {
  const place = 'Depot 31';
  const tickets = [];
  for (let count = 0; count < 3; count += 1) {
    tickets.push((await filed({ place, text: `No ration at depot thirty-one, time ${count}.` })).ticket);
  }
  const { visitor, queue } = await atQueue(`?q=${encodeURIComponent('thirty-one')}`);
  for (const ticket of tickets) await queue.select(ticket);
  const other = await clerk(house.server, tracker);
  await other.act(tickets[1], { action: 'take' });

  await queue.press('desk_bulk.forward');
  await visitor.page.locator('#department').selectOption('FOOD');
  await queue.form.locator('button[type=submit]').click();

  await queue.turns('done').nth(1).waitFor();
  assert.equal(await queue.turns('faster').count(), 1);
  await visitor.focusIsOn('.bulk__turns');
  await assertAccessible(visitor.page);
  const states = await Promise.all(tickets.map(async (ticket) => (await other.show(ticket)).status));
  assert.deepEqual(states, ['forwarded', 'under_review', 'forwarded']);
  // What failed is still selected, and goes through the second time.
  await queue.form.locator('button[type=submit]').click();
  await queue.turns('faster').waitFor({ state: 'detached' });
  await queue.turns('done').waitFor();
  assert.equal((await other.show(tickets[1])).status, 'forwarded');
});

test('like complaints are closed together with one reply, to each in their language', async () => {
  const languages = ['en', 'pa', 'hi'];
  const tickets = [];
  for (const language of languages) {
    tickets.push((await filed({ language, category: 'OTHER', text: `Plot seventeen: the case is in court, ${language}.` })).ticket);
  }
  const { visitor, queue } = await atQueue(`?q=${encodeURIComponent('seventeen')}`);
  for (const ticket of tickets) await queue.select(ticket);

  await queue.press('desk_bulk.not_tenable');
  await queue.form.locator('button[type=submit]').click();
  await visitor.focusIsOn('.error-summary');
  await assertAccessible(visitor.page);
  await visitor.page.locator('#reason').selectOption('sub_judice');
  await visitor.page.getByText(visitor.text('desk_bulk.templates')).click();
  await visitor.page.locator('.action__template').first().click();
  await queue.form.locator('button[type=submit]').click();

  await queue.turns('done').nth(2).waitFor();
  const office = await clerk(house.server, tracker);
  for (const [place, language] of languages.entries()) {
    const { status, history } = await office.show(tickets[place]);
    const expected = ['not_tenable', text(language, 'desk_template.not_tenable_court')];
    assert.deepEqual([status, history.at(-1).text], expected, 'each reads it in their own language');
  }
});

test('more lines come on demand, each once', async () => {
  for (let count = 0; count < 60; count += 1) await filed({ text: `Street light number ${count} is dark.`, category: 'STREETLIGHT' });
  const { visitor, queue } = await atQueue('?category=STREETLIGHT');
  await queue.isThere();
  assert.equal(await queue.lines.count(), 50);

  await visitor.page.getByRole('button', { name: visitor.text('desk_queue.more') }).click();

  await queue.lines.nth(59).waitFor();
  const tickets = await queue.tickets();
  assert.equal(new Set(tickets).size, 60);
  await visitor.focusIsOn(`#line-${tickets[50]}`);
});
