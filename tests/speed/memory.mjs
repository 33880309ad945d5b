// What a hundred changes of page leave behind, as a phone keeps a window open for
// days: memory of scripts and of the Wasm, nodes of pages that are gone, listeners.
// The first rounds are not counted: they fetch texts and compile what runs. With
// --budget it fails when more is left than the budgets allow.

import { readFile } from 'node:fs/promises';

import { file } from '../e2e/office.mjs';
import { startServer } from '../e2e/server.mjs';
import { kilobytes } from './numbers.mjs';
import { withPhone } from './phone.mjs';
import { printTable } from './table.mjs';
import { CHANGES, walk } from './walk.mjs';

const WARM_UP = 1; // walks
const MEASURED = 5;
// A few bytes a change show only after many, because the Wasm asks for 64 KiB at a time.
const MANY = 50;
const COLLECTIONS = 6;
const PAUSE = 100; // milliseconds

/** Lets the window show what memory the Wasm has, which only its glue knows. */
function noteWasm(context) {
  return context.addInitScript(() => {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...source) => {
      const made = await instantiate(...source);
      // By what it is: a finished build gives it another name.
      const exported = Object.values(made.exports || made.instance.exports);
      self.wasmMemory = exported.find((one) => one instanceof WebAssembly.Memory);
      return made;
    };
  });
}

/**
 * The page's figures once everything that can go is gone. One collection is not enough:
 * a node that the Wasm held goes only in the next one, after the window has let go of it.
 */
async function settled(page, tools) {
  const figures = [];
  for (let round = 0; round < COLLECTIONS; round += 1) {
    await tools.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(PAUSE);
    const { metrics } = await tools.send('Performance.getMetrics');
    figures.push(Object.fromEntries(metrics.map(({ name, value }) => [name, value])));
  }
  return figures.reduce((least, one) => (one.Nodes < least.Nodes ? one : least));
}

/** What is in use, in bytes and pieces. */
async function used(page, tools) {
  const { JSHeapUsedSize: scripts, Nodes: nodes, JSEventListeners: listeners } = await settled(page, tools);
  const wasm = await page.evaluate(() => self.wasmMemory.buffer.byteLength);
  return { scripts, wasm, together: scripts + wasm, nodes, listeners };
}

async function measure(visitor, ticket) {
  const { page } = visitor;
  await noteWasm(visitor.context);
  await visitor.open('/');
  const tools = await visitor.context.newCDPSession(page);
  await tools.send('Performance.enable');
  await tools.send('HeapProfiler.enable');
  const after = async (times) => {
    await walk(page, ticket, times);
    return used(page, tools);
  };
  return [await after(WARM_UP), await after(MEASURED), await after(MANY)];
}

const signed = (difference, form = String) => `${difference < 0 ? '−' : '+'}${form(Math.abs(difference))}`;

function print([first, hundred, thousand], percent) {
  const line = (name, figure, form, goal = '') => [
    name, form(first[figure]), form(hundred[figure]), form(thousand[figure]),
    signed(thousand[figure] - hundred[figure], form), goal,
  ];
  const warm = WARM_UP * CHANGES;
  const few = warm + MEASURED * CHANGES;
  printTable('Memory of a window that stays open, after so many changes of page', [
    ['', String(warm), String(few), String(few + MANY * CHANGES), `the last ${MANY * CHANGES}`, 'goal'],
    line('scripts', 'scripts', kilobytes),
    line('Wasm', 'wasm', kilobytes, '+0'),
    line('nodes', 'nodes', String, '+0'),
    line('listeners', 'listeners', String, '+0'),
  ]);
  console.log(`From ${warm} to ${few} changes, scripts and Wasm together grow by ${percent.toFixed(1)} %; the goal is at most 5 %.`);
}

/** What is over its budget. */
function faultsOf([, hundred, thousand], percent, budgets) {
  const figures = {
    percent_after_100_changes: percent,
    wasm_after_1000_changes: thousand.wasm - hundred.wasm,
    nodes_after_1000_changes: thousand.nodes - hundred.nodes,
    listeners_after_1000_changes: thousand.listeners - hundred.listeners,
  };
  return Object.entries(figures).filter(([name, figure]) => figure > budgets[name].limit)
    .map(([name, figure]) => `${name}: ${figure}, the budget is ${budgets[name].limit}`);
}

const budgets = JSON.parse(await readFile(new URL('budgets.json', import.meta.url), 'utf8'));
const server = await startServer();
try {
  const { ticket } = await file(server.url);
  const figures = await withPhone(server.url, (visitor) => measure(visitor, ticket));
  const [first, hundred] = figures.map(({ together }) => together);
  const percent = 100 * (hundred - first) / first;
  print(figures, percent);
  const faults = process.argv.includes('--budget') ? faultsOf(figures, percent, budgets) : [];
  faults.forEach((fault) => console.error(`FAULT: ${fault}`));
  if (faults.length > 0) process.exitCode = 1;
} finally {
  await server.stop();
}
