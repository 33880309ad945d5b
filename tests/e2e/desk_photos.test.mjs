// The photos of a complaint at the desk.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible, assertFits } from './access.mjs';
import { employ, seat } from './desk.mjs';
import { journeys } from './journey.mjs';
import { addPhoto, file } from './office.mjs';
import { DeskComplaintPage } from './pages/desk_complaint.mjs';
import { drawPhoto } from './photo.mjs';
import { LANGUAGES } from './texts.mjs';

const staff = {};

const house = journeys({
  async prepare(server) {
    staff.tracker = await employ(server, 'tracker', 'tracker');
    staff.officer = await employ(server, 'officer.food', 'officer', { departments: ['FOOD'] });
  },
});

async function opened(account, ticket, wishes = { language: 'en' }) {
  const visitor = await seat(house, account, wishes);
  const complaint = new DeskComplaintPage(visitor);
  await complaint.open(ticket);
  await complaint.isThere();
  return { visitor, complaint };
}

/** Waits until a photo is seen; its own width and height. */
async function sidesOf(photo) {
  await photo.scrollIntoViewIfNeeded();
  return photo.evaluate(async (image) => {
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  });
}

test('whoever sees a complaint sees its photos, and each opens in its full size', async () => {
  const receipt = await file(house.server.url);
  const { visitor, complaint } = await opened(staff.tracker, receipt.ticket);
  assert.equal(await complaint.photos.count(), 0);
  await addPhoto(house.server.url, receipt, await drawPhoto(visitor.page, 2400, 1800));
  await addPhoto(house.server.url, receipt, await drawPhoto(visitor.page, 600, 900));
  await complaint.open(receipt.ticket);

  await complaint.photos.nth(1).waitFor();
  assert.deepEqual(await sidesOf(complaint.photos.nth(0)), [1600, 1200]);
  assert.deepEqual(await sidesOf(complaint.photos.nth(1)), [600, 900]);
  await visitor.sees(visitor.text('desk_event.photo_added'));

  const [large] = await Promise.all([
    visitor.context.waitForEvent('page'),
    visitor.page.getByRole('link', { name: visitor.text('desk_complaint.photo', { number: '1', count: '2' }) }).click(),
  ]);
  assert.deepEqual(await sidesOf(large.locator('img')), [1600, 1200]);
});

test('an officer sees the photos once the complaint is theirs', async () => {
  const receipt = await file(house.server.url);
  const { visitor, complaint } = await opened(staff.tracker, receipt.ticket);
  await addPhoto(house.server.url, receipt, await drawPhoto(visitor.page, 640, 480));
  await complaint.open(receipt.ticket);
  await complaint.photos.first().waitFor();
  const address = await complaint.photos.first().getAttribute('src');
  const officer = await seat(house, staff.officer, { language: 'en' });
  assert.equal((await officer.context.request.get(house.server.url + address)).status(), 404);

  await complaint.forward('FOOD');

  const theirs = await opened(staff.officer, receipt.ticket);
  assert.deepEqual(await sidesOf(theirs.complaint.photos.first()), [640, 480]);
});

test('photos fit every screen and say in every language what they are', async () => {
  const receipt = await file(house.server.url);
  const { visitor } = await opened(staff.tracker, receipt.ticket);
  for (const [width, height] of [[1600, 400], [900, 1200], [640, 480]]) {
    await addPhoto(house.server.url, receipt, await drawPhoto(visitor.page, width, height));
  }

  for (const language of LANGUAGES) {
    const { visitor: reader, complaint } = await opened(staff.tracker, receipt.ticket, { language });
    await complaint.photos.nth(2).waitFor();
    const words = reader.text('desk_complaint.photo', { number: '3', count: '3' });
    assert.equal(await complaint.photos.nth(2).getAttribute('alt'), words);
    for (const width of [320, 1280]) {
      await reader.page.setViewportSize({ width, height: 800 });
      for (const photo of await complaint.photos.all()) await sidesOf(photo);
      await assertFits(reader.page, `${language}, ${width}`);
      await assertAccessible(reader.page, `${language}, ${width}`);
      if (process.env.SUNWAI_PICTURES) {
        await reader.page.screenshot({ path: `${process.env.SUNWAI_PICTURES}/photos-${language}-${width}.png`, fullPage: true });
      }
    }
  }
});
