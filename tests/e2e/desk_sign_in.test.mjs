// Getting in to the desk and out of it, and losing nothing on the way.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './access.mjs';
import { PASSWORD, WIDE, clerk, employ, enrol, seat } from './desk.mjs';
import { journeys } from './journey.mjs';
import { file } from './office.mjs';
import { DeskComplaintPage } from './pages/desk_complaint.mjs';
import { SignInPage } from './pages/sign_in.mjs';
import { totp } from './totp.mjs';

let tracker;

const house = journeys({
  async prepare(server) {
    tracker = await employ(server, 'tracker', 'tracker');
  },
});

/** Someone who has opened a page of the desk without being signed in. */
async function stranger(address = '/desk', wishes = {}) {
  const visitor = await house.visitor({ language: 'en', size: WIDE, ...wishes });
  const page = new SignInPage(visitor);
  await visitor.open(address);
  await page.isThere();
  return { visitor, page };
}

test('a wrong password is told without saying what was wrong', async () => {
  const { visitor, page } = await stranger();

  await page.signIn('tracker', 'wrong password');

  await page.refusal.getByText(visitor.text('desk_problem.session.wrong')).waitFor();
  await assertAccessible(visitor.page);
});

test('after signing in one is where one wanted to be', async () => {
  const { visitor, page } = await stranger('/desk/board');

  await page.signIn('tracker', PASSWORD);

  await visitor.reads('desk_page.board');
  await visitor.focusIsOn('h1');
  assert.equal(new URL(visitor.page.url()).pathname, '/desk/board');
});

test('a one-time password asks for one of its own, and that opens the desk', async () => {
  const issued = await enrol(house.server, 'newcomer', 'tracker');
  const { visitor, page } = await stranger();
  await page.signIn('newcomer', issued.one_time_password);
  await visitor.reads('desk_account.password');
  await assertAccessible(visitor.page);

  await page.choosePassword('short', 'short');
  await page.page.locator('#new-error').getByText(visitor.text('desk_problem.password.too_short')).waitFor();
  await visitor.focusIsOn('.error-summary');
  await page.choosePassword('a long enough one', 'and another one');
  await page.page.locator('#again-error').getByText(visitor.text('desk_problem.password.again')).waitFor();
  await page.choosePassword('a long enough one');

  await visitor.reads('desk_page.queue');
});

test('a second factor is asked for after the password', async () => {
  const issued = await enrol(house.server, 'admin', 'admin');
  const { visitor, page } = await stranger();
  await page.signIn('admin', issued.one_time_password);
  await visitor.reads('desk_account.password');
  await page.choosePassword(PASSWORD);
  await page.refusal.getByText(visitor.text('desk_problem.session.code_needed')).waitFor();
  await visitor.focusIsOn('#code');

  await page.answerCode(totp(issued.totp_secret));

  await visitor.reads('desk_page.staff');
});

test('signing out leaves nothing behind', async () => {
  const visitor = await seat(house, tracker, { language: 'en' });
  await visitor.open('/desk/board');
  await visitor.reads('desk_page.board');

  await visitor.page.getByRole('button', { name: visitor.text('desk_nav.sign_out') }).click();

  await new SignInPage(visitor).isThere();
  await visitor.page.goBack();
  await new SignInPage(visitor).isThere();
  assert.equal(await visitor.page.locator('.table').count(), 0);
});

test('signing out everywhere ends the session on the other computer', async () => {
  const here = await seat(house, tracker, { language: 'en' });
  const there = await seat(house, tracker, { language: 'en' });
  await there.open('/desk/board');
  await there.reads('desk_page.board');
  await here.open('/desk/account');

  await here.page.getByRole('button', { name: here.text('desk_account.everywhere') }).click();
  await new SignInPage(here).isThere();

  await there.page.getByRole('link', { name: there.text('desk_nav.queue') }).click();
  await there.reads('desk_sign_in.title');
});

test('a session that ends while one writes loses nothing', async () => {
  const { ticket } = await file(house.server.url);
  const visitor = await seat(house, tracker, { language: 'en' });
  const complaint = new DeskComplaintPage(visitor);
  await complaint.open(ticket);
  await complaint.choose('note');
  await complaint.text.fill('Called the depot, nobody answers.');

  // As if the session had ended by itself.
  await visitor.context.clearCookies();
  await complaint.send();
  const page = new SignInPage(visitor);
  await page.isThere();
  await visitor.sees(visitor.text('desk_sign_in.expired'));
  assert.equal(await page.user.inputValue(), 'tracker');
  await page.password.fill(PASSWORD);
  await page.submit.click();

  await complaint.isThere();
  assert.equal(await complaint.text.inputValue(), 'Called the depot, nobody answers.');
  await complaint.send();
  await complaint.isDone('note');
});

test('a reload while one writes loses nothing but personal numbers', async () => {
  const { ticket } = await file(house.server.url);
  const visitor = await seat(house, tracker, { language: 'en' });
  const complaint = new DeskComplaintPage(visitor);
  await complaint.open(ticket);
  await complaint.choose('note');
  await complaint.text.fill('Neighbour is at 98123 45678 in the evening');

  await visitor.reload();

  await complaint.text.waitFor();
  assert.equal(await complaint.text.inputValue(), 'Neighbour is at XXXXX XXXXX in the evening');
});

test('a page that is not for the role does not exist for it', async () => {
  const visitor = await seat(house, tracker, { language: 'en' });

  await visitor.open('/desk/staff');

  await visitor.reads('unknown.title');
  const office = await clerk(house.server, tracker);
  await assert.rejects(office.ask('GET', '/staff'), /403|404/);
});
