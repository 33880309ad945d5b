// Our pages in frames of a site that is not ours, with and without the widget.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { assertAccessible, assertFits } from './access.mjs';
import { startHost } from './host.mjs';
import { journeys } from './journey.mjs';
import { ANSWERS } from './pages/complain.mjs';
import { PhotoChoice } from './pages/photos.mjs';
import { FramedForm, Widget } from './pages/widget.mjs';
import { drawPhoto } from './photo.mjs';
import { LANGUAGES, text } from './texts.mjs';
import { assertSpeaks } from './words.mjs';

const VIEWS = ['status', 'complain', 'results'];
const WIDTHS = [320, 768, 1280];
const SCHEMES = ['light', 'dark'];

const host = await startHost();
// Of one site with us, so that a page in its frames could keep something if it wished.
const neighbour = await startHost('127.0.0.1');
const stranger = await startHost();
const house = journeys({
  prepare: (server) => { host.office = neighbour.office = stranger.office = server.url; },
  env: { SUNWAI_EMBED_HOSTS: `https://portal.example, ${host.url} ${neighbour.url}` },
  demo: ['--received', '300', '--resolved', '200', '--not-tenable', '40', '--from', '2026-01-01', '--to', '2026-06-30'],
});
after(() => Promise.all([host, neighbour, stranger].map((site) => site.stop())));

/** Someone at a page of the portal. */
async function arrive({ at = '/', site = host, ...wishes } = {}) {
  const visitor = await house.visitor(wishes);
  await visitor.page.goto(`${site.url}${at}?lang=${visitor.language}`);
  return visitor;
}

/** The browser says of each site that is not allowed that it refuses; all else is a fault. */
const withoutRefusals = (faults) => faults.filter((fault) => !fault.includes('frame-ancestors'));

for (const language of LANGUAGES) {
  test(`three widgets in ${language} grow with what is in them, at every width, by day and by night`, async () => {
    const visitor = await arrive({ language });
    const { page } = visitor;

    for (const scheme of SCHEMES) {
      await page.emulateMedia({ colorScheme: scheme });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        for (const view of VIEWS) {
          const how = `${view} in ${language}, ${width} pixels, ${scheme}`;
          const widget = new Widget(page, view);
          const frame = await widget.open();

          await widget.grows(frame);
          assert.equal(await frame.locator('html').getAttribute('lang'), language, how);
          assert.equal(await widget.element.getAttribute('title'), await frame.title(), how);
          await assertSpeaks(frame, language, how);
          await assertFits(frame, how);
          await assertAccessible(frame, how);
        }
        await assertFits(page);
        await assertAccessible(page, `the portal in ${language}, ${width} pixels, ${scheme}`);
      }
    }
    assert.deepEqual(visitor.faults, []);
  });
}

test('a complaint is filed in one frame, found in another, opened and added to, and nothing is kept', async () => {
  const visitor = await arrive({ site: neighbour });
  const { page } = visitor;
  const frame = await new Widget(page, 'complain').open();
  const form = new FramedForm(frame);

  await form.go();
  await frame.locator('.error-summary:focus').waitFor();
  await form.answerAll(ANSWERS, () => new Widget(page, 'complain').grows(frame));
  await new PhotoChoice(visitor, frame).choose(await drawPhoto(page, 600, 400));
  await form.go();

  await frame.getByText(visitor.text('receipt.title')).waitFor();
  await new Widget(page, 'complain').grows(frame);
  const number = await frame.locator('.panel__number').innerText();
  const pin = await frame.locator('.receipt__pin').innerText();

  const status = await new Widget(page, 'status').open();
  await status.locator('#ticket').fill(number);
  await status.getByRole('button', { name: visitor.text('ticket_form.submit') }).click();
  await status.locator('#pin').fill(pin);
  await status.getByRole('button', { name: visitor.text('status.unlock') }).click();
  await status.getByText(ANSWERS.text).waitFor();
  await status.locator('button[name=show]').click();
  await status.locator('.pictures img').evaluate((picture) => picture.decode());
  await status.getByRole('button', { name: visitor.text('status.do_add_details') }).click();
  await status.locator('#text').fill('डिपो तीन दिन से बंद है।');
  await status.getByRole('button', { name: visitor.text('status.do_send') }).click();
  await status.getByText(visitor.text('status.done_add_details')).waitFor();
  await new Widget(page, 'status').grows(status);
  await assertAccessible(status);

  assert.deepEqual(await visitor.context.cookies(), []);
  for (const place of [frame, status]) {
    const kept = await place.evaluate(async () => [
      localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length,
    ]);
    assert.deepEqual(kept, [0, 0, 0, 0]);
  }
  assert.deepEqual(visitor.faults.filter((fault) => !fault.includes('422')), [], 'but for the refused form');
});

