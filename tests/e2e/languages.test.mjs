// Every page in every language, on every size of screen, by day and by night.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inspect } from './inspect.mjs';
import { journeys } from './journey.mjs';
import { file } from './office.mjs';
import { ComplainPage } from './pages/complain.mjs';
import { ReceiptPage } from './pages/receipt.mjs';
import { ResultsPage } from './pages/results.mjs';
import { TicketPage } from './pages/ticket.mjs';
import { LANGUAGES } from './texts.mjs';

const house = journeys({ demo: ['--received', '300', '--resolved', '220', '--not-tenable', '40'] });

/** What a citizen writes, in each language. */
const WORDS = {
  hi: { text: 'दो महीने से राशन नहीं मिला है।', place: 'सिरसा घोघड़ा', name: 'सुमन' },
  en: { text: 'No ration has come for two months.', place: 'Sirsa Ghoghra', name: 'Suman' },
  pa: { text: 'ਦੋ ਮਹੀਨੇ ਤੋਂ ਰਾਸ਼ਨ ਨਹੀਂ ਮਿਲਿਆ।', place: 'ਸਿਰਸਾ ਘੋਘੜਾ', name: 'ਸੁਮਨ' },
};
const CODES = { group: 'ration', category: 'PDS_NOT_RECEIVED', district: 'bhiwani', mobile: '9812345678' };

/** The pages that stand alone, each with what to wait for. */
const PAGES = [
  ['/', '.ways'],
  ['/status', '#ticket'],
  ['/results', '.table'],
  ['/results?by=category', '.table'],
  ['/privacy', 'h2'],
  ['/accessibility', 'h2'],
  ['/no-such-page', '.ways'],
];

for (const language of LANGUAGES) {
  const answers = { ...CODES, ...WORDS[language] };

  test(`every page is whole in ${language}`, async () => {
    const visitor = await house.visitor({ language });

    for (const [address, landmark] of PAGES) {
      await visitor.open(address);
      await visitor.page.locator(landmark).first().waitFor();
      await inspect(visitor, address);
    }
  });

  test(`every step of the form and the receipt are whole in ${language}`, async () => {
    const visitor = await house.visitor({ language });
    const complain = new ComplainPage(visitor);
    await complain.open();
    await complain.submit.click();
    await complain.problems();
    await inspect(visitor, 'the form with a mistake');

    for (const step of ['group', 'category', 'where', 'what', 'you', 'check']) {
      await complain.standsAt(step);
      await inspect(visitor, `the step ${step}`);
      await complain.answer(step, answers);
    }

    await new ReceiptPage(visitor).isThere();
    await inspect(visitor, 'the receipt');
  });

  test(`a complaint's status is whole in ${language}`, async () => {
    const { group: _, ...filed } = answers;
    const receipt = await file(house.server.url, { ...filed, language });
    const visitor = await house.visitor({ language });
    const ticket = new TicketPage(visitor);

    await ticket.open(receipt);
    await ticket.pin.waitFor();
    await inspect(visitor, 'the status');
    await ticket.unlock(receipt.pin);
    await ticket.isOpenWith(answers.text);
    await inspect(visitor, 'the private part');
  });

  test(`the drawing speaks ${language}`, async () => {
    const visitor = await house.visitor({ language });
    await visitor.open('/results');
    const source = await new ResultsPage(visitor).chart.getAttribute('src');

    await visitor.page.goto(new URL(source, house.server.url).href);

    const words = await visitor.page.locator('svg.chart').evaluate((drawing) => drawing.textContent);
    assert.ok(words.includes(visitor.text('chart.by_month')), words);
  });
}

test('another page has another title, and its heading has the focus', async () => {
  const visitor = await house.visitor({ language: 'en' });
  await visitor.open('/');
  const titles = new Set([await visitor.page.title()]);

  for (const way of ['ways.complain', 'ways.status', 'ways.results']) {
    await visitor.page.getByRole('link', { name: visitor.text(way) }).click();
    await visitor.focusIsOn('h1');
    titles.add(await visitor.page.title());
    await visitor.page.locator('.header__home').click();
    await visitor.reads('home.title');
  }

  assert.equal(titles.size, 4);
});

test('the language is remembered on the next visit', async () => {
  const visitor = await house.visitor();
  await visitor.open('/');
  await visitor.page.getByRole('link', { name: 'English' }).click();
  await visitor.page.locator('html[lang=en]').waitFor();

  await visitor.open('/status');

  assert.equal(await visitor.page.locator('html').getAttribute('lang'), 'en');
});

test('in forced colours every button has a border', async () => {
  const visitor = await house.visitor({ forcedColors: 'active' });

  for (const address of ['/complain', '/status', '/results']) {
    await visitor.open(address);
    const borders = await visitor.page.locator('.button').evaluateAll((buttons) => buttons.map((button) => {
      const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(button);
      return { seen: borderTopStyle === 'solid' && parseFloat(borderTopWidth) >= 1 && borderTopColor !== backgroundColor };
    }));
    assert.ok(borders.length > 0, address);
    assert.deepEqual(borders.filter(({ seen }) => !seen), [], address);
  }
});

test('in forced colours one sees how far one is in the form', async () => {
  const visitor = await house.visitor({ forcedColors: 'active' });
  const complain = new ComplainPage(visitor);
  await complain.answerUpTo('where');

  const parts = await visitor.page.locator('.steps__part').evaluateAll((parts) => parts.map((part) => {
    const { borderBottomWidth, borderBottomColor } = getComputedStyle(part);
    return `${borderBottomWidth} ${borderBottomColor}`;
  }));

  const done = parts.filter((part) => part === parts[0]);
  assert.deepEqual([done.length, parts.length], [3, 6]);
});
