// Working a complaint: every step, two people at once, and nothing personal sent.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './access.mjs';
import { clerk, employ, seat } from './desk.mjs';
import { journeys } from './journey.mjs';
import { file } from './office.mjs';
import { DeskComplaintPage } from './pages/desk_complaint.mjs';
import { text } from './texts.mjs';

const staff = {};

const house = journeys({
  async prepare(server) {
    staff.tracker = await employ(server, 'tracker', 'tracker');
    staff.second = await employ(server, 'second', 'tracker');
    staff.food = await employ(server, 'officer.food', 'officer', { departments: ['FOOD'] });
  },
});

const filed = (answers) => file(house.server.url, {
  language: 'en', text: 'No ration for two months.', name: 'Suman', mobile: '9812345678', ...answers,
});

async function opened(account, ticket) {
  const visitor = await seat(house, account, { language: 'en' });
  const complaint = new DeskComplaintPage(visitor);
  await complaint.open(ticket);
  await complaint.isThere();
  return { visitor, complaint };
}

test('of two trackers at once one wins, and the other is told and loses nothing', async () => {
  const { ticket } = await filed();
  const first = await opened(staff.tracker, ticket);
  const second = await opened(staff.second, ticket);
  await second.complaint.choose('ask_details');
  await second.complaint.text.fill('Please tell us the number of your depot.');

  await first.complaint.forward('FOOD');
  await second.complaint.send();

  await second.complaint.conflict.getByText('tracker', { exact: false }).first().waitFor();
  assert.match(await second.complaint.conflict.innerText(), /Sent to: Food/);
  await second.visitor.focusIsOn('.complaint__conflict');
  assert.equal(await second.complaint.text.inputValue(), 'Please tell us the number of your depot.');
  await assertAccessible(second.visitor.page);
  await second.complaint.send();
  await second.complaint.isDone('ask_details');
  await second.complaint.standsAt('need_info');
});

test('whoever is slower is told when their step is not possible any more', async () => {
  const { ticket } = await filed();
  const first = await opened(staff.tracker, ticket);
  const second = await opened(staff.second, ticket);
  await second.complaint.choose('duplicate');
  await second.visitor.page.locator('#of').fill((await filed()).display);

  await first.complaint.forward('FOOD');
  await second.complaint.send();

  await second.complaint.conflict.getByText(second.visitor.text('desk_action.conflict_over')).waitFor();
});

test('a reply with a personal number is pointed out while typing and cannot be sent', async () => {
  const { ticket } = await filed();
  const { visitor, complaint } = await opened(staff.tracker, ticket);

  await complaint.reply('ask_details', 'Please call 98123 45678 in the morning.');

  await complaint.page.locator('#text-error').getByText(visitor.text('desk_problem.text.personal')).waitFor();
  await visitor.focusIsOn('.error-summary');
  await assertAccessible(visitor.page);
  await complaint.page.getByRole('button', { name: visitor.text('personal.mask') }).click();
  await complaint.send();
  await complaint.isDone('ask_details');
});

test('ready sentences come in the citizen\'s language, whatever the screen speaks', async () => {
  const { ticket } = await filed({ language: 'pa' });
  const { visitor, complaint } = await opened(staff.tracker, ticket);
  await complaint.choose('ask_details');

  await visitor.page.locator('.action .fold summary').click();
  await visitor.page.locator('.action__template').first().click();

  assert.equal(await complaint.text.inputValue(), text('pa', 'desk_template.ask_when'));
});

test('the contact is masked until someone says why they need it, and that is in the history', async () => {
  const { ticket } = await filed();
  const { visitor, complaint } = await opened(staff.tracker, ticket);
  assert.equal(await visitor.page.getByText('9812345678').count(), 0);

  await visitor.page.getByRole('button', { name: visitor.text('desk_action.reveal_contact') }).click();
  await complaint.text.fill('The address is unclear.');
  await complaint.send();

  await visitor.page.getByText('9812345678').waitFor();
  await visitor.sees(visitor.text('desk_event.contact_revealed'));
  await visitor.sees('The address is unclear.');
});

test('hints show the words that triggered them and change nothing by themselves', async () => {
  const { ticket } = await filed({ text: 'राशन डिपो दो महीने से बंद है', language: 'hi' });
  const { visitor, complaint } = await opened(staff.tracker, ticket);
  await visitor.page.locator('.complaint__mark').first().waitFor();
  await complaint.standsAt('received');

  await visitor.page.getByRole('button', { name: visitor.text('desk_complaint.hint_use') }).first().click();

  assert.equal(await visitor.page.locator('#department').inputValue(), 'FOOD');
  await complaint.standsAt('received');
});

test('a complaint is walked through every step that changes it', async () => {
  const earlier = await filed();
  const { ticket } = await filed();
  const team = await opened(staff.tracker, ticket);
  await team.complaint.choose('take');
  await team.complaint.isDone('take');
  await team.complaint.reply('note', 'Known depot.');
  await team.complaint.isDone('note');
  await team.complaint.choose('duplicate');
  await team.visitor.page.locator('#of').fill(earlier.display);
  await team.complaint.send();
  await team.complaint.isDone('duplicate');
  await team.complaint.choose('unmerge');
  await team.complaint.isDone('unmerge');
  await team.complaint.forward('FOOD');

  const department = await opened(staff.food, ticket);
  await department.complaint.choose('start');
  await department.complaint.isDone('start');
  await department.complaint.choose('interim_reply');
  const due = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  await department.visitor.page.locator('#due').fill(due);
  await department.complaint.text.fill('The truck comes next week.');
  await department.complaint.send();
  await department.complaint.isDone('interim_reply');
  await department.complaint.choose('send_back');
  await department.visitor.page.locator('#note').fill('This is for another department.');
  await department.complaint.send();
  await department.complaint.isDone('send_back');

  await team.complaint.open(ticket);
  await team.complaint.standsAt('under_review');
  await team.complaint.choose('not_tenable');
  await team.visitor.page.locator('#reason').selectOption('private_dispute');
  await team.complaint.text.fill('This is between two neighbours.');
  await team.complaint.send();
  await team.complaint.isDone('not_tenable');
  await team.complaint.standsAt('not_tenable');
  await assertAccessible(team.visitor.page);
});

test('HTML in a complaint and in a note is shown as it was typed', async () => {
  const words = '<img src=x onerror="window.harmed = 1"> <b>depot</b> closed';
  const { ticket } = await filed({ text: words, place: '<script>window.harmed = 1</script>' });
  const office = await clerk(house.server, staff.tracker);
  await office.act(ticket, { action: 'note', text: words });

  const { visitor, complaint } = await opened(staff.tracker, ticket);

  assert.equal(await complaint.words.innerText(), words);
  assert.equal(await visitor.page.locator('main').locator('img, script, b, i').count(), 0);
  assert.equal(await visitor.page.evaluate(() => window.harmed), undefined);
});
