// A complaint at the desk.

export class DeskComplaintPage {
  constructor(visitor, page = visitor.page) {
    this.visitor = visitor;
    this.page = page;
    this.words = page.locator('.complaint__words');
    this.state = page.locator('.standing__state');
    this.history = page.locator('.complaint__further .timeline__what');
    this.conflict = page.locator('.complaint__conflict .notice');
    this.done = page.locator('.complaint__done .notice');
    this.form = page.locator('.action form');
    this.text = page.locator('#text');
    this.offers = page.locator('.complaint__acting > .buttons button');
    this.photos = page.locator('.photos__picture');
    this.contact = page.locator('.complaint__further .summary-list').last();
  }

  open(ticket) {
    return this.visitor.open(`/desk/c/${ticket}`, this.page);
  }

  /** Waits until the complaint is there. */
  async isThere() {
    await this.words.waitFor();
  }

  button(verb) {
    return this.page.locator(`#do-${verb.replaceAll('_', '-')}`);
  }

  /** Opens the form of a step. */
  async choose(verb) {
    await this.button(verb).click();
  }

  async send() {
    await this.form.locator('button[type=submit]').click();
  }

  async forward(department) {
    await this.choose('forward');
    await this.page.locator('#department').selectOption(department);
    await this.send();
    await this.isDone('forward');
  }

  async reply(verb, words) {
    await this.choose(verb);
    await this.text.fill(words);
    await this.send();
  }

  /** Waits until a step is said to be done. */
  async isDone(verb) {
    const what = this.visitor.text(`desk_action.${verb}`);
    await this.done.getByText(this.visitor.text('desk_action.done', { what })).waitFor();
  }

  async standsAt(state) {
    await this.state.getByText(this.visitor.text(`desk_name.state_${state}`)).waitFor();
  }
}
