// The form, step by step.

/** What the journeys usually answer. */
export const ANSWERS = {
  group: 'ration',
  category: 'PDS_NOT_RECEIVED',
  district: 'bhiwani',
  place: 'सिरसा घोघड़ा',
  text: 'दो महीने से राशन नहीं मिला है।',
  name: 'सुमन',
  mobile: '9812345678',
};

const HEADINGS = {
  group: 'complain.group',
  category: 'complain.category',
  where: 'complain.where',
  what: 'complain.what',
  you: 'complain.you',
  check: 'complain.check',
};

export class ComplainPage {
  constructor(visitor, page = visitor.page) {
    this.visitor = visitor;
    this.page = page;
    this.text = page.locator('#text');
    this.district = page.locator('#district');
    this.submit = page.locator('main form button[type=submit]');
    this.summary = page.locator('.error-summary');
    this.notSent = page.locator('.notice--warning');
  }

  open(step) {
    return this.visitor.open(step ? `/complain?step=${step}` : '/complain', this.page);
  }

  /** Waits until a step is there. */
  async standsAt(step) {
    const heading = this.visitor.text(HEADINGS[step]);
    await this.page.locator('h1', { hasText: heading }).waitFor();
  }

  choice(code) {
    return this.page.locator(`input[type=radio][value="${code}"]`);
  }

  field(name) {
    return this.page.locator(`#${name}`);
  }

  /** Answers a step and leaves it. */
  async answer(step, answers = ANSWERS) {
    await this.standsAt(step);
    switch (step) {
      case 'group':
      case 'category':
        await this.choice(answers[step]).check();
        break;
      case 'where':
        await this.district.selectOption(answers.district);
        await this.field('place').fill(answers.place);
        break;
      case 'what':
        await this.text.fill(answers.text);
        break;
      case 'you':
        await this.field('name').fill(answers.name);
        await this.field('mobile').fill(answers.mobile);
        break;
    }
    await this.submit.click();
  }

  /** Answers everything from the first step up to the one named. */
  async answerUpTo(last, answers = ANSWERS) {
    await this.open();
    for (const step of Object.keys(HEADINGS)) {
      if (step === last) break;
      await this.answer(step, answers);
    }
    await this.standsAt(last);
  }

  /** The sentences of the error summary. */
  async problems() {
    await this.summary.waitFor();
    return this.summary.locator('a').allInnerTexts();
  }

  /** The draft as the phone keeps it. */
  kept() {
    return this.page.evaluate(() => localStorage.getItem('sunwai.draft'));
  }
}
