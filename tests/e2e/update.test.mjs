// The site is updated while people have it open, and kept on their phones.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { journeys } from './journey.mjs';
import { startUpdatable } from './two_builds.mjs';
import { Visitor } from './visitor.mjs';

const house = journeys();

const build = (page) => page.evaluate(() => document.querySelector('link[rel=stylesheet]').href.match(/-(\w+)\.css/)[1]);
const kept = (page) => page.evaluate(() => caches.keys());

async function visited() {
  const site = await startUpdatable(house.server);
  const visitor = await Visitor.arrive(house.browser, site.url, { serviceWorkers: 'allow' });
  const { page } = visitor;
  await visitor.open('/');
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  const end = async () => {
    await visitor.leave();
    site.stop();
  };
  return { site, visitor, page, end };
}

test('a kept visitor gets the new build, also without a signal afterwards', async () => {
  const { site, visitor, page, end } = await visited();
  const [old] = await kept(page);
  site.becomeNew();

  await visitor.reload();
  assert.equal(await build(page), 'f'.repeat(16));
  while ((await kept(page)).includes(old)) await new Promise((resolve) => { setTimeout(resolve, 100); });
  await visitor.context.setOffline(true);
  await visitor.open('/complain');

  assert.equal(await build(page), 'f'.repeat(16));
  await visitor.reads('complain.group');
  await end();
});

test('who is without a signal on the day of the update keeps the old build, whole', async () => {
  const { site, visitor, page, end } = await visited();
  site.becomeNew();
  await visitor.context.setOffline(true);

  await visitor.open('/complain');

  assert.notEqual(await build(page), 'f'.repeat(16));
  await visitor.reads('complain.group');
  await end();
});

test('a window that was open before goes on', async () => {
  const { site, visitor, page, end } = await visited();
  site.becomeNew();

  await page.getByRole('link', { name: visitor.text('ways.status'), exact: true }).click();
  await visitor.reads('status.title');
  await page.goBack();

  await visitor.reads('home.title');
  await end();
});

test('when the new app cannot be had, the new page works without it', async () => {
  const { site, visitor, page, end } = await visited();
  site.becomeNew();
  await page.evaluate(async () => {
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  });
  await visitor.context.route('**/*.wasm', (route) => route.abort());

  await page.goto(`${site.url}/complain`);

  await page.locator('input[value=ration]').check();
  await page.locator('main form button[type=submit]').first().click();
  await page.locator('input[value=PDS_NOT_RECEIVED]').waitFor();
  await end();
});
