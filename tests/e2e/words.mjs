// In which scripts a page is written: a sentence that somebody forgot to
// translate shows by its letters.

import assert from 'node:assert/strict';

// Names that stay as they are in every language, and hidden digits.
const NAMES = new Set(['HR', 'QR', 'CSV', 'WCAG', 'AA', 'XXXXXX']);

const LATIN = /\p{Script=Latin}{2,}/gu;
// The danda, which ends sentences in Punjabi too, belongs to no one script.
const DEVANAGARI = /\p{Script=Devanagari}+/gu;
const GURMUKHI = /\p{Script=Gurmukhi}+/gu;
const FOREIGN = { hi: [LATIN, GURMUKHI], en: [DEVANAGARI, GURMUKHI], pa: [LATIN, DEVANAGARI] };

/** Fails when a page has words in another script than its language's. */
export async function assertSpeaks(page, language, where) {
  const said = await page.evaluate(() => {
    // What names its own language, such as the links to the others, is right.
    const isOurs = (node) => !node.parentElement.closest('html > body [lang], script, style');
    const texts = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (isOurs(walker.currentNode)) texts.push(walker.currentNode.data);
    for (const attribute of ['alt', 'aria-label', 'title', 'placeholder']) {
      for (const element of document.querySelectorAll(`body [${attribute}]`)) texts.push(element.getAttribute(attribute));
    }
    return texts.join('\n');
  });
  const foreign = FOREIGN[language].flatMap((script) => said.match(script) ?? []).filter((word) => !NAMES.has(word));
  assert.deepEqual(foreign, [], `words that are not ${language} at ${where}`);
}
