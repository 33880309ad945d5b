// What the desk does beside the queue: filing for others, accounts, channels, the
// board.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './access.mjs';
import { WIDE, clerk, employ, seat } from './desk.mjs';
import { journeys } from './journey.mjs';
import { file } from './office.mjs';
import { QueuePage } from './pages/queue.mjs';
import { ReceiptPage } from './pages/receipt.mjs';
import { SignInPage } from './pages/sign_in.mjs';

const staff = {};

const house = journeys({
  async prepare(server) {
    staff.tracker = await employ(server, 'tracker', 'tracker');
    staff.admin = await employ(server, 'chief', 'admin');
  },
});

test('a complaint on paper is filed with the citizens\' check, and its receipt read out', async () => {
  const visitor = await seat(house, staff.tracker, { language: 'en' });
  const { page } = visitor;
  await visitor.open('/desk/file');
  const submit = page.locator('main form button[type=submit]');
  await submit.click();
  await visitor.focusIsOn('.error-summary');
  await assertAccessible(page);

  await page.locator('#category').selectOption('PDS_NOT_RECEIVED');
  await page.locator('#district').selectOption('bhiwani');
  await page.locator('#place').fill('Sirsa Ghoghra');
  await page.locator('#text').fill('She says no ration has come for two months.');
  await page.locator('#mobile').fill('९८१२३ ४५६७८');
  await page.locator('#language').selectOption('hi');
  await submit.click();

  const receipt = new ReceiptPage(visitor);
  const { display, pin } = await receipt.read();
  assert.match(pin, /^\d{6}$/);
  await visitor.focusIsOn('h1');
  await assertAccessible(page);
  const office = await clerk(house.server, staff.tracker);
  const filed = await office.show(display.replace(/\D/g, ''));
  assert.deepEqual([filed.channel, filed.language], ['paper', 'hi']);
  await page.getByRole('button', { name: visitor.text('desk_file.next') }).click();
  assert.equal(await page.locator('#text').inputValue(), '');
});

test('an admin makes an account, hands it over once, and takes it away again', async () => {
  const visitor = await seat(house, staff.admin, { language: 'en' });
  const { page } = visitor;
  await visitor.open('/desk/staff');
  await page.locator('#user').fill('officer.food');
  await page.locator('#role').selectOption('officer');
  await page.locator('.choices__many').getByText('Food', { exact: false }).first().click();
  await page.getByRole('button', { name: visitor.text('desk_staff.create') }).click();

  const password = await page.locator('.issued__secret').first().innerText();
  await visitor.focusIsOn('.issued__lead');
  await assertAccessible(page);
  await page.getByRole('button', { name: visitor.text('desk_staff.handed') }).click();
  assert.equal(await page.getByText(password).count(), 0);

  const officer = await house.visitor({ language: 'en', size: WIDE });
  const door = new SignInPage(officer);
  await officer.open('/desk');
  await door.signIn('officer.food', password);
  await officer.reads('desk_account.password');

  const account = page.locator('.accounts__account').filter({ hasText: 'officer.food' });
  await account.getByRole('button', { name: visitor.text('desk_staff.disable') }).click();
  await page.getByRole('button', { name: visitor.text('desk_staff.yes') }).click();
  await account.getByText(visitor.text('desk_staff.disabled'), { exact: false }).waitFor();
});

test('an admin is shown no complaint', async () => {
  const visitor = await seat(house, staff.admin, { language: 'en' });

  for (const address of ['/desk/queue', '/desk/board', '/desk/file']) {
    await visitor.open(address);
    await visitor.reads('unknown.title');
  }
});

test('the board leads to the complaints that it counts', async () => {
  for (let count = 0; count < 31; count += 1) {
    await file(house.server.url, { language: 'en', place: 'Depot 31', text: `Depot 31 is closed since day ${count}.` });
  }
  await file(house.server.url, { language: 'en', place: 'Depot 31 East', text: 'Depot 31 is closed, and so is this one.' });
  const visitor = await seat(house, staff.tracker, { language: 'en' });
  await visitor.open('/desk/board');
  const cluster = visitor.page.locator('.clusters a').first();
  await cluster.getByText('31 like complaints', { exact: false }).waitFor();
  await assertAccessible(visitor.page);

  await visitor.page.getByRole('button', { name: visitor.text('desk_board.open') }).first().click();
  await cluster.click();

  const queue = new QueuePage(visitor);
  await queue.isThere();
  await visitor.sees('Only of Depot 31');
  assert.equal(await queue.lines.count(), 31);
  await assertAccessible(visitor.page);
  await visitor.page.locator('.queue__near a').click();
  await queue.lines.nth(31).waitFor();
});
