// Photos with a complaint: made small on the phone, kept with it, sent once.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible, assertFits } from './access.mjs';
import { journeys } from './journey.mjs';
import { details } from './office.mjs';
import { ComplainPage } from './pages/complain.mjs';
import { MinePage } from './pages/mine.mjs';
import { PhotoChoice } from './pages/photos.mjs';
import { PlainForm } from './pages/plain.mjs';
import { ReceiptPage } from './pages/receipt.mjs';
import { drawPhoto } from './photo.mjs';
import { LANGUAGES } from './texts.mjs';

const house = journeys();
const PHOTOS = '**/api/v1/tickets/*/photos';
const LETTER = { name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') };

async function atCheck(wishes = {}) {
  const visitor = await house.visitor(wishes);
  const complain = new ComplainPage(visitor);
  await complain.answerUpTo('check');
  return { visitor, complain, choice: new PhotoChoice(visitor), photo: await drawPhoto(visitor.page, 2400, 1800) };
}

/** How many photos the office has with the complaint of this receipt. */
async function photosOf({ display, pin }) {
  return (await details(house.server.url, display, pin)).photos.length;
}

/** Waits until nothing of them is left on the phone, where they are from the draft on. */
async function areSent(visitor) {
  const mine = new MinePage(visitor);
  while ((await mine.kept()).includes('"photos"')) await visitor.page.waitForTimeout(100);
}

test('photos are made small, one is taken back, the other goes with the complaint', async () => {
  const { visitor, complain, choice, photo } = await atCheck();
  await choice.choose(photo, await drawPhoto(visitor.page, 600, 900));
  await choice.shows(2);
  assert.ok((await new MinePage(visitor).kept()).includes('photos'));

  await choice.remove(1).click();
  await choice.shows(1);
  const sizes = await visitor.page.evaluate(async () => {
    const { key } = JSON.parse(localStorage.getItem('sunwai.draft'));
    return (await window.sunwai.photos(key)).map(({ blob }) => blob.size);
  });
  assert.ok(sizes.every((size) => size <= 200_000), String(sizes));
  await complain.submit.click();
  const receipt = await new ReceiptPage(visitor).read();
  await areSent(visitor);

  assert.equal(await photosOf(receipt), 1);
  const kept = await new MinePage(visitor).kept();
  assert.ok(!kept.includes('photos') && !kept.includes('access'), 'the phone keeps neither photo nor key');
});

test('without a signal the photos wait with the complaint, and each goes once', async () => {
  const { visitor, complain, choice, photo } = await atCheck({ serviceWorkers: 'allow' });
  await visitor.page.evaluate(() => navigator.serviceWorker.ready);
  await choice.choose(photo, photo);
  await choice.shows(2);
  await visitor.context.setOffline(true);
  await complain.submit.click();
  const mine = new MinePage(visitor);
  await mine.title('unsent').waitFor();

  await visitor.context.setOffline(false);
  await mine.button('receipt').click();

  const receipt = await new ReceiptPage(visitor).read();
  await areSent(visitor);
  assert.equal(await photosOf(receipt), 2);
});

test('a line that breaks between the photos sends the rest later, and says what waits', async () => {
  const { visitor, complain, choice, photo } = await atCheck();
  await choice.choose(photo, photo, photo);
  await choice.shows(3);
  let times = 0;
  await visitor.page.route(PHOTOS, (route) => {
    times += 1;
    return times === 1 ? route.continue() : route.abort();
  });

  await complain.submit.click();
  const receipt = await new ReceiptPage(visitor).read();
  await visitor.page.locator('.photos-waiting', { hasText: '2' }).waitFor();
  await assertAccessible(visitor.page);
  await visitor.page.unroute(PHOTOS);
  await visitor.open('/mine');
  await new MinePage(visitor).numbers.waitFor();

  await areSent(visitor);
  assert.equal(await photosOf(receipt), 3, 'none is missing or there twice');
});

test('a fourth photo and what is no photo are refused in words', async () => {
  const { visitor, choice, photo } = await atCheck({ language: 'en' });

  await choice.choose(LETTER);
  await choice.said.filter({ hasText: visitor.text('photos.failed') }).waitFor();
  await choice.choose(photo, photo, photo, photo);

  await choice.said.filter({ hasText: visitor.text('problem.photo.too_many') }).waitFor();
  await choice.shows(3);
  assert.ok(await choice.input.isDisabled());
});

test('photos of a draft survive a reload and are erased with it', async () => {
  const { visitor, choice, photo } = await atCheck();
  await choice.choose(photo);
  await choice.shows(1);

  await visitor.page.reload();
  await choice.shows(1);
  await visitor.open('/complain');
  await visitor.page.getByRole('button', { name: visitor.text('complain.draft_erase') }).click();

  await visitor.page.waitForFunction(() => !localStorage.getItem('sunwai.draft'));
  assert.ok(!(await new MinePage(visitor).kept()).includes('photos'));
});

test('photos that belong to nothing are gone at the next opening', async () => {
  const { visitor, choice, photo } = await atCheck();
  await choice.choose(photo);
  await choice.shows(1);
  const isKeptAfterwards = await visitor.page.evaluate(async () => {
    const small = new Blob(['x'], { type: 'image/jpeg' });
    await window.sunwai.addPhoto('of-a-closed-window', small, 'one');
    await window.sunwai.drop('of-an-erased-draft');
    return window.sunwai.addPhoto('of-an-erased-draft', small, 'two');
  });
  const mine = new MinePage(visitor);
  assert.ok((await mine.kept()).includes('of-a-closed-window'));

  await visitor.reload();
  await choice.shows(1);

  assert.equal(isKeptAfterwards, false, 'it came after its draft was erased');
  const kept = await mine.kept();
  assert.ok(!kept.includes('of-a-closed-window') && !kept.includes('of-an-erased-draft'), kept);
});

test('erasing all numbers erases photos that wait too, after asking', async () => {
  const { visitor, complain, choice, photo } = await atCheck();
  await choice.choose(photo);
  await choice.shows(1);
  await visitor.page.route(PHOTOS, (route) => route.abort());
  await complain.submit.click();
  await new ReceiptPage(visitor).read();
  await visitor.open('/mine');
  const mine = new MinePage(visitor);
  await mine.numbers.waitFor();

  visitor.page.once('dialog', (asked) => asked.dismiss());
  await mine.button('forget_all').click();
  assert.ok((await mine.kept()).includes('"photos"'));
  visitor.page.once('dialog', (asked) => {
    assert.equal(asked.message(), visitor.text('mine.forget_all_sure'));
    asked.accept();
  });
  await mine.button('forget_all').click();

  await mine.numbers.waitFor({ state: 'detached' });
  assert.ok(!(await mine.kept()).includes('"photos"'));
});

test('photos are chosen in every language on every screen', async () => {
  for (const language of LANGUAGES) {
    const { visitor, choice, photo } = await atCheck({ language });
    await choice.choose(photo, photo);
    await choice.shows(2);
    for (const width of [320, 412, 1280]) {
      await visitor.page.setViewportSize({ width, height: 900 });
      await assertFits(visitor.page, `${language}, ${width}`);
      await assertAccessible(visitor.page, `${language}, ${width}`);
      if (process.env.SUNWAI_PICTURES) {
        await visitor.page.screenshot({ path: `${process.env.SUNWAI_PICTURES}/photos-${language}-${width}.png`, fullPage: true });
      }
    }
  }
});

test('whoever holds the key sees the photos again, with the app and without', async () => {
  const { visitor, complain, choice, photo } = await atCheck();
  await choice.choose(photo, await drawPhoto(visitor.page, 300, 900));
  await choice.shows(2);
  await complain.submit.click();
  const { display, pin } = await new ReceiptPage(visitor).read();
  await areSent(visitor);

  for (const wishes of [{}, { javaScriptEnabled: false }]) {
    const reader = await house.visitor(wishes);
    if (wishes.javaScriptEnabled === false) reader.ready = async () => {};
    await reader.open(`/t/${display.replace(/\D/g, '')}`);
    await reader.page.locator('#pin').fill(pin);
    await reader.page.getByRole('button', { name: reader.text('status.unlock') }).click();
    if (wishes.javaScriptEnabled === false) await reader.page.locator('button[name=show]').click();
    const pictures = reader.page.locator('.pictures img');
    await pictures.nth(1).waitFor();
    const sides = await pictures.evaluateAll((images) => Promise.all(images.map(async (image) => {
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    })));
    assert.deepEqual(sides, [[1600, 1200], [300, 900]]);
    if (wishes.javaScriptEnabled !== false) {
      for (const width of [320, 1280]) {
        await reader.page.setViewportSize({ width, height: 900 });
        await assertFits(reader.page, String(width));
        await assertAccessible(reader.page, String(width));
      }
    }
  }
});

test('without any script the form sends the photos as they are', async () => {
  const { visitor, photo } = await atCheck();
  const plain = await house.visitor({ javaScriptEnabled: false });
  plain.ready = async () => {};
  await plain.open('/complain');
  const form = new PlainForm(plain.page);
  await form.answerAll();
  const choice = new PhotoChoice(plain);

  await choice.choose(photo, LETTER);
  await form.go();
  await plain.page.locator('.error-summary a[href="#photo"]', { hasText: plain.text('problem.photo.wrong_type') }).waitFor();
  await choice.choose(photo, photo);
  await form.go();

  const receipt = await new ReceiptPage(plain).read();
  assert.equal(await photosOf(receipt), 2);
  await visitor.page.close();
});

test('a photo that was chosen before the app came is not lost', async () => {
  const { photo } = await atCheck();
  const visitor = await house.visitor();
  let letThrough;
  const gate = new Promise((resolve) => { letThrough = resolve; });
  await visitor.page.route('**/*.wasm', async (route) => {
    await gate;
    await route.continue();
  });
  await visitor.page.goto(`${house.server.url}/complain`);
  const form = new PlainForm(visitor.page);
  await form.answerAll();
  const choice = new PhotoChoice(visitor);
  await choice.choose(photo);

  letThrough();
  await visitor.ready();

  await choice.shows(1);
  await form.submit.click();
  assert.equal(await photosOf(await new ReceiptPage(visitor).read().then(async (receipt) => {
    await areSent(visitor);
    return receipt;
  })), 1);
});
