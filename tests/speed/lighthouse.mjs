// Lighthouse 12 as a phone sees us (its mobile default: 150 ms, 1.6 Mbit/s,
// CPU ÷ 4): five visits of each page, the median of every figure.

import lighthouse from 'lighthouse';

import { launchBrowser } from '../e2e/browser.mjs';
import { startServer } from '../e2e/server.mjs';
import { median, milliseconds, seconds } from './numbers.mjs';
import { printTable } from './table.mjs';

const PAGES = ['/', '/complain'];
const VISITS = 5;
const PORT = 9333;

const points = (value) => String(Math.round(value * 100));
const shift = (value) => value.toFixed(3);

const FIGURES = [
  ['first paint', 'first-contentful-paint', seconds, '≤ 1.0 s'],
  ['largest paint', 'largest-contentful-paint', seconds, '≤ 1.0 s'],
  ['interactive', 'interactive', seconds, '≤ 1.5 s'],
  ['blocking', 'total-blocking-time', milliseconds, '≤ 50 ms'],
  ['layout shift', 'cumulative-layout-shift', shift, '0'],
];
const SCORES = [
  ['performance', 'performance', '≥ 99'],
  ['accessibility', 'accessibility', '100'],
  ['best practices', 'best-practices', '100'],
  ['SEO', 'seo', '100'],
];

async function visit(address) {
  const browser = await launchBrowser([`--remote-debugging-port=${PORT}`]);
  try {
    const { lhr } = await lighthouse(address, { port: PORT, logLevel: 'error' });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    return lhr;
  } finally {
    await browser.close();
  }
}

/** What keeps a category below 100, in any of the visits. */
function complaintsOf(visits) {
  const found = visits.flatMap((lhr) => SCORES.slice(1).flatMap(([, category]) => lhr
    .categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1)
    .map(({ id }) => `${category}: ${lhr.audits[id].title}`)));
  return [...new Set(found)];
}

async function measure(url, page) {
  const visits = [];
  for (let count = 0; count < VISITS; count += 1) visits.push(await visit(url + page));
  const figures = FIGURES.map(([name, audit, form, goal]) => [
    name, form(median(visits.map((lhr) => lhr.audits[audit].numericValue))), goal,
  ]);
  const scores = SCORES.map(([name, category, goal]) => [
    name, points(median(visits.map((lhr) => lhr.categories[category].score))), goal,
  ]);
  printTable(`Lighthouse mobile, ${page}, median of ${VISITS}`, [
    ['', 'measured', 'goal'], ...figures, ...scores,
  ]);
  complaintsOf(visits).forEach((complaint) => console.log(`  ${complaint}`));
}

const server = await startServer();
try {
  for (const page of PAGES) await measure(server.url, page);
} finally {
  await server.stop();
}
