// What a first visit asks for: everything once, from nobody else.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { overTheNetwork } from './fetched.mjs';
import { journeys } from './journey.mjs';
import { file } from './office.mjs';

const house = journeys();

const PAGES = ['/', '/complain', '/status', '/results', '/privacy', '/accessibility'];

const pathsOf = async (page) => (await overTheNetwork(page)).map((address) => new URL(address).pathname);

test('a first visit asks for the app and its texts exactly once', async () => {
  const visitor = await house.visitor();

  await visitor.open('/');
  await visitor.page.waitForLoadState('networkidle');

  const paths = await pathsOf(visitor.page);
  assert.equal(paths.filter((path) => path.endsWith('.wasm')).length, 1, paths.join(' '));
  assert.equal(paths.filter((path) => path.startsWith('/texts/')).length, 1, paths.join(' '));
  assert.equal(new Set(paths).size, paths.length, `each once: ${paths.join(' ')}`);
});

test('a second visit asks for neither app nor texts again', async () => {
  const visitor = await house.visitor();
  await visitor.open('/');

  await visitor.open('/status');
  await visitor.page.waitForLoadState('networkidle');

  const fetched = await pathsOf(visitor.page);
  assert.ok(fetched.includes('/status'), 'what is asked for anew is seen');
  assert.deepEqual(fetched.filter((path) => path.endsWith('.wasm') || path.startsWith('/texts/')), []);
});

test('no page asks anyone else, sets a cookie, or complains in the console', async () => {
  const visitor = await house.visitor();
  const receipt = await file(house.server.url);

  for (const page of [...PAGES, receipt.link]) {
    await visitor.open(page);
    await visitor.page.waitForLoadState('networkidle');
  }

  const others = visitor.asked().filter((address) => !address.startsWith(house.server.url) && !address.startsWith('data:'));
  assert.deepEqual(others, []);
  assert.deepEqual(await visitor.context.cookies(), []);
  assert.deepEqual(visitor.faults, []);
});
