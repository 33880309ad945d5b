// Every page of the kiosk in every language, on every size of screen, by day and
// by night; and the slip on both papers.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inspect } from './inspect.mjs';
import { journeys } from './journey.mjs';
import { terminal } from './kiosk.mjs';
import { CITIZEN } from './pages/kiosk.mjs';
import { LANGUAGES } from './texts.mjs';

const house = journeys();
const WIDTHS = [320, 768, 1280];

/** Points in a millimetre. */
const MILLIMETRE = 72 / 25.4;

/** What a citizen says, in each language. */
const WORDS = {
  hi: { text: 'दो महीने से राशन डिपो पर नहीं मिला है।', place: 'सिरसा घोघड़ा', name: 'सुमन' },
  en: { text: CITIZEN.text, place: CITIZEN.place, name: CITIZEN.name },
  pa: { text: 'ਦੋ ਮਹੀਨੇ ਤੋਂ ਡਿਪੂ ’ਤੇ ਰਾਸ਼ਨ ਨਹੀਂ ਮਿਲਿਆ।', place: 'ਸਿਰਸਾ ਘੋਘੜਾ', name: 'ਸੁਮਨ' },
};

for (const language of LANGUAGES) {
  test(`every page of the kiosk is whole in ${language}`, async () => {
    const stranger = await house.visitor({ language });
    await stranger.open('/kiosk');
    await stranger.reads('kiosk_enrol.title');
    await inspect(stranger, 'enrolling', WIDTHS);

    const { visitor, kiosk } = await terminal(house, { language });
    await inspect(visitor, 'the form', WIDTHS);
    await kiosk.send.click();
    await kiosk.summary.waitFor();
    await inspect(visitor, 'a form with mistakes', WIDTHS);
    await kiosk.file({ ...CITIZEN, ...WORDS[language] });
    await inspect(visitor, 'the slip', WIDTHS);
    await kiosk.nextCitizen();
    await visitor.page.locator(`html[lang=${language}]`).waitFor();
    await kiosk.openToday();
    await kiosk.lines.first().waitFor();
    await inspect(visitor, 'the list', WIDTHS);
    await kiosk.openHealth();
    await visitor.page.locator('.summary-list').getByText(visitor.text('kiosk_health.version')).waitFor();
    await inspect(visitor, 'the health', WIDTHS);
    await kiosk.openForm();
    await visitor.context.setOffline(true);
    await kiosk.file({ ...CITIZEN, ...WORDS[language] });
    await inspect(visitor, 'the provisional slip', WIDTHS);
  });
}

test('letters and targets are large', async () => {
  const { visitor } = await terminal(house);

  const { small, low } = await visitor.page.evaluate(() => {
    const seen = (element) => element.offsetParent && element.getBoundingClientRect().width > 1;
    const letters = [...document.querySelectorAll('main *, header *')].filter((element) => seen(element)
      && [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
    const targets = [...document.querySelectorAll('button, a[href], input, select, textarea')].filter(seen);
    return {
      small: letters.filter((element) => parseFloat(getComputedStyle(element).fontSize) < 20).map((element) => element.outerHTML),
      low: targets.filter((element) => element.getBoundingClientRect().height < 56).map((element) => element.outerHTML),
    };
  });

  assert.deepEqual(small, []);
  assert.deepEqual(low, []);
});

for (const [paper, width, height] of [['roll', 80, undefined], ['sheet', 148, 210]]) {
  test(`a slip fits on one ${paper}, with the PIN below the fold`, async () => {
    const { visitor, kiosk } = await terminal(house);
    const { page } = visitor;
    await kiosk.file();
    await kiosk.field('paper').selectOption(paper);
    await page.emulateMedia({ media: 'print' });

    const seen = await page.locator('body').innerText();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');

    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)].map(([, ...sizes]) => sizes.map(Number));
    assert.equal(boxes.length, 1, 'one page');
    assert.ok(Math.abs(boxes[0][0] - width * MILLIMETRE) < 2, `${boxes[0]} points`);
    if (height) assert.ok(Math.abs(boxes[0][1] - height * MILLIMETRE) < 2, `${boxes[0]} points`);
    assert.ok(!seen.includes(visitor.text('kiosk_slip.print')) && !seen.includes(visitor.text('kiosk_page.today')), seen);
    const fold = seen.indexOf(visitor.text('kiosk_slip.fold'));
    assert.ok(fold > 0 && seen.indexOf(await kiosk.pin()) > fold, seen);
    assert.ok(seen.includes(visitor.text('receipt.next_team')) && seen.includes('/status'), seen);
    await page.emulateMedia({ media: 'screen' });
    await visitor.reload();
    assert.equal(await page.evaluate(() => localStorage.getItem('sunwai.kiosk.paper')), paper, 'remembered');
  });
}

test('a helpline stands on slips where there is one', async () => {
  const { visitor, kiosk } = await terminal(house);

  await kiosk.file();

  assert.equal(await kiosk.slip.getByText(visitor.text('kiosk_slip.helpline')).count(), 0, 'none is made up');
});
