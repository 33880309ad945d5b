// The kiosk: form, slip, list.

/** What the journeys usually type. */
export const CITIZEN = {
  category: 'PDS_NOT_RECEIVED',
  place: 'Sirsa Ghoghra',
  text: 'No ration has come to the depot for two months.',
  name: 'Suman Devi',
  mobile: '9812345678',
};

export class KioskPage {
  constructor(visitor, page = visitor.page) {
    this.visitor = visitor;
    this.page = page;
    this.send = page.locator('main form button[type=submit]');
    this.summary = page.locator('.error-summary');
    this.slip = page.locator('.slip');
    this.print = page.locator('#print');
    this.next = page.locator('#next');
    this.idle = page.locator('dialog#idle');
    this.line = page.locator('.line');
    this.lines = page.locator('.day-list__line');
  }

  async open(address = '/kiosk') {
    await this.visitor.open(address, this.page);
    if (address === '/kiosk') await this.isAtForm();
  }

  field(name) {
    return this.page.locator(`main #${name}`);
  }

  /** Waits until the form begins with the centre's district. */
  async isAtForm(district = 'sonipat') {
    await this.page.locator('#category').waitFor();
    await this.page.waitForFunction((code) => document.querySelector('#district')?.value === code, district);
  }

  async fill(citizen = CITIZEN) {
    await this.field('category').selectOption(citizen.category);
    for (const name of ['place', 'text', 'name', 'mobile']) await this.field(name).fill(citizen[name]);
  }

  /** Files a complaint; the number that is shown for it. */
  async file(citizen = CITIZEN) {
    await this.fill(citizen);
    await this.send.click();
    return this.number();
  }

  /** The number on the slip. */
  async number() {
    const number = this.slip.locator('.slip__number');
    await number.waitFor();
    return (await number.innerText()).replace(/\s+/g, ' ').trim();
  }

  /** The PIN on the slip. */
  pin() {
    return this.slip.locator('.slip__pin').innerText();
  }

  async nextCitizen() {
    await this.next.click();
    await this.isAtForm();
  }

  async openToday() {
    await this.page.locator('.desk-nav a[href="/kiosk/today"]').click();
    await this.page.locator('h1', { hasText: this.visitor.text('kiosk_page.today') }).waitFor();
  }

  async openHealth() {
    await this.page.locator('.desk-nav a[href="/kiosk/health"]').click();
    await this.page.locator('h1', { hasText: this.visitor.text('kiosk_page.health') }).waitFor();
  }

  async openForm() {
    await this.page.locator('.desk-nav a[href="/kiosk"]').click();
    await this.isAtForm();
  }
}
