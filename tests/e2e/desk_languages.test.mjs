// Every page of the desk in every language, on every size of screen, by day and
// by night.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clerk, employ, seat } from './desk.mjs';
import { inspect } from './inspect.mjs';
import { journeys } from './journey.mjs';
import { file } from './office.mjs';
import { DeskComplaintPage } from './pages/desk_complaint.mjs';
import { LANGUAGES } from './texts.mjs';

const staff = {};

const house = journeys({
  async prepare(server) {
    for (const [user, role] of [['tracker', 'tracker'], ['chief', 'admin']]) {
      staff[role] = await employ(server, user, role);
    }
  },
});

/** What a citizen writes, in each language. */
const WORDS = {
  hi: { text: 'दो महीने से राशन डिपो पर नहीं मिला है।', place: 'सिरसा घोघड़ा', name: 'सुमन' },
  en: { text: 'No ration has come to the depot for two months.', place: 'Sirsa Ghoghra', name: 'Suman' },
  pa: { text: 'ਦੋ ਮਹੀਨੇ ਤੋਂ ਡਿਪੂ ’ਤੇ ਰਾਸ਼ਨ ਨਹੀਂ ਮਿਲਿਆ।', place: 'ਸਿਰਸਾ ਘੋਘੜਾ', name: 'ਸੁਮਨ' },
};

/** The pages of a role, each with what to wait for. */
const PAGES = {
  tracker: [['/desk/board', '.table, .clusters, .page__content p'], ['/desk/file', '#text'], ['/desk/channels', '.channels'], ['/desk/inbox', '.inbox__empty'], ['/desk/inbox/paste', '#link'], ['/desk/account', '#old']],
  admin: [['/desk/staff', '.accounts'], ['/desk/nowhere', 'h1']],
};

for (const language of LANGUAGES) {
  test(`every page of the desk is whole in ${language}`, async () => {
    const stranger = await house.visitor({ language });
    await stranger.open('/desk');
    await stranger.reads('desk_sign_in.title');
    await inspect(stranger, 'signing in');

    for (const [role, pages] of Object.entries(PAGES)) {
      const visitor = await seat(house, staff[role], { language });
      for (const [address, landmark] of pages) {
        await visitor.open(address);
        await visitor.page.locator(landmark).first().waitFor();
        await inspect(visitor, address);
      }
    }
  });

  test(`queue and complaint are whole in ${language}`, async () => {
    const { ticket, display } = await file(house.server.url, { ...WORDS[language], language, mobile: '9812345678' });
    const office = await clerk(house.server, staff.tracker);
    await office.act(ticket, { action: 'forward', department: 'FOOD' });
    const visitor = await seat(house, staff.tracker, { language });
    await visitor.open(`/desk/queue?q=${encodeURIComponent(display)}`);
    await visitor.page.locator('.queue__line').first().waitFor();
    await inspect(visitor, 'the queue');
    const complaint = new DeskComplaintPage(visitor);
    await complaint.open(ticket);
    await complaint.isThere();
    await inspect(visitor, 'a complaint');
    await complaint.choose('ask_details');
    await visitor.page.locator('.action .fold summary').click();
    await inspect(visitor, 'the words of a step');
    await complaint.send();
    await inspect(visitor, 'a step with a mistake');
  });
}

test('the citizens never fetch anything of the desk, nor the desk anything of theirs', async () => {
  const citizen = await house.visitor();
  await citizen.open('/');
  const visitor = await seat(house, staff.tracker);
  await visitor.open('/desk/board');
  await visitor.reads('desk_page.board');

  const paths = (asked) => asked.map((address) => new URL(address).pathname);
  assert.deepEqual(paths(citizen.asked()).filter((path) => path.includes('desk')), []);
  const own = paths(visitor.asked()).filter((path) => /\.(js|wasm|css|txt)$/.test(path));
  assert.ok(own.length >= 4 && own.every((path) => path.includes('desk')), own.join(' '));
  assert.equal(new Set(own).size, own.length);
});
