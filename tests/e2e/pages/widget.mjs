// Our page inside a frame of a host's page.

import { PlainForm } from './plain.mjs';

export class Widget {
  constructor(page, view) {
    this.element = page.locator(`sunwai-widget[view=${view}]`).locator('iframe');
  }

  /** The page in it, once it is there: frames far below are fetched when one comes near. */
  async open() {
    await this.element.scrollIntoViewIfNeeded();
    const frame = await (await this.element.elementHandle()).contentFrame();
    await frame.locator('h1').waitFor();
    return frame;
  }

  /** Waits until the frame is as high as the page in it. */
  async grows(frame) {
    await frame.waitForFunction(() => {
      const root = document.scrollingElement;
      return root.scrollHeight <= innerHeight && root.scrollWidth <= innerWidth
        && innerHeight - document.documentElement.getBoundingClientRect().height < 1;
    });
  }
}

/** The form in a frame. */
export class FramedForm extends PlainForm {
  async go() {
    await Promise.all([this.page.waitForNavigation({ waitUntil: 'domcontentloaded' }), this.submit.click()]);
  }
}
