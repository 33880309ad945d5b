// The public figures: what the page shows is what the API says, whatever is
// chosen, and each choice has an address.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { assertAccessible, assertFits } from './access.mjs';
import { grouped } from './digits.mjs';
import { journeys } from './journey.mjs';
import { figures } from './office.mjs';
import { ResultsPage } from './pages/results.mjs';

const DEMO = ['--received', '300', '--resolved', '220', '--not-tenable', '40'];
const house = journeys({ demo: DEMO });

async function reading(query) {
  const visitor = await house.visitor({ language: 'en' });
  const results = new ResultsPage(visitor);
  await results.open(query);
  await results.chart.waitFor();
  return { visitor, results };
}

/** The numbers of a column, from the top. */
function numbers(lines, column) {
  return lines.map((cells) => Number(cells[column].replaceAll(',', '')));
}

test('the large figures and the total are those of the API', async () => {
  const told = await figures(house.server.url);

  const { visitor, results } = await reading();

  assert.deepEqual([told.received, told.resolved, told.not_tenable, told.pending], [300, 220, 40, 40]);
  for (const key of ['received', 'resolved', 'not_tenable', 'pending']) await results.shows(key, told[key]);
  assert.deepEqual((await results.total()).slice(1), [300, 220, 40, 40].map(grouped));
  await visitor.sees('84.62');
  await assertAccessible(visitor.page);
  await assertFits(visitor.page);
});

test('every line of a table is a group of the API, and they add up', async () => {
  const { results } = await reading();

  for (const by of ['department', 'district', 'category', 'month']) {
    await results.choose(by);
    const { groups } = await figures(house.server.url, `?by=${by}`);
    const lines = await results.lines();
    assert.equal(lines.length, groups.length, by);
    const sum = numbers(lines, 1).reduce((sum, number) => sum + number, 0);
    assert.equal(sum, 300, by);
  }
});

test('a table is sorted by the column that is pressed, and the other way when pressed again', async () => {
  const { visitor, results } = await reading('?by=district');
  await results.stands('district');

  await results.sortBy('pending');
  const falling = numbers(await results.lines(), 4);
  assert.deepEqual(falling, falling.toSorted((one, other) => other - one));
  assert.equal(await visitor.page.locator('th[aria-sort=descending]').count(), 1);
  await results.sortBy('pending');
  const rising = numbers(await results.lines(), 4);

  assert.deepEqual(rising, falling.toSorted((one, other) => one - other));
  await assertAccessible(visitor.page);
});

test('the figures of a district have an address, and back returns to all', async () => {
  const told = await figures(house.server.url, '?district=hisar');
  const { visitor, results } = await reading();

  await results.district.selectOption('hisar');
  await results.apply.click();
  await results.shows('received', told.received);
  assert.equal(new URL(visitor.page.url()).searchParams.get('district'), 'hisar');
  await assertAccessible(visitor.page);
  await visitor.page.goBack();

  await results.shows('received', 300);
  assert.equal(await results.district.inputValue(), '');
});

test('the figures of a period are those received in it', async () => {
  const told = await figures(house.server.url, '?from=2020-03-01&to=2020-04-30');
  const { visitor, results } = await reading();

  await results.from.fill('2020-03-01');
  await results.to.fill('2020-04-30');
  await results.apply.click();

  await results.shows('received', told.received);
  assert.equal((await results.lines()).length, 2);
  const { searchParams } = new URL(visitor.page.url());
  assert.deepEqual([searchParams.get('from'), searchParams.get('to')], ['2020-03-01', '2020-04-30']);
});

test('a period that ends before it begins is refused', async () => {
  const { visitor, results } = await reading();

  await results.from.fill('2020-04-30');
  await results.to.fill('2020-03-01');
  await results.apply.click();

  await results.summary.getByText(visitor.text('problem.period.backwards')).waitFor();
  await visitor.focusIsOn('.error-summary');
  await assertAccessible(visitor.page);
});

test('a period without complaints says so', async () => {
  const visitor = await house.visitor();
  const results = new ResultsPage(visitor);

  await results.open('?from=2010-01-01&to=2010-01-31');

  await visitor.sees(visitor.text('results.empty'));
  await assertAccessible(visitor.page);
});

test('the table is downloaded for a spreadsheet, and adds up', async () => {
  const { visitor, results } = await reading('?by=district');
  const downloading = visitor.page.waitForEvent('download');

  await results.download.click();

  const csv = await readFile(await (await downloading).path(), 'utf8');
  assert.ok(csv.startsWith('\uFEFF'), 'it begins with a byte order mark');
  const lines = csv.slice(1).trim().split('\r\n').slice(1).map((line) => line.match(/("[^"]*"|[^,]+)/g));
  const { groups } = await figures(house.server.url, '?by=district');
  const counts = lines.map((cells) => cells.map(Number)).flatMap((cells) => cells.find(Number.isInteger));
  assert.equal(lines.length >= groups.length, true);
  assert.equal(counts.slice(0, groups.length).reduce((sum, count) => sum + count, 0), 300);
});

test('the drawing is a picture with words for those who do not see it', async () => {
  const { results, visitor } = await reading();

  await results.chart.evaluate((image) => image.decode());

  assert.ok(await results.chart.evaluate((image) => image.naturalWidth) > 0);
  assert.equal(await results.chart.getAttribute('alt'), visitor.text('results.chart_alt'));
});
