// The article's two stories, played by three people: from filing to "the citizen
// confirms".

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './access.mjs';
import { employ, seat } from './desk.mjs';
import { journeys } from './journey.mjs';
import { figures } from './office.mjs';
import { ComplainPage } from './pages/complain.mjs';
import { DeskComplaintPage } from './pages/desk_complaint.mjs';
import { QueuePage } from './pages/queue.mjs';
import { ReceiptPage } from './pages/receipt.mjs';
import { TicketPage } from './pages/ticket.mjs';

const staff = {};

const house = journeys({
  async prepare(server) {
    staff.tracker = await employ(server, 'tracker', 'tracker');
    staff.food = await employ(server, 'officer.food', 'officer', { departments: ['FOOD'] });
    staff.wcd = await employ(server, 'officer.wcd', 'officer', { departments: ['WCD'] });
  },
});

const STORIES = [
  {
    name: 'the ration of Sirsa Ghoghra, Bhiwani',
    answers: {
      group: 'ration',
      category: 'PDS_NOT_RECEIVED',
      district: 'bhiwani',
      place: 'सिरसा घोघड़ा',
      text: 'दो महीने से राशन डिपो पर नहीं मिला है।',
      name: 'सुमन',
      mobile: '9812345678',
    },
    department: 'FOOD',
    officer: 'food',
    reply: 'आपका राशन डिपो पर पहुँच गया है। कृपया ले लीजिए।',
  },
  {
    name: 'the PMMVY money of Mohana, Sonipat',
    answers: {
      group: 'money',
      category: 'PMMVY_UNPAID',
      district: 'sonipat',
      place: 'मोहाना',
      text: 'मातृ वंदना योजना की क़िस्त अब तक खाते में नहीं आई।',
      name: 'राजेश',
      mobile: '9812345679',
    },
    department: 'WCD',
    officer: 'wcd',
    reply: 'आपके खाते में पाँच हज़ार रुपये भेज दिए गए हैं।',
  },
];

for (const { name, answers, department, officer, reply } of STORIES) {
  test(`${name}: filed, forwarded, resolved, confirmed`, async () => {
    const citizen = await house.visitor();
    const form = new ComplainPage(citizen);
    await form.answerUpTo('check', answers);
    await form.submit.click();
    const receipt = new ReceiptPage(citizen);
    const { display } = await receipt.read();
    const ticket = display.replace(/\D/g, '');
    const link = await receipt.toStatus.getAttribute('href');

    const tracker = await seat(house, staff.tracker);
    const queue = new QueuePage(tracker);
    await queue.open('?status=received');
    await queue.openComplaint(ticket);
    const atTeam = new DeskComplaintPage(tracker);
    await atTeam.words.getByText(answers.text).waitFor();
    await atTeam.forward(department);
    await atTeam.standsAt('forwarded');

    const deputy = await seat(house, staff[officer]);
    const theirs = new QueuePage(deputy);
    await theirs.open();
    await theirs.openComplaint(ticket);
    const atDepartment = new DeskComplaintPage(deputy);
    await atDepartment.isThere();
    await assertAccessible(deputy.page);
    await atDepartment.reply('resolve', reply);
    await atDepartment.isDone('resolve');
    await atDepartment.standsAt('resolved');

    await citizen.open(link);
    const status = new TicketPage(citizen);
    await status.replies.getByText(reply).waitFor();
    await status.press('status.do_confirm');
    await status.isDone('status.done_confirm');

    await atTeam.open(ticket);
    await atTeam.standsAt('closed');
    await assertAccessible(tracker.page);
  });
}

test('the figures follow both stories', async () => {
  const { received, resolved, confirmed } = await figures(house.server.url);

  assert.deepEqual({ received, resolved, confirmed }, { received: 2, resolved: 2, confirmed: 2 });
});

test('a department sees nothing of what was not sent to it', async () => {
  const deputy = await seat(house, staff.food);
  const queue = new QueuePage(deputy);

  await queue.open('?status=all');

  await queue.isThere();
  assert.equal(await queue.lines.count(), 1);
});
