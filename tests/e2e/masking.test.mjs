// Personal numbers in a text are pointed out while it is typed, and hidden with
// one tap.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertAccessible } from './access.mjs';
import { journeys } from './journey.mjs';
import { ComplainPage } from './pages/complain.mjs';

const house = journeys();

// Made up; the Aadhaar-like number has a right check digit and belongs to nobody.
const NUMBERS = [
  ['mobile', 'मेरा नंबर 98123 45678 है', 'मेरा नंबर XXXXX XXXXX है'],
  ['mobile', 'नंबर ९८१२३४५६७८ पर बताइए', 'नंबर XXXXXXXXXX पर बताइए'],
  ['email', 'suman@example.in पर लिखिए', 'XXXXXXXXXXXXXXXX पर लिखिए'],
  ['aadhaar', 'आधार 2345 6789 0124 है', 'आधार XXXX XXXX XXXX है'],
  ['family_id', 'परिवार पहचान पत्र AB12CD34 है', 'परिवार पहचान पत्र XXXXXXXX है'],
];

for (const [kind, typed, hidden] of NUMBERS) {
  test(`“${typed}” is pointed out and hidden`, async () => {
    const visitor = await house.visitor();
    const complain = new ComplainPage(visitor);
    await complain.answerUpTo('what');
    const warning = visitor.page.locator('.personal-warning');

    await complain.text.fill(typed);
    await warning.getByText(visitor.text(`personal.${kind}`)).waitFor();
    await assertAccessible(visitor.page);
    await warning.getByRole('button').click();

    await warning.getByRole('button').waitFor({ state: 'detached' });
    assert.equal(await complain.text.inputValue(), hidden);
  });
}

test('a text without personal numbers is left in peace', async () => {
  const visitor = await house.visitor();
  const complain = new ComplainPage(visitor);
  await complain.answerUpTo('what');

  await complain.text.fill('शिकायत HR 214-8273-6900 पर 23 नवंबर 2026 तक ₹ 5,000 नहीं मिले');

  assert.equal(await visitor.page.locator('.personal-warning button').count(), 0);
});
