// The status of one complaint, and its private part.

export class TicketPage {
  constructor(visitor) {
    const { page } = visitor;
    this.visitor = visitor;
    this.page = page;
    this.state = page.locator('.standing__state');
    this.pin = page.locator('#pin');
    this.pinError = page.locator('#pin-error');
    this.unlockButton = page.locator('.private:not(#handoff) form button[type=submit]');
    this.own = page.locator('.private .summary-list');
    this.replies = page.locator('.replies__text');
    this.done = page.locator('.private .notice--good');
    this.steps = page.locator('.timeline__what');
  }

  /** `receipt` as the API answers it. */
  open(receipt) {
    return this.visitor.open(`/t/${receipt.ticket}`);
  }

  /** As if the link or the QR code of the receipt were followed. */
  openWithKey(receipt) {
    return this.visitor.open(receipt.link);
  }

  async unlock(pin) {
    await this.pin.fill(pin);
    await this.unlockButton.click();
  }

  /** Waits until the private part shows these words. */
  async isOpenWith(words) {
    await this.own.getByText(words).waitFor();
  }

  /** Presses the button of this name in the private part. */
  async press(path) {
    await this.page.locator('.private').getByRole('button', { name: this.visitor.text(path), exact: true }).click();
  }

  /** Waits until this is said to be done. */
  async isDone(path) {
    await this.done.getByText(this.visitor.text(path)).waitFor();
  }
}
