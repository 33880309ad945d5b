// Fifty touches and keys on a slow phone, as the browser itself times them: from the
// finger to the next picture (Event Timing, in steps of 8 ms; what takes less than 16
// is not told and counts as 16). Five visits, the median of each.

import { startServer } from '../e2e/server.mjs';
import { median, milliseconds, percentile } from './numbers.mjs';
import { slow, tap, withPhone } from './phone.mjs';
import { printTable } from './table.mjs';

const PROCESSOR = 4;
const VISITS = 5;
const SHORTEST = 16; // milliseconds; the browser tells no shorter ones
const SLOWEST = 5; // shown one by one

const SUBMIT = 'main form [type=submit]';
const tapping = (kind, selector, landmark) => [{
  kind, name: `${kind}: ${landmark ?? selector}`, landmark, act: (page) => tap(page, selector),
}];
const typing = (field, words) => [...words].map((key) => ({
  kind: 'typing', name: `${key} in ${field}`, field, act: (page) => page.keyboard.press(key === ' ' ? 'Space' : key),
}));
// A phone shows its own list; a key changes the value as that does.
const choosing = (field) => ({
  kind: 'choosing', name: `another in ${field}`, field, act: (page) => page.keyboard.press('ArrowDown'),
});
const page = (link, landmark) => tapping('opening a page', link, landmark);
const step = (button, landmark) => tapping('changing step', button, landmark);
const choice = (code) => tapping('choosing', `label:has([value=${code}])`);
const table = (by) => tapping('choosing a table', `.tables [href*="by=${by}"]`, `[href*="by=${by}"][aria-current]`);
const sort = (column) => tapping('sorting', `thead th:nth-child(${column}) button`);
const speak = (language) => tapping('switching language', `.language-switch [lang=${language}]`, `html[lang=${language}]`);

const INTERACTIONS = [
  page('.ways [href="/complain"]', '[value=ration]'),
  choice('power_water'),
  choice('ration'),
  step(SUBMIT, '[value=PDS_NOT_RECEIVED]'),
  choice('PDS_NOT_RECEIVED'),
  step(SUBMIT, '#district'),
  choosing('#district'),
  choosing('#district'),
  typing('#place', 'Sirsa'),
  step(SUBMIT, '#text'),
  typing('#text', 'ration 9812345678'),
  tapping('masking', '.personal-warning button'),
  step(SUBMIT, '#name'),
  typing('#name', 'Ram'),
  step(SUBMIT, '.summary-list'),
  speak('en'),
  speak('hi'),
  page('.header__home', '.ways'),
  page('.ways [href="/results"]', '.table'),
  table('district'),
  sort(1),
  sort(3),
  table('category'),
  sort(2),
  page('.header__home', '.ways'),
  page('.ways [href="/status"]', '#ticket'),
  typing('#ticket', '2'),
  tapping('looking up', SUBMIT, '.field--wrong'),
].flat();

function noteEvents(context) {
  return context.addInitScript(() => {
    self.timed = [];
    new PerformanceObserver((list) => self.timed.push(...list.getEntries()))
      .observe({ type: 'event', durationThreshold: 16, buffered: true });
  });
}

/** Does one thing and waits until it is over; how long the browser took for it. */
async function time(window, { field, landmark, act }) {
  if (field) await window.focus(field);
  await settle(window);
  await window.evaluate(() => { self.timed = []; });
  await act(window);
  if (landmark) await window.waitForFunction((landmark) => document.querySelector(landmark), landmark);
  await settle(window);
  return window.evaluate(() => self.timed.filter(({ interactionId }) => interactionId)
    .map(({ startTime, processingStart, processingEnd, duration }) => ({
      waited: processingStart - startTime, worked: processingEnd - processingStart, duration,
    }))
    .reduce((one, other) => (one.duration < other.duration ? other : one), { waited: 0, worked: 0, duration: 0 }));
}

/** Waits until nothing more is drawn, and the browser has told its times. */
function settle(window) {
  return window.evaluate(() => new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 150)));
  }));
}

async function visit(visitor) {
  await noteEvents(visitor.context);
  await visitor.open('/');
  await slow(visitor.page, { processor: PROCESSOR });
  const times = [];
  for (const interaction of INTERACTIONS) times.push(await time(visitor.page, interaction));
  return times;
}

const server = await startServer({ demo: ['--received', '3000', '--resolved', '2200', '--not-tenable', '400'] });
try {
  const visits = [];
  for (let count = 0; count < VISITS; count += 1) visits.push(await withPhone(server.url, visit));
  const part = (place, name) => median(visits.map((times) => times[place][name]));
  const timed = INTERACTIONS.map(({ kind, name }, place) => ({
    kind, name, waited: part(place, 'waited'), worked: part(place, 'worked'), duration: Math.max(SHORTEST, part(place, 'duration')),
  }));
  const all = timed.map(({ duration }) => duration);
  const kinds = [...new Set(timed.map(({ kind }) => kind))].map((wanted) => {
    const times = timed.filter(({ kind }) => kind === wanted).map(({ duration }) => duration);
    return [wanted, String(times.length), milliseconds(median(times)), milliseconds(Math.max(...times)), ''];
  });
  printTable(`${timed.length} interactions at CPU ÷ ${PROCESSOR}, each the median of ${VISITS}`, [
    ['', 'times', 'median', 'slowest', 'goal'],
    ...kinds,
    ['98th percentile', String(timed.length), '', milliseconds(percentile(all, 98)), '≤ 80 ms'],
  ]);
  const slowest = timed.toSorted((one, other) => other.duration - one.duration).slice(0, SLOWEST);
  printTable('The slowest of them', [
    ['', 'together', 'before ours', 'ours', 'until it is seen'],
    ...slowest.map(({ name, waited, worked, duration }) => [
      name, milliseconds(duration), milliseconds(waited), milliseconds(worked), milliseconds(duration - waited - worked),
    ]),
  ]);
} finally {
  await server.stop();
}
