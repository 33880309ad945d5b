// The form as a browser without scripts has it: every button sends a form, and the
// answer is the next page.

import { ANSWERS } from './complain.mjs';

export class PlainForm {
  constructor(page) {
    this.page = page;
    this.submit = page.locator('main form .buttons button.button').first();
  }

  async go() {
    await Promise.all([this.page.waitForEvent('domcontentloaded'), this.submit.click()]);
  }

  choice(code) {
    return this.page.locator(`input[type=radio][value="${code}"]`);
  }

  /** Answers every step; stands before the answers that are to be checked. */
  async answerAll(answers = ANSWERS, look = async () => {}) {
    for (const step of ['group', 'category', 'where', 'what', 'you']) {
      switch (step) {
        case 'group':
        case 'category':
          await this.choice(answers[step]).check();
          break;
        case 'where':
          await this.page.locator('#district').selectOption(answers.district);
          await this.page.locator('#place').fill(answers.place);
          break;
        case 'what':
          await this.page.locator('#text').fill(answers.text);
          break;
        case 'you':
          await this.page.locator('#name').fill(answers.name);
          await this.page.locator('#mobile').fill(answers.mobile);
          break;
      }
      await look(step);
      await this.go();
    }
  }
}
