// A visit without a signal by someone who has been here before: when the app stands,
// from the tap on its icon. The worker sleeps, as it does between two visits. Five
// visits of each page, the median.

import { startServer } from '../e2e/server.mjs';
import { median, seconds } from './numbers.mjs';
import { firstPaint, noteTakeover, slow, takeover, withPhone } from './phone.mjs';
import { printTable } from './table.mjs';

const PAGES = ['/', '/complain'];
const PROCESSORS = [1, 4];
const VISITS = 5;

/** Comes for the first time, and stays until everything is kept. */
async function comeOnce(visitor) {
  await visitor.open('/');
  await visitor.page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await visitor.page.close();
}

async function comeAgain(visitor, address, processor) {
  const page = await visitor.window();
  const tools = await visitor.context.newCDPSession(page);
  await tools.send('ServiceWorker.enable');
  await tools.send('ServiceWorker.stopAllWorkers');
  await slow(page, { processor });
  await page.goto(visitor.url + address, { waitUntil: 'commit' });
  const stands = await takeover(page);
  const paint = await firstPaint(page);
  await page.close();
  return { paint, stands };
}

async function measure(visitor) {
  await noteTakeover(visitor.context);
  await comeOnce(visitor);
  await visitor.context.setOffline(true);
  const lines = [];
  for (const address of PAGES) {
    for (const processor of PROCESSORS) {
      const visits = [];
      for (let count = 0; count < VISITS; count += 1) visits.push(await comeAgain(visitor, address, processor));
      const [paint, stands] = ['paint', 'stands'].map((figure) => median(visits.map((visit) => visit[figure])));
      lines.push([`${address}, CPU ÷ ${processor}`, seconds(paint), seconds(stands), '≤ 0.8 s']);
    }
  }
  return lines;
}

const server = await startServer();
try {
  const lines = await withPhone(server.url, measure, { serviceWorkers: 'allow' });
  printTable(`Repeat visit without a signal, median of ${VISITS}`, [
    ['', 'first paint', 'the app stands', 'goal'], ...lines,
  ]);
} finally {
  await server.stop();
}
