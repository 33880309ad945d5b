// A first visit to the form over a weak line, with a slow processor and nothing kept:
// when someone can type, and when the app has taken over. Five visits, the median. The
// worker that keeps pages has a line of its own to the browser, so it stays away here.

import { startServer } from '../e2e/server.mjs';
import { median, seconds } from './numbers.mjs';
import { WEAK_LINE, firstPaint, noteTakeover, slow, takeover, tap, withPhone } from './phone.mjs';
import { printTable } from './table.mjs';

const PAGE = '/complain?step=what';
const VISITS = 5;
const PROCESSOR = 6;

async function visit(visitor) {
  const { page } = visitor;
  await noteTakeover(visitor.context);
  await slow(page, { processor: PROCESSOR, line: WEAK_LINE });
  await page.goto(visitor.url + PAGE, { waitUntil: 'commit' });
  await page.waitForFunction(() => document.querySelector('#text')
    && performance.getEntriesByName('first-contentful-paint').length);
  // A key counts once it stands in the field.
  const typed = page.evaluate(() => new Promise((resolve) => {
    document.querySelector('#text').addEventListener('input', () => resolve(performance.now()), { once: true });
  }));
  await tap(page, '#text');
  await page.keyboard.press('k');
  const taken = await typed;
  await page.keyboard.type('ya ');
  const stands = await takeover(page);
  const words = await page.locator('#text').inputValue();
  if (words !== 'kya ') throw new Error(`the app has made "${words}" of what was typed`);
  return { paint: await firstPaint(page), taken, stands };
}

const server = await startServer();
try {
  const visits = [];
  for (let count = 0; count < VISITS; count += 1) visits.push(await withPhone(server.url, visit));
  const line = (name, figure, goal) => {
    const times = visits.map((visit) => visit[figure]);
    return [name, seconds(median(times)), seconds(Math.max(...times)), goal];
  };
  printTable(`First visit of ${PAGE} at 400 kbit/s, 400 ms, CPU ÷ ${PROCESSOR}, median of ${VISITS}`, [
    ['', 'measured', 'slowest', 'goal'],
    line('first paint', 'paint', ''),
    line('the form takes typing', 'taken', '≤ 3.0 s'),
    line('the app has taken over', 'stands', '≤ 8.0 s'),
  ]);
} finally {
  await server.stop();
}
