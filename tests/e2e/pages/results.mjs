// The public figures.

import { grouped } from '../digits.mjs';

export class ResultsPage {
  constructor(visitor) {
    const { page } = visitor;
    this.visitor = visitor;
    this.page = page;
    this.chart = page.locator('.results__drawing');
    this.download = page.locator('a[download]');
    this.from = page.locator('#from');
    this.to = page.locator('#to');
    this.district = page.locator('#district');
    this.apply = page.locator('.filter button');
    this.summary = page.locator('.error-summary');
  }

  open(query = '') {
    return this.visitor.open(`/results${query}`);
  }

  /** The large figure of this name, such as `received`. */
  figure(key) {
    const label = this.page.getByText(this.visitor.text(`figures.${key}`), { exact: true });
    return this.page.locator('.figure').filter({ has: label }).locator('.figure__number');
  }

  /** Waits until a large figure shows this number. */
  async shows(key, number) {
    await this.figure(key).getByText(grouped(number), { exact: true }).waitFor();
  }

  /** Chooses a table, such as `district`. */
  async choose(by) {
    const name = this.visitor.text(`figures.${by}`);
    await this.page.locator('.tables').getByRole('link', { name }).click();
    await this.stands(by);
  }

  /** Waits for the table by month, district and so on. */
  async stands(by) {
    const name = this.visitor.text(`figures.${by}`);
    await this.page.locator('thead th').first().getByText(name).waitFor();
  }

  /** Sorts the table by a column. */
  sortBy(column) {
    return this.page.locator('thead').getByRole('button', { name: this.visitor.text(`figures.${column}`) }).click();
  }

  /** The lines of the table, each a list of its cells. */
  lines() {
    return this.cells('tbody tr');
  }

  /** The cells of the line under the table. */
  async total() {
    const [total] = await this.cells('tfoot tr');
    return total;
  }

  cells(selector) {
    return this.page.locator(selector).evaluateAll(
      (lines) => lines.map((line) => [...line.cells].map((cell) => cell.innerText.trim())),
    );
  }
}
