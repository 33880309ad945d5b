// Whether a page can be used by everyone: axe (WCAG 2.2 AA and best practice),
// and what axe does not look at.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with what axe found, if it found anything. */
export async function assertAccessible(page, where = page.url()) {
  // Not by a script element, which the content security policy would refuse.
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe);
  const found = await page.evaluate(async (tags) => {
    // Of forced colours axe reads -webkit-text-fill-color, where Chromium still tells
    // the page's own (axe 4.14, Chromium 156); what is painted the reader has chosen.
    const contrast = { enabled: !matchMedia('(forced-colors: active)').matches };
    const { violations } = await window.axe.run({
      runOnly: tags, rules: { 'color-contrast': contrast }, resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
  }, TAGS);
  assert.deepEqual(found, [], `axe at ${where}`);
}

/** Fails when one has to scroll sideways. */
export async function assertFits(page, where = page.url()) {
  const sizes = await page.evaluate(() => ({
    page: document.scrollingElement.scrollWidth, window: window.innerWidth,
  }));
  assert.ok(sizes.page <= sizes.window, `${where} is ${sizes.page} pixels wide in a window of ${sizes.window}`);
}
