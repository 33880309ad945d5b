// Asking for a complaint by its number.

export class StatusPage {
  constructor(visitor) {
    this.visitor = visitor;
    this.number = visitor.page.locator('#ticket');
    this.error = visitor.page.locator('#ticket-error');
    this.submit = visitor.page.locator('main form button[type=submit]');
  }

  open() {
    return this.visitor.open('/status');
  }

  async lookUp(typed) {
    await this.number.fill(typed);
    await this.submit.click();
  }
}
