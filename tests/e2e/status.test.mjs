// Looking up a complaint: what anyone may see, what PIN and link open, and what
// the citizen can do there.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './access.mjs';
import { mistyped } from './digits.mjs';
import { journeys } from './journey.mjs';
import { file } from './office.mjs';
import { StatusPage } from './pages/status.mjs';
import { TicketPage } from './pages/ticket.mjs';

const house = journeys();

const WORDS = 'दो महीने से राशन नहीं मिला है';
const UNKNOWN = '21482736900'; // valid, and filed with a chance of one in ten thousand million

async function filed(answers) {
  return file(house.server.url, { text: WORDS, ...answers });
}

/** A visitor who has opened the private part with the link of the receipt. */
async function opened(receipt) {
  const visitor = await house.visitor({ language: 'en' });
  const ticket = new TicketPage(visitor);
  await ticket.openWithKey(receipt);
  await ticket.own.waitFor();
  return { visitor, ticket };
}

test('a mistyped digit is told at once, without any network', async () => {
  const { display } = await filed();
  const visitor = await house.visitor();
  const status = new StatusPage(visitor);
  await status.open();
  await visitor.context.setOffline(true);
  const before = visitor.asked().length;

  await status.lookUp(mistyped(display.replace('HR ', '')));

  await status.error.getByText(visitor.text('problem.ticket.check_digit')).waitFor();
  await visitor.focusIsOn('#ticket');
  assert.equal(visitor.asked().length, before);
  await assertAccessible(visitor.page);
});

test('a number that is too short is told at once', async () => {
  const visitor = await house.visitor();
  const status = new StatusPage(visitor);
  await status.open();

  await status.lookUp('214-8273');

  await status.error.getByText(visitor.text('problem.ticket.shape')).waitFor();
  await visitor.focusIsOn('#ticket');
});

test('a number that nobody has is said to be unknown', async () => {
  const visitor = await house.visitor();
  const status = new StatusPage(visitor);
  await status.open();

  await status.lookUp(`hr ${UNKNOWN}`);

  await visitor.sees(visitor.text('problem.ticket.unknown'));
  await assertAccessible(visitor.page);
});

test('a wrong PIN is refused, and after five the PIN is locked', async () => {
  const receipt = await filed();
  const wrong = receipt.pin === '000000' ? '000001' : '000000';
  const visitor = await house.visitor();
  const ticket = new TicketPage(visitor);
  await ticket.open(receipt);

  const refused = () => visitor.page.waitForResponse((response) => response.url().endsWith('/unlock'));
  for (let tries = 0; tries < 5; tries += 1) {
    const answered = refused();
    await ticket.unlock(wrong);
    await answered;
    await ticket.pinError.getByText(visitor.text('problem.ticket.unknown_or_pin')).waitFor();
    await visitor.focusIsOn('#pin');
  }
  await ticket.unlock(receipt.pin);

  await ticket.pinError.getByText(visitor.text('problem.pin.locked')).waitFor();
  await assertAccessible(visitor.page);
});

test('the link opens the private part, and its key stands in no address that is asked for', async () => {
  const receipt = await filed();

  const { visitor, ticket } = await opened(receipt);

  await ticket.isOpenWith(WORDS);
  assert.deepEqual(visitor.asked().filter((address) => address.includes(receipt.key)), []);
  await assertAccessible(visitor.page);
  assert.deepEqual(visitor.faults, []);
});

test('a link with a wrong key shows the status and asks for the PIN', async () => {
  const receipt = await filed();
  const visitor = await house.visitor();
  const ticket = new TicketPage(visitor);

  await ticket.openWithKey({ link: `/t/${receipt.ticket}#k=AAAAAAAAAAAAAAAAAAAAAA` });

  await ticket.state.waitFor();
  await ticket.pinError.getByText(visitor.text('problem.ticket.unknown_or_key')).waitFor();
  await ticket.unlock(receipt.pin);
  await ticket.isOpenWith(WORDS);
});

test('whoever comes back to the page after it was left must open it again', async () => {
  const { visitor, ticket } = await opened(await filed());

  await visitor.page.evaluate(() => {
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
  });

  await visitor.page.locator('#pin').waitFor();
  assert.equal(await ticket.own.count(), 0);
});

test('the citizen adds details and reads them', async () => {
  const { visitor, ticket } = await opened(await filed());
  const details = 'The depot holder was away again today.';

  await ticket.press('status.do_add_details');
  await visitor.focusIsOn('#text');
  await visitor.page.locator('#text').fill(details);
  await ticket.press('status.do_send');

  await ticket.isDone('status.done_add_details');
  await ticket.replies.getByText(details).waitFor();
  await assertAccessible(visitor.page);
});

test('details that are too short are refused where they are typed', async () => {
  const { visitor, ticket } = await opened(await filed());

  await ticket.press('status.do_add_details');
  await ticket.press('status.do_send');

  await visitor.page.locator('#text-error').getByText(visitor.text('problem.text.too_short')).waitFor();
  await visitor.focusIsOn('#text');
  await assertAccessible(visitor.page);
});

test('the citizen reminds once, and is not offered it again this week', async () => {
  const { visitor, ticket } = await opened(await filed());

  await ticket.press('status.do_remind');

  await ticket.isDone('status.done_remind');
  await ticket.steps.getByText(visitor.text('status.step_reminder')).waitFor();
  assert.equal(await visitor.page.getByRole('button', { name: visitor.text('status.do_remind') }).count(), 0);
});

test('the citizen withdraws after being asked twice, and then erases what was written', async () => {
  const { visitor, ticket } = await opened(await filed());

  await ticket.press('status.do_withdraw');
  await visitor.sees(visitor.text('status.do_withdraw_sure'));
  await assertAccessible(visitor.page);
  await ticket.press('status.do_withdraw_yes');
  await ticket.isDone('status.done_withdraw');

  await ticket.press('status.do_erase');
  await visitor.sees(visitor.text('status.do_erase_sure'));
  await assertAccessible(visitor.page);
  await ticket.press('status.do_erase_yes');

  await ticket.isDone('status.done_erase');
  await visitor.sees(visitor.text('status.do_nothing'));
  const [said] = visitor.text('status.erased').split('{day}');
  await visitor.page.getByText(said).waitFor();
  assert.equal(await ticket.own.count(), 0, 'nothing of the words is left on the page');
  await assertAccessible(visitor.page);
});

test('what the internet lost is sent again, and done once', async () => {
  const { visitor, ticket } = await opened(await filed());
  const details = 'The depot was closed on Monday too.';
  // It arrives, and the answer is lost on the way back.
  await visitor.page.route('**/actions', async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });

  await ticket.press('status.do_add_details');
  await visitor.page.locator('#text').fill(details);
  await ticket.press('status.do_send');
  await visitor.page.locator('#text-error').getByText(visitor.text('problem.connection.lost')).waitFor();
  await ticket.press('status.do_send');

  await ticket.isDone('status.done_add_details');
  assert.equal(await ticket.replies.getByText(details).count(), 1);
});

test('HTML in a complaint is shown as it was typed', async () => {
  const text = '<img src=x onerror="window.harmed = 1"> <b>depot</b> closed';
  const place = '<script>window.harmed = 1</script>';
  const { visitor, ticket } = await opened(await filed({ text, place, name: '<i>Suman</i>' }));

  await ticket.isOpenWith(text);

  await ticket.isOpenWith(place);
  assert.equal(await visitor.page.locator('main').locator('img, script, b, i').count(), 0);
  assert.equal(await visitor.page.evaluate(() => window.harmed), undefined);
});
