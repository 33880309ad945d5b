// The complaints on this phone.

export class MinePage {
  constructor(visitor, page = visitor.page) {
    this.visitor = visitor;
    this.page = page;
    this.entries = page.locator('.mine__entry');
    this.numbers = page.locator('.mine__number');
  }

  async isThere() {
    await this.visitor.reads('mine.title');
  }

  button(key) {
    return this.page.getByRole('button', { name: this.visitor.text(`mine.${key}`), exact: true });
  }

  title(key) {
    return this.page.locator('.notice__title', { hasText: this.visitor.text(`mine.${key}`) });
  }

  /** Everything that the phone keeps, as one text. */
  kept() {
    return this.page.evaluate(async () => {
      const base = await new Promise((resolve) => {
        const asked = indexedDB.open('sunwai');
        asked.onsuccess = () => resolve(asked.result);
      });
      const all = await new Promise((resolve) => {
        const asked = base.transaction('complaints').objectStore('complaints').getAll();
        asked.onsuccess = () => resolve(asked.result);
      });
      base.close();
      return JSON.stringify({ all, local: { ...localStorage }, session: { ...sessionStorage } });
    });
  }
}
