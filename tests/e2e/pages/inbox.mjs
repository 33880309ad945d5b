// The inbox of the desk, and the page where posts are taken in by hand.

export class InboxPage {
  constructor(visitor, page = visitor.page) {
    this.visitor = visitor;
    this.page = page;
    this.lines = page.locator('.inbox__open');
    this.current = page.locator('.inbox__open[aria-current]');
    this.decided = page.locator('.inbox__line--decided');
    this.author = page.locator('.message__author');
    this.words = page.locator('.complaint__words').first();
    this.category = page.locator('#category');
    this.district = page.locator('#district');
    this.text = page.locator('#text');
    this.place = page.locator('#place');
    this.number = page.locator('#ticket');
    this.told = page.locator('.undo__told');
    this.undo = page.locator('.undo__button');
    this.fresh = page.locator('.inbox__fresh button');
    this.empty = page.locator('.inbox__empty');
    this.thread = page.locator('.inbox__message details');
    this.count = page.locator('.desk-nav__count');
  }

  open() {
    return this.visitor.open('/desk/inbox', this.page);
  }

  /** Waits until a message is looked at. */
  async isThere() {
    await this.author.waitFor();
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  /** Waits until the message of this author is looked at. */
  async looksAt(author) {
    await this.author.getByText(`@${author}`).waitFor();
  }

  /** Looks at the message of this author. */
  async choose(author) {
    await this.lines.filter({ hasText: `@${author}` }).click();
    await this.looksAt(author);
  }

  /** Waits until this is told above the message. */
  async tells(path, filling) {
    await this.told.getByText(this.visitor.text(path, filling)).waitFor();
  }
}

export class PastePage {
  constructor(visitor, page = visitor.page) {
    this.visitor = visitor;
    this.page = page;
    this.link = page.locator('#link');
    this.text = page.locator('#text');
    this.table = page.locator('#table');
    this.file = page.locator('#file');
    this.imported = page.locator('.paste__imported');
    this.problems = page.locator('.paste__problems li');
  }

  open() {
    return this.visitor.open('/desk/inbox/paste', this.page);
  }

  press(path) {
    return this.page.getByRole('button', { name: this.visitor.text(path) }).click();
  }

  async paste(link, text) {
    await this.link.fill(link);
    await this.text.fill(text);
    await this.press('desk_paste.add');
  }
}
