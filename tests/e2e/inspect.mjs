// Looking at a page from every side: its language, its heading and title, every
// size of screen, by day and by night, in the colours of the reader's own choice.

import assert from 'node:assert/strict';

import { assertAccessible, assertFits } from './access.mjs';
import { assertSpeaks } from './words.mjs';

const WIDTHS = [320, 412, 1280];
const MODES = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { forcedColors: 'active' },
};

/** Looks at what stands on the screen from every side. */
export async function inspect(visitor, where, widths = WIDTHS) {
  const { page, language } = visitor;
  assert.equal(await page.locator('html').getAttribute('lang'), language, where);
  assert.equal(await page.locator('h1').count(), 1, `one heading at ${where}`);
  const heading = (await page.locator('h1').innerText()).replace(/\s+/g, ' ').trim();
  // The title follows with the next frame.
  const title = `${heading} – ${visitor.text('header.name')}`;
  await page.waitForFunction((title) => document.title === title, title);
  await assertSpeaks(page, language, where);
  await lookAround(page, `${where} in ${language}`, widths);
}

/** Looks at it on every size of screen and in every mode of colours. */
export async function lookAround(page, where, widths = WIDTHS) {
  for (const [mode, media] of Object.entries(MODES)) {
    await page.emulateMedia(media);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      const how = `${where}, ${width} pixels, ${mode}`;
      await assertFits(page, how);
      await assertAccessible(page, how);
    }
  }
}
