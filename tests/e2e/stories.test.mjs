// The two stories with which it began, from the post to the answer under it; and
// whoever posted opens their complaint without a PIN.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { assertAccessible } from './access.mjs';
import { clerk, employ, seat } from './desk.mjs';
import { inspect, lookAround } from './inspect.mjs';
import { journeys } from './journey.mjs';
import { InboxPage } from './pages/inbox.mjs';
import { DeskComplaintPage } from './pages/desk_complaint.mjs';
import { TicketPage } from './pages/ticket.mjs';
import { LANGUAGES } from './texts.mjs';

const PATIENCE = 60_000; // milliseconds: letters wait ten seconds for an undo

let tracker;

const house = journeys({
  posts: true,
  async prepare(server) {
    tracker = await employ(server, 'tracker', 'tracker');
  },
});

/** Waits until this comes out true, and answers it. */
async function until(what, ask) {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    const found = await ask();
    if (found) return found;
    await pause(200);
  }
  throw new Error(`in vain: ${what}`);
}

/** The words of the replies under a post. */
async function repliesUnder(post) {
  return (await house.x.replies()).filter(([under]) => under === post).map(([, words]) => words);
}

const STORIES = [
  {
    name: 'the ration of Sirsa Ghoghra',
    author: 'sirsa_ghoghra', place: 'Sirsa Ghoghra', category: 'PDS_NOT_RECEIVED', district: 'bhiwani',
    department: 'FOOD',
    words: '@cmohry हमें राशन नहीं मिला है, गाँव सिरसा घोघड़ा, जिला भिवानी',
    reply: 'आपका राशन डिपो पर पहुँच गया है। अपना राशन कार्ड लेकर डिपो से ले लीजिए।',
  },
  {
    name: 'the maternity benefit of Mohana',
    author: 'mohana_sonipat', place: 'Mohana', category: 'PMMVY_UNPAID', district: 'sonipat',
    department: 'WCD',
    words: '@cmohry प्रधानमंत्री मातृ वंदना योजना की राशि नहीं मिली, मोहाना, सोनीपत',
    reply: 'आपकी रकम खाते में भेज दी गई है। दो-तीन दिन में बैंक में देख लीजिए।',
  },
];

for (const story of STORIES) {
  test(`${story.name}, from the post to the answer under it`, async () => {
    const post = await house.x.post(story.author, story.words);
    const office = await clerk(house.server, tracker);
    await until('the post is in the inbox', async () => {
      const { items } = await office.ask('GET', '/inbox');
      return items.find((item) => item.id === `x-${post}`);
    });
    const visitor = await seat(house, tracker);
    const inbox = new InboxPage(visitor);
    await inbox.open();
    await inbox.choose(story.author);
    assert.equal(await inbox.district.inputValue(), story.district);
    assert.equal(await inbox.category.inputValue(), story.category);
    await inbox.press('e');
    await inbox.place.fill(story.place);
    await inbox.press('Escape');
    await inbox.press('f');
    await inbox.told.getByText(/HR/).waitFor();
    const display = (await inbox.told.innerText()).match(/HR [\d-]+/)[0];

    await until('the number stands under the post', async () => (
      (await repliesUnder(post)).some((words) => words.includes(display))
    ));
    const complaint = new DeskComplaintPage(visitor);
    await complaint.open(display.replaceAll(/\D/g, ''));
    await complaint.isThere();
    await complaint.forward(story.department);
    await complaint.reply('resolve', story.reply);
    await complaint.isDone('resolve');

    await until('the last answer stands under the post', async () => (await repliesUnder(post)).length >= 3);
    for (const words of await repliesUnder(post)) {
      assert.ok(!/https?:|\.in\b|\d{10}/.test(words), `no link and no telephone number: ${words}`);
    }
    await assertAccessible(visitor.page);
  });
}

for (const language of LANGUAGES) {
  test(`whoever posted opens their complaint by a word, in ${language}`, async () => {
    const author = `ram_${language}`;
    const words = `@cmohry रोहतक में राशन नहीं मिला ${language}`;
    const post = await house.x.post(author, words);
    const office = await clerk(house.server, tracker);
    await until('the post is in the inbox', async () => {
      const { items } = await office.ask('GET', '/inbox');
      return items.find((item) => item.id === `x-${post}`);
    });
    const { ticket } = await office.ask('POST', `/inbox/x-${post}/actions`, {
      action: 'file', category: 'PDS_NOT_RECEIVED', district: 'rohtak',
    });
    const visitor = await house.visitor({ language });
    const page = new TicketPage(visitor);
    await page.open({ ticket });
    const press = async (path) => {
      await visitor.page.locator('#handoff').getByRole('button', { name: visitor.text(path) }).click();
      await visitor.ready();
    };

    await press('status.handoff_begin');
    const word = await visitor.page.locator('#handoff strong').innerText();
    assert.match(word, /^[A-Z]{4}-[A-Z]{4}$/);
    await inspect(visitor, 'the word');
    await press('status.handoff_said');
    await visitor.sees(visitor.text('server_problem.handoff.waiting'));
    assert.equal(await visitor.page.locator('#handoff strong').innerText(), word, 'the word stays');
    await house.x.post(author, `@cmohry ${word.toLowerCase()}`, post);
    await until('the word was read', async () => {
      await press('status.handoff_said');
      return await visitor.page.locator('#new-pin').count() > 0;
    });

    await page.isOpenWith(words);
    const pin = await visitor.page.locator('#new-pin').innerText();
    // The words are those of the post, in whatever language.
    await lookAround(visitor.page, `what was handed over in ${language}`);
    const another = await house.visitor({ language });
    const again = new TicketPage(another);
    await again.open({ ticket });
    await again.unlock(pin);
    await again.isOpenWith(words);
  });
}
