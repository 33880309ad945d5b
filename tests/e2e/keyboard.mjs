// A visitor without mouse or touch.

const FAR = 80; // no page has so many stops

/** Presses Tab until the focus is on `locator`. */
export async function tabTo(page, locator) {
  for (let presses = 0; presses < FAR; presses += 1) {
    await page.keyboard.press('Tab');
    if (await locator.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${locator} cannot be reached with the Tab key`);
}

/** Moves down a list of choices that has the focus, until this one is chosen. */
export async function arrowTo(page, locator) {
  for (let presses = 0; presses < FAR; presses += 1) {
    if (await locator.isChecked()) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${locator} cannot be reached with the arrow keys`);
}

/** Moves down a menu that has the focus, until it shows `value`. */
export async function arrowToOption(page, menu, value) {
  for (let presses = 0; presses < FAR; presses += 1) {
    if (await menu.inputValue() === value) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${value} cannot be reached with the arrow keys`);
}