test('where a browser lets no frame keep anything, a complaint is filed all the same', async () => {
  const visitor = await arrive({ language: 'pa' });
  const frame = await new Widget(visitor.page, 'complain').open();
  const form = new FramedForm(frame);

  await form.answerAll(ANSWERS, () => assertAccessible(frame));
  await assertAccessible(frame);
  await form.go();

  await frame.getByText(visitor.text('receipt.title')).waitFor();
  await assertAccessible(frame);
  await assertSpeaks(frame, 'pa', 'the receipt');
  const refused = await frame.evaluate(() => { try { return localStorage.length; } catch (error) { return error.name; } });
  assert.equal(refused, 'SecurityError');
  assert.deepEqual(visitor.faults, []);
});

test('the private link of a receipt opens in a tab of its own, and the host hears of no key', async () => {
  const visitor = await arrive({ language: 'en' });
  const { page } = visitor;
  await page.evaluate(() => {
    window.heard = [];
    addEventListener('message', (event) => window.heard.push(event.data));
    window.navigation?.addEventListener('navigate', (event) => window.heard.push(event.destination.url));
  });
  const frame = await new Widget(page, 'complain').open();
  const form = new FramedForm(frame);
  await form.answerAll();
  await form.go();

  const [tab] = await Promise.all([
    visitor.context.waitForEvent('page'),
    frame.getByRole('link', { name: visitor.text('receipt.status') }).click(),
  ]);

  await tab.getByText(ANSWERS.text).first().waitFor();
  assert.equal(await tab.evaluate(() => window.opener), null);
  assert.equal(await tab.evaluate(() => document.referrer), '');
  const heard = await page.evaluate(() => window.heard);
  assert.ok(heard.length > 0 && heard.every((said) => Object.keys(said).join() === 'sunwai' && said.sunwai > 0), JSON.stringify(heard));
  assert.equal(page.url(), `${host.url}/?lang=en`);
});

test('a site that is not in the settings is shown nothing', async () => {
  for (const at of ['/', '/plain.html']) {
    const visitor = await arrive({ site: stranger, at });
    const { page } = visitor;
    const element = page.locator('iframe').first();
    await element.scrollIntoViewIfNeeded();
    const frame = await (await element.elementHandle()).contentFrame();

    await frame.waitForURL('chrome-error://chromewebdata/');

    assert.equal(await frame.locator('main').count(), 0);
    assert.deepEqual(withoutRefusals(visitor.faults), []);
    assert.ok(visitor.faults.some((fault) => fault.includes('frame-ancestors')), visitor.faults.join());
  }
});

test('a site that shows the portal itself in a frame is shown nothing of ours', async () => {
  const visitor = await house.visitor();
  const { page } = visitor;

  await page.setContent(`<iframe src="${host.url}/" width="320" height="600"></iframe>`);

  const frame = page.frameLocator('iframe').locator('sunwai-widget[view=status] iframe');
  const inside = await (await frame.elementHandle()).contentFrame();
  await inside.waitForURL('chrome-error://chromewebdata/');
});

test('the site that may show a page in a frame may show no other page of ours', async () => {
  const visitor = await arrive({ at: '/plain.html' });
  const { page } = visitor;

  for (const address of ['/status', '/desk', '/kiosk', '/t/21482736900']) {
    await page.locator('iframe').evaluate((element, source) => { element.src = source; }, house.server.url + address);
    const frame = await (await page.locator('iframe').elementHandle()).contentFrame();
    await frame.waitForURL('chrome-error://chromewebdata/');
  }
});

