// The desk without a mouse.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './access.mjs';
import { employ, seat } from './desk.mjs';
import { journeys } from './journey.mjs';
import { arrowToOption, tabTo } from './keyboard.mjs';
import { file } from './office.mjs';
import { DeskComplaintPage } from './pages/desk_complaint.mjs';
import { QueuePage } from './pages/queue.mjs';

let tracker;
let supervisor;

const house = journeys({
  async prepare(server) {
    tracker = await employ(server, 'tracker', 'tracker');
    supervisor = await employ(server, 'supervisor', 'supervisor');
    for (let count = 0; count < 3; count += 1) {
      await file(server.url, { language: 'en', text: `No ration for ${count + 2} months.` });
    }
  },
});

async function atQueue(account = tracker) {
  const visitor = await seat(house, account, { language: 'en' });
  const queue = new QueuePage(visitor);
  await queue.open();
  await queue.isThere();
  const { keyboard } = visitor.page;
  return { visitor, queue, keyboard };
}

test('j and k move, x selects, o opens', async () => {
  const { visitor, queue, keyboard } = await atQueue();
  const tickets = await queue.tickets();

  await keyboard.press('j');
  await visitor.focusIsOn(`#line-${tickets[0]}`);
  await keyboard.press('j');
  await keyboard.press('j');
  await keyboard.press('k');
  await visitor.focusIsOn(`#line-${tickets[1]}`);
  await keyboard.press('x');
  assert.equal(await queue.line(tickets[1]).locator('input').isChecked(), true);
  await keyboard.press('x');
  await keyboard.press('o');

  await new DeskComplaintPage(visitor).isThere();
  assert.ok(visitor.page.url().includes(tickets[1]));
});

test('a complaint is forwarded, noted and answered by keys alone', async () => {
  const { visitor, keyboard } = await atQueue();
  const complaint = new DeskComplaintPage(visitor);
  await keyboard.press('j');
  await keyboard.press('Enter');
  await complaint.isThere();

  await keyboard.press('n');
  await visitor.focusIsOn('.action__title');
  await tabTo(visitor.page, complaint.text);
  await keyboard.type('Known depot, j k x are letters here.');
  await tabTo(visitor.page, complaint.form.locator('button[type=submit]'));
  await keyboard.press('Enter');
  await complaint.isDone('note');
  await visitor.focusIsOn('.complaint__done');

  await keyboard.press('r');
  await visitor.focusIsOn('.action__title');
  await tabTo(visitor.page, complaint.text);
  await keyboard.type('Please tell us the number of your depot.');
  await tabTo(visitor.page, complaint.form.locator('button[type=submit]'));
  await keyboard.press('Enter');
  await complaint.isDone('ask_details');

  await keyboard.press('f');
  const department = visitor.page.locator('#department');
  await tabTo(visitor.page, department);
  await arrowToOption(visitor.page, department, 'FOOD');
  await tabTo(visitor.page, complaint.form.locator('button[type=submit]'));
  await keyboard.press('Enter');
  await complaint.isDone('forward');
});

test('a step that is given up gives the focus back to its button', async () => {
  const { visitor, keyboard } = await atQueue();
  const complaint = new DeskComplaintPage(visitor);
  await keyboard.press('j');
  await keyboard.press('o');
  await complaint.isThere();
  await keyboard.press('n');

  await complaint.form.getByRole('button', { name: visitor.text('desk_action.cancel') }).press('Enter');

  await visitor.focusIsOn('#do-note');
});

test('the search, the pages and the list of keys are one or two keys away', async () => {
  const { visitor, queue, keyboard } = await atQueue();

  await keyboard.press('/');
  await visitor.focusIsOn('#q');
  assert.equal(await queue.search.inputValue(), '');
  await keyboard.press('Tab');
  await keyboard.press('g');
  await keyboard.press('b');
  await visitor.reads('desk_page.board');
  await keyboard.press('?');
  await visitor.page.locator('dialog[open]').waitFor();
  await assertAccessible(visitor.page);
  await keyboard.press('g');
  await keyboard.press('q');
  await visitor.reads('desk_page.board');
  await keyboard.press('Escape');
  await keyboard.press('g');
  await keyboard.press('q');
  await visitor.reads('desk_page.queue');
});

test('a supervisor reveals the contact without being asked why', async () => {
  const { ticket } = await file(house.server.url, { language: 'en', mobile: '9812345678' });
  const visitor = await seat(house, supervisor, { language: 'en' });
  const complaint = new DeskComplaintPage(visitor);
  await complaint.open(ticket);
  await complaint.isThere();
  const reveal = visitor.page.getByRole('button', { name: visitor.text('desk_action.reveal_contact') });

  await tabTo(visitor.page, reveal);
  await visitor.page.keyboard.press('Enter');

  await visitor.page.getByText('9812345678').waitFor();
});
