// What a visitor sees while the app loads, and that nothing is missing when it
// cannot.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { assertAccessible } from './access.mjs';
import { launchBrowser } from './browser.mjs';
import { startServer } from './server.mjs';

let server;
let browser;

before(async () => {
  server = await startServer();
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const WASM = '**/*.wasm';

async function open(prepare) {
  const page = await browser.newPage();
  await prepare(page);
  await page.goto(server.url);
  return page;
}

const waysToFail = {
  'the line is down': (page) => page.route(WASM, (route) => route.abort()),
  'the file is gone': (page) => page.route(WASM, (route) => route.fulfill({ status: 404 })),
  'the file is damaged': (page) => page.route(WASM, (route) => route.fulfill({
    contentType: 'application/wasm', body: 'no wasm',
  })),
  'the browser has no WebAssembly': (page) => page.addInitScript(() => {
    delete window.WebAssembly;
  }),
};

for (const [reason, prepare] of Object.entries(waysToFail)) {
  test(`nothing is missing, and nothing says so, when ${reason}`, async () => {
    const page = await open(prepare);
    await page.locator('#loading-line').waitFor({ state: 'hidden' });
    await assertAccessible(page);

    await page.goto(`${server.url}/complain`);
    await page.locator('input[value=ration]').check();
    await page.locator('main form button[type=submit]').first().click();

    await page.locator('input[value=PDS_NOT_RECEIVED]').waitFor();
    assert.equal(await page.locator('[role=alert]').count(), 0);
  });
}

test('nothing on the first page offends the content security policy', async () => {
  const offences = [];

  const page = await open(async (page) => {
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) offences.push(message.text());
    });
  });
  await page.waitForLoadState('networkidle');

  assert.deepEqual(offences, []);
});
