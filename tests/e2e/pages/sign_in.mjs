// Signing in to the desk.

export class SignInPage {
  constructor(visitor, page = visitor.page) {
    this.visitor = visitor;
    this.page = page;
    this.user = page.locator('#user');
    this.password = page.locator('#password');
    this.code = page.locator('#code');
    this.submit = page.locator('main form button[type=submit]').first();
    this.refusal = page.locator('main [role=alert] .notice--warning');
  }

  async isThere() {
    await this.visitor.reads('desk_sign_in.title');
  }

  async signIn(user, password) {
    await this.user.fill(user);
    await this.password.fill(password);
    await this.submit.click();
  }

  async answerCode(code) {
    await this.code.fill(code);
    await this.submit.click();
  }

  /** Fills in the form for a password of one's own. */
  async choosePassword(password, again = password) {
    await this.page.locator('#new').fill(password);
    await this.page.locator('#again').fill(again);
    await this.submit.click();
  }
}
