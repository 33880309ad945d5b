// The receipt after a complaint is sent.

export class ReceiptPage {
  constructor(visitor, page = visitor.page) {
    this.visitor = visitor;
    this.number = page.locator('.panel__number');
    this.pin = page.locator('.receipt__pin');
    this.qr = page.locator('.receipt__qr img');
    this.next = page.locator('.receipt__next');
    this.toStatus = page.locator('main a.button');
  }

  async isThere() {
    await this.visitor.reads('receipt.title');
  }

  /** Number and PIN as they are shown. */
  async read() {
    await this.isThere();
    return { display: await this.number.innerText(), pin: await this.pin.innerText() };
  }

  /** How wide the QR code is drawn; 0 if it is no picture. */
  async qrWidth() {
    await this.qr.evaluate((image) => image.decode());
    return this.qr.evaluate((image) => image.naturalWidth);
  }
}
