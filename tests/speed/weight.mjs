// What a first visit weighs: everything that Chromium fetches for /complain, and
// for desk and kiosk, each asked for again with `Accept-Encoding: br` and its body counted as it
// comes over the wire. With --budget it fails when the sum is over the budget.
// It always fails when something was fetched twice or came uncompressed. The widget
// is weighed alone: it is all that a host's page loads before a frame is in sight.

import { readFile } from 'node:fs/promises';
import { get } from 'node:http';

import { launchBrowser } from '../e2e/browser.mjs';
import { overTheNetwork } from '../e2e/fetched.mjs';
import { startServer } from '../e2e/server.mjs';
import { kilobytes } from './numbers.mjs';
import { printTable } from './table.mjs';

// Each with the name of its budget.
const VISITS = [['/complain', 'first_visit'], ['/desk', 'desk_first_visit'], ['/kiosk', 'kiosk_first_visit']];
// Desk and kiosk ask who is there, and are told that nobody is.
const NOBODY = ['/api/desk/v1/me', '/api/kiosk/v1/me'];
const KINDS = [
  ['HTML', /^text\/html/],
  ['CSS', /^text\/css/],
  ['JS', /javascript/],
  ['Wasm', /^application\/wasm/],
  ['texts', /^text\/plain/],
];
// Below this a compressed body may be larger than the plain one.
const WORTH_COMPRESSING = 500;

async function addressesOfAFirstVisit(address) {
  const browser = await launchBrowser();
  const page = await browser.newPage({ locale: 'hi-IN' });
  await page.goto(address, { waitUntil: 'networkidle' });
  const addresses = await overTheNetwork(page);
  await browser.close();
  return addresses;
}

function weigh(address) {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'br', 'accept-language': 'hi' };
    get(address, { headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({
        address: new URL(address).pathname,
        kind: kindOf(response.headers['content-type'] ?? ''),
        encoding: response.headers['content-encoding'] ?? 'none',
        bytes: Buffer.concat(chunks).length,
        status: response.statusCode,
      }));
    }).on('error', reject);
  });
}

const kindOf = (type) => KINDS.find(([, pattern]) => pattern.test(type))?.[0] ?? 'other';

function faultsOf(addresses, parts) {
  const twice = addresses.filter((address, index) => addresses.indexOf(address) !== index);
  const plain = parts.filter((part) => part.kind !== 'other'
    && part.encoding !== 'br' && part.bytes > WORTH_COMPRESSING);
  const missing = parts.filter((part) => part.status !== (NOBODY.includes(part.address) ? 401 : 200));
  return [
    ...twice.map((address) => `fetched twice: ${new URL(address).pathname}`),
    ...plain.map((part) => `not compressed with brotli: ${part.address}`),
    ...missing.map((part) => `answered ${part.status}: ${part.address}`),
    ...(parts.some((part) => part.kind === 'Wasm') ? [] : ['the app was never fetched']),
  ];
}

function printParts(page, parts, total) {
  const order = [...KINDS.map(([kind]) => kind), 'other'];
  const sorted = parts.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  printTable(`First visit of ${page}, Hindi, as served`, [
    ['kind', 'address', 'encoding', 'on the wire'],
    ...sorted.map((part) => [part.kind, part.address, part.encoding, kilobytes(part.bytes)]),
    ['together', '', '', kilobytes(total)],
  ]);
}

async function weighVisit(url, page, budget) {
  const addresses = await addressesOfAFirstVisit(url + page);
  const parts = await Promise.all([...new Set(addresses)].map(weigh));
  const total = parts.reduce((sum, part) => sum + part.bytes, 0);
  printParts(page, parts, total);
  console.log(`Goal ${kilobytes(budget.goal)}, at most ${kilobytes(budget.limit)}.`);

  const faults = faultsOf(addresses, parts);
  if (process.argv.includes('--budget') && total > budget.limit) {
    faults.push(`a first visit of ${page} weighs ${total} bytes, the budget is ${budget.limit}`);
  }
  return faults;
}

async function weighWidget(url, budget) {
  const part = await weigh(`${url}/widget.js`);
  printTable('The widget, before it is used', [
    ['kind', 'address', 'encoding', 'on the wire'],
    [part.kind, part.address, part.encoding, kilobytes(part.bytes)],
  ]);
  console.log(`Goal ${kilobytes(budget.goal)}, at most ${kilobytes(budget.limit)}.`);
  const isOver = process.argv.includes('--budget') && part.bytes > budget.limit;
  return [
    ...(part.status === 200 && part.encoding === 'br' ? [] : [`answered ${part.status}, ${part.encoding}: ${part.address}`]),
    ...(isOver ? [`the widget weighs ${part.bytes} bytes, the budget is ${budget.limit}`] : []),
  ];
}

const budgets = JSON.parse(await readFile(new URL('budgets.json', import.meta.url), 'utf8'));
const server = await startServer();
try {
  const faults = await weighWidget(server.url, budgets.widget);
  for (const [page, budget] of VISITS) {
    faults.push(...await weighVisit(server.url, page, budgets[budget]));
  }
  faults.forEach((fault) => console.error(`FAULT: ${fault}`));
  if (faults.length > 0) process.exitCode = 1;
} finally {
  await server.stop();
}