test('without any script of the host a frame and a picture show the same', async () => {
  const visitor = await arrive({ at: '/plain.html', language: 'pa', javaScriptEnabled: false });
  const { page } = visitor;
  const frame = page.frameLocator('iframe');

  await frame.locator('#ticket').fill('21482736901');
  await frame.getByRole('button').click();

  await frame.locator('.field__error').first().waitFor();
  const width = await page.locator('img').evaluate((picture) => picture.complete && picture.naturalWidth);
  assert.ok(width > 0, 'the drawing is there');
});

test('the script may come after the element, twice, and what it shows may change', async () => {
  const visitor = await arrive({ at: '/plain.html' });
  const { page } = visitor;
  await page.evaluate(() => {
    document.querySelector('main').innerHTML = '<sunwai-widget view="status" lang="en"></sunwai-widget>'
      + '<sunwai-widget view="constructor" lang="__proto__"></sunwai-widget>';
  });
  const script = `${house.server.url}/widget.js`;
  await page.addScriptTag({ url: script });
  await page.addScriptTag({ url: script });
  const [first, second] = await page.locator('sunwai-widget iframe').all();
  const source = (element) => element.getAttribute('src');
  assert.equal(await source(first), `${house.server.url}/embed/status?lang=en`);
  assert.equal(await source(second), `${house.server.url}/embed/status?lang=hi`, 'what there is none of is the usual');

  const widget = page.locator('sunwai-widget').first();
  await widget.evaluate((element) => { element.lang = 'pa-IN'; element.setAttribute('view', 'complain'); });

  assert.equal(await source(first), `${house.server.url}/embed/complain?lang=pa`);
  assert.equal(
    await first.getAttribute('title'),
    `${text('pa', 'complain.title')} – ${text('pa', 'header.name')}`,
  );
  const frame = await (await first.elementHandle()).contentFrame();
  await frame.locator('html[lang=pa]').waitFor();
  await widget.evaluate((element) => { element.remove(); document.querySelector('main').append(element); });
  await new Widget(page, 'complain').grows(await new Widget(page, 'complain').open());
  assert.deepEqual(visitor.faults, []);
});

test('only the page in a frame says how high it is', async () => {
  const visitor = await arrive();
  const { page } = visitor;
  const widget = new Widget(page, 'status');
  const frame = await widget.open();
  await widget.grows(frame);
  const before = (await widget.element.boundingBox()).height;

  await page.evaluate(() => postMessage({ sunwai: 7 }, '*'));
  const other = await new Widget(page, 'complain').open();
  await other.evaluate(() => {
    for (const sunwai of [-1, 0, 1e9, NaN, Infinity, 'x', {}, null]) parent.postMessage({ sunwai }, '*');
    parent.postMessage(null, '*');
    parent.postMessage('sunwai', '*');
  });
  await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 200); }));

  assert.equal((await widget.element.boundingBox()).height, before);
  await new Widget(page, 'complain').grows(other);
  assert.deepEqual(visitor.faults, []);
});

test('a browser without custom elements shows the same, and nothing is thrown', async () => {
  const visitor = await house.visitor({ language: 'en' });
  const { page } = visitor;
  await page.addInitScript(() => { delete window.customElements; delete window.ResizeObserver; });
  await page.goto(`${host.url}/?lang=en`);

  for (const view of VIEWS) {
    const widget = new Widget(page, view);
    await widget.grows(await widget.open());
  }
  assert.deepEqual(visitor.faults, []);
});

test('the next page begins where one can see it', async () => {
  const visitor = await arrive();
  const { page } = visitor;
  const widget = new Widget(page, 'complain');
  const frame = await widget.open();
  await frame.locator('input[type=radio]').last().check();
  assert.ok((await widget.element.boundingBox()).y < 0, 'the top of the form is above what is seen');

  await new FramedForm(frame).go();

  await page.waitForFunction(() => {
    const { top } = document.querySelector('[view=complain]').getBoundingClientRect();
    return top > -1 && top < innerHeight;
  });
});
