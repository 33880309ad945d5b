// A message after the other, without mouse and page load.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './access.mjs';
import { clerk, employ, seat } from './desk.mjs';
import { inspect } from './inspect.mjs';
import { journeys } from './journey.mjs';
import { file } from './office.mjs';
import { InboxPage, PastePage } from './pages/inbox.mjs';
import { LANGUAGES } from './texts.mjs';

let tracker;
let other;
let office;
let last = 1_400_000_000_000_000_000n;

const house = journeys({
  async prepare(server) {
    tracker = await employ(server, 'tracker', 'tracker');
    other = await employ(server, 'other', 'tracker');
    office = await clerk(server, tracker);
  },
});

/** Someone has posted this, as it is copied by hand; the message's name. */
async function post(author, text) {
  last += 1_000_000_000_000n;
  const link = `https://x.com/${author}/status/${last}`;
  return (await office.ask('POST', '/inbox', { link, text })).id;
}

/** Nothing waits of what other journeys have left. */
async function empty() {
  for (;;) {
    const { items } = await office.ask('GET', '/inbox?limit=100');
    if (items.length === 0) return;
    for (const { id } of items) await office.ask('POST', `/inbox/${id}/actions`, { action: 'screen', reason: 'spam' });
  }
}

async function atInbox({ language = 'en', account = tracker } = {}) {
  const visitor = await seat(house, account, { language });
  const inbox = new InboxPage(visitor);
  await inbox.open();
  await inbox.isThere();
  return { visitor, inbox };
}

test('one key files what the hints preselect, and the next message follows without a page load', async () => {
  await empty();
  await post('later', 'Rohtak me pani nahi aata, nal sukha hai');
  await post('ram_rohtak', 'रोहतक में दो महीने से राशन नहीं मिला है');
  const { visitor, inbox } = await atInbox();
  await inbox.looksAt('ram_rohtak');
  assert.equal(await inbox.category.inputValue(), 'PDS_NOT_RECEIVED');
  assert.equal(await inbox.district.inputValue(), 'rohtak');
  assert.ok(await visitor.page.locator('.complaint__mark').count() >= 2, 'the words are marked');
  const loads = visitor.asked().filter((address) => address.endsWith('.wasm')).length;

  await inbox.press('f');

  await inbox.looksAt('later');
  await visitor.focusIsOn('.message__author');
  await inbox.told.getByText(/HR/).waitFor();
  assert.equal(visitor.asked().filter((address) => address.endsWith('.wasm')).length, loads);
  const ticket = (await inbox.told.innerText()).replaceAll(/\D/g, '');
  const complaint = await office.show(ticket);
  assert.deepEqual([complaint.channel, complaint.category, complaint.district], ['x', 'PDS_NOT_RECEIVED', 'rohtak']);
  await assertAccessible(visitor.page);
});

test('nothing is filed without subject and district, and both can be changed by keys', async () => {
  await empty();
  await post('sita', 'मेरी मदद कीजिए, कोई सुनता नहीं है');
  const { visitor, inbox } = await atInbox();
  assert.equal(await inbox.category.inputValue(), '');

  await inbox.press('f');
  await visitor.focusIsOn('#category');
  await visitor.sees(visitor.text('problem.category.missing'));
  await inbox.category.selectOption('WATER');
  await inbox.press('Escape');
  await inbox.press('d');
  await visitor.focusIsOn('#district');
  await inbox.district.selectOption('bhiwani');
  await inbox.press('Escape');
  await visitor.focusIsOn('.inbox__open');
  await inbox.press('e');
  await visitor.focusIsOn('#text');
  await inbox.text.fill('Water has not come to the village for a week.');
  await inbox.place.fill('Sirsa Ghoghra');
  await inbox.press('Escape');
  await inbox.press('f');

  await inbox.empty.waitFor();
  await visitor.focusIsOn('.inbox__empty');
  const ticket = (await inbox.told.innerText()).replaceAll(/\D/g, '');
  const complaint = await office.show(ticket);
  assert.equal(complaint.text, 'Water has not come to the village for a week.');
  assert.deepEqual([complaint.place, complaint.category, complaint.district], ['Sirsa Ghoghra', 'WATER', 'bhiwani']);
});

test('a message is screened by two keys, and taken back by one', async () => {
  await empty();
  await post('first', 'राशन नहीं मिला');
  await post('thanks', 'बहुत धन्यवाद सर जी');
  const { visitor, inbox } = await atInbox();
  await inbox.looksAt('thanks');

  await inbox.press('x');
  await visitor.focusIsOn('.inbox__why');
  await assertAccessible(visitor.page);
  await inbox.press('1');
  await inbox.looksAt('first');
  await inbox.tells('desk_inbox.screened');
  assert.match(await inbox.undo.innerText(), /\(\d+\)/);
  await inbox.press('u');

  await inbox.looksAt('thanks');
  await inbox.tells('desk_inbox.undone');
  assert.equal(await inbox.lines.count(), 2);
  const { waiting } = await office.ask('GET', '/inbox');
  assert.equal(waiting, 2);
});

test('undoing is offered for ten seconds and no longer', async () => {
  await empty();
  await post('a', 'राशन नहीं मिला');
  const { inbox } = await atInbox();
  await inbox.press('x');
  await inbox.press('6');
  await inbox.undo.waitFor();

  await inbox.undo.waitFor({ state: 'detached', timeout: 15_000 });
});

