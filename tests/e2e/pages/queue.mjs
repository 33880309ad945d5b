// The queue of the desk.

export class QueuePage {
  constructor(visitor, page = visitor.page) {
    this.visitor = visitor;
    this.page = page;
    this.lines = page.locator('.queue__line');
    this.links = page.locator('.queue__link');
    this.search = page.locator('#q');
    this.bulk = page.locator('.bulk');
    this.form = page.locator('.action form');
    this.empty = page.locator('.queue__empty');
  }

  open(query = '') {
    return this.visitor.open(`/desk/queue${query}`, this.page);
  }

  /** Waits until something is listed. */
  async isThere() {
    await this.lines.first().waitFor();
  }

  line(ticket) {
    return this.lines.filter({ has: this.page.locator(`#line-${ticket}`) });
  }

  async openComplaint(ticket) {
    await this.page.locator(`#line-${ticket}`).click();
  }

  select(ticket) {
    return this.line(ticket).locator('input[type=checkbox]').check();
  }

  press(path) {
    return this.bulk.getByRole('button', { name: this.visitor.text(path) }).click();
  }

  /** What came of the complaints of a step for many, with this outcome. */
  turns(outcome) {
    return this.page.locator('.bulk__results li').filter({ hasText: `: ${this.visitor.text(`desk_bulk.${outcome}`)}` });
  }

  async find(words) {
    await this.search.fill(words);
    await this.search.press('Enter');
  }

  /** The numbers of all lines, in their order. */
  tickets() {
    return this.links.evaluateAll((links) => links.map((link) => link.id.replace('line-', '')));
  }
}
