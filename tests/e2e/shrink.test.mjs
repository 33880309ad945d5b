// Shrinking a photo on the phone.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';

import { journeys } from './journey.mjs';
import { drawPhoto, teachLetters } from './photo.mjs';

const source = readFileSync(new URL('../../src/browser/shrink.js', import.meta.url), 'utf8');
const house = journeys();

/** Shrinks a file of these bytes: what comes out, seen and in bytes; or why not. */
async function shrunk(page, bytes, type = 'image/jpeg') {
  await teachLetters(page);
  const out = await page.evaluate(async ({ letters, type }) => {
    const file = new File([window.inBytes(letters)], 'photo', { type });
    const blob = await window.sunwaiShrink(file);
    const image = new Image();
    image.src = URL.createObjectURL(blob);
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.naturalWidth, height: image.naturalHeight });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return {
      type: blob.type,
      width: image.naturalWidth,
      height: image.naturalHeight,
      top: [...context.getImageData(canvas.width / 2, 2, 1, 1).data],
      letters: await window.inLetters(blob),
    };
  }, { letters: Buffer.from(bytes).toString('base64'), type });
  return { ...out, bytes: Buffer.from(out.letters, 'base64') };
}

async function phone() {
  const visitor = await house.visitor();
  await visitor.open('/');
  await visitor.page.evaluate(source);
  return visitor.page;
}

/** The JPEG with notes: held so that it must be turned by a right angle, and a place. */
function withExif(jpeg) {
  const entry = (tag, kind, count, value) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(kind, 2);
    bytes.writeUInt32LE(count, 4);
    bytes.writeUInt32LE(value, 8);
    return bytes;
  };
  const place = Buffer.from('28.7975N 76.1322E');
  const notes = Buffer.concat([
    Buffer.from('Exif\0\0II*\0\x08\0\0\0\x02\0', 'latin1'),
    entry(0x0112, 3, 1, 6),
    entry(0x010e, 2, place.length, 38),
    Buffer.alloc(4),
    place,
  ]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(notes.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, notes, jpeg.subarray(2)]);
}

test('a photo of a telephone becomes a small one that stands upright and says nothing else', async () => {
  const page = await phone();
  const photo = withExif(await drawPhoto(page, 4000, 3000));
  assert.ok(photo.includes('28.7975N'));

  const small = await shrunk(page, photo);

  assert.deepEqual([small.type, small.width, small.height], ['image/jpeg', 1200, 1600]);
  assert.ok(small.bytes.length <= 200_000, `${small.bytes.length}`);
  assert.ok(!small.bytes.includes('28.7975N') && !small.bytes.includes('Exif'));
});

test('a small photo keeps its pixels and loses its notes', async () => {
  const page = await phone();

  const small = await shrunk(page, withExif(await drawPhoto(page, 640, 480)));

  assert.deepEqual([small.width, small.height], [480, 640]);
  assert.ok(!small.bytes.includes('28.7975N'));
});

test('a photo full of grain loses quality and then pixels until it is small enough', async () => {
  const page = await phone();

  const small = await shrunk(page, await drawPhoto(page, 1600, 1600, { noise: true }));

  assert.ok(small.bytes.length <= 200_000 && small.bytes.length > 50_000, `${small.bytes.length}`);
  assert.ok(small.width < 1600 && small.width === small.height, `${small.width} x ${small.height}`);
});

test('a browser that cannot turn a photo while reading it reads it otherwise', async () => {
  const page = await phone();
  const photo = withExif(await drawPhoto(page, 2000, 1000));
  const read = await shrunk(page, photo);

  for (const missing of ['window.createImageBitmap = undefined', 'window.createImageBitmap = async () => { throw new TypeError(); }']) {
    await page.evaluate(missing);
    const otherwise = await shrunk(page, photo);
    assert.deepEqual([otherwise.width, otherwise.height, otherwise.top], [read.width, read.height, read.top], missing);
    assert.deepEqual([otherwise.width, otherwise.height], [800, 1600]);
  }
});

test('what is transparent is white, and what is no photo is refused', async () => {
  const page = await phone();
  const png = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 20, height: 20 });
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve); });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });

  assert.deepEqual((await shrunk(page, png, 'image/png')).top, [255, 255, 255, 255]);
  await assert.rejects(shrunk(page, Buffer.from('no photo')));
});

test('the shrinker weighs next to nothing', () => {
  const code = source.split('\n').filter((line) => !line.trim().startsWith('//')).join('\n');

  assert.ok(brotliCompressSync(code).length < 1_500, `${brotliCompressSync(code).length}`);
});