test('a message is attached to a known complaint by its number', async () => {
  await empty();
  const known = await file(house.server.url);
  await post('ram', 'मेरी शिकायत का क्या हुआ');
  const { visitor, inbox } = await atInbox();

  await inbox.press('a');
  await visitor.focusIsOn('#ticket');
  await visitor.page.keyboard.type('21482736901');
  await inbox.press('Enter');
  await visitor.sees(visitor.text('problem.ticket.check_digit'));
  await inbox.number.fill(known.display);
  await inbox.press('Enter');

  await inbox.tells('desk_inbox.attached', { ticket: known.display });
});

test('what somebody else has decided is said, and the next one follows', async () => {
  await empty();
  await post('second', 'पानी नहीं आता');
  const id = await post('first', 'राशन नहीं मिला');
  const { inbox } = await atInbox();
  await inbox.looksAt('first');
  const colleague = await clerk(house.server, other);
  await colleague.ask('POST', `/inbox/${id}/actions`, { action: 'screen', reason: 'spam' });

  await inbox.press('x');
  await inbox.press('5');

  await inbox.tells('desk_problem.message.decided');
  await inbox.looksAt('second');
  assert.equal(await inbox.undo.count(), 0);
});

test('j and k move through the list, Enter goes to the message, and typed words stay with theirs', async () => {
  await empty();
  for (const author of ['c', 'b', 'a']) await post(author, `राशन नहीं मिला, ${author}`);
  const { visitor, inbox } = await atInbox();
  await inbox.press('e');
  await inbox.place.fill('Mohana');
  await inbox.press('Escape');

  await inbox.press('j');
  await inbox.looksAt('b');
  assert.equal(await inbox.place.count(), 0);
  await inbox.press('j');
  await inbox.looksAt('c');
  await inbox.press('Enter');
  await visitor.focusIsOn('.message__author');
  await inbox.press('k');
  await inbox.press('k');

  await inbox.looksAt('a');
  assert.equal(await inbox.place.inputValue(), 'Mohana');
});

test('new messages wait behind a button and move nothing', async () => {
  await empty();
  await post('old', 'राशन नहीं मिला');
  const visitor = await seat(house, tracker, { language: 'en' });
  await visitor.page.clock.install();
  const inbox = new InboxPage(visitor);
  await inbox.open();
  await inbox.looksAt('old');
  await post('new', 'पानी नहीं आता');

  await visitor.page.clock.runFor(31_000);
  await inbox.fresh.waitFor();
  await inbox.looksAt('old');
  assert.equal(await inbox.lines.count(), 1);
  assert.match(await inbox.count.innerText(), /2/);
  await inbox.press('n');

  await inbox.looksAt('new');
  assert.equal(await inbox.lines.count(), 2);
});

test('an officer has no inbox, and the list of keys names those of the inbox', async () => {
  const officer = await employ(house.server, 'mohan', 'officer', { departments: ['FOOD'] });
  const visitor = await seat(house, officer, { language: 'en' });
  await visitor.open('/desk/inbox');
  await visitor.reads('unknown.title');

  await empty();
  await post('a', 'राशन नहीं मिला');
  const { visitor: tracking, inbox } = await atInbox();
  await inbox.press('?');
  await tracking.page.locator('dialog[open]').getByText(tracking.text('desk_keys.undo')).waitFor();
});

for (const language of LANGUAGES) {
  test(`the inbox is whole in ${language}`, async () => {
    await empty();
    await post('sita', 'गाँव में आग लग गई है, सोनीपत, मोहाना');
    await post('ram', 'रोहतक में राशन नहीं मिला, 9812345678');
    const { visitor, inbox } = await atInbox({ language });
    await inspect(visitor, 'the inbox');
    await inbox.press('x');
    await inspect(visitor, 'the reasons');
    await inbox.press('4');
    await inbox.press('a');
    await inspect(visitor, 'a number that is asked for');
  });

  test(`posts are taken in by hand in ${language}`, async () => {
    await empty();
    const visitor = await seat(house, tracker, { language });
    const paste = new PastePage(visitor);
    await paste.open();

    await paste.paste('https://x.com/ram', 'राशन नहीं मिला');
    await visitor.focusIsOn('.error-summary');
    assert.equal(await paste.text.inputValue(), 'राशन नहीं मिला', 'nothing typed is lost');
    last += 1_000_000_000_000n;
    await paste.paste(`https://x.com/ram/status/${last}`, 'राशन नहीं मिला');
    await visitor.sees(visitor.text('desk_paste.added'));
    await visitor.focusIsOn('#link');

    last += 1_000_000_000_000n;
    const table = `link,text\nhttps://x.com/sita/status/${last},पानी नहीं आता\nnowhere,सड़क\n`;
    await paste.file.setInputFiles({ name: 'posts.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
    await visitor.page.waitForFunction(() => document.querySelector('#table').value !== '');
    await paste.press('desk_paste.import');
    await paste.problems.first().waitFor();
    assert.equal(await paste.problems.count(), 1);
    assert.equal(await paste.table.inputValue(), table);
    await inspect(visitor, 'a table with a wrong line');
    const { waiting } = await office.ask('GET', '/inbox');
    assert.equal(waiting, 2);
  });
}
