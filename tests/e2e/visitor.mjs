// Someone with a phone: a browser context with a size, a language and a colour
// scheme, which writes down every request and everything that goes wrong.

import { LANGUAGES, text } from './texts.mjs';

/** The narrowest phone that counts. */
export const NARROW = { width: 320, height: 640 };

/** What playwright says where it blocks the service worker. */
const BLOCKED = 'Service Worker registration blocked';
const PATIENCE = 30_000; // milliseconds, on a busy machine

export class Visitor {
  /** `language` is asked for in the first address; without it, it is Hindi. */
  static async arrive(browser, url, { language = LANGUAGES[0], size = NARROW, scheme = 'light', ...more } = {}) {
    const context = await browser.newContext({
      viewport: size,
      colorScheme: scheme,
      reducedMotion: 'reduce',
      acceptDownloads: true,
      // It would answer in the place of what a journey makes of the network;
      // the journeys without a signal allow it.
      serviceWorkers: 'block',
      ...more,
    });
    context.setDefaultTimeout(PATIENCE);
    const visitor = new Visitor(context, url, language);
    visitor.page = await visitor.window();
    return visitor;
  }

  constructor(context, url, language) {
    Object.assign(this, { context, url, language, requests: [], faults: [] });
  }

  /** Another window on the same phone. */
  async window() {
    const page = await this.context.newPage();
    page.on('request', (request) => this.requests.push(request));
    page.on('pageerror', (error) => this.faults.push(String(error)));
    page.on('console', (message) => {
      const isOfOurs = !message.text().includes(BLOCKED);
      if (['error', 'warning'].includes(message.type()) && isOfOurs) this.faults.push(message.text());
    });
    return page;
  }

  /** Opens an address and waits until the app stands. */
  async open(address, page = this.page) {
    const { pathname, searchParams, hash } = new URL(address, this.url);
    if (this.language !== LANGUAGES[0]) searchParams.set('lang', this.language);
    const query = searchParams.size > 0 ? `?${searchParams}` : '';
    await page.goto(this.url + pathname + query + hash);
    await this.ready(page);
  }

  /** Loads the page anew. */
  async reload() {
    await this.page.reload();
    await this.ready();
  }

  async ready(page = this.page) {
    await page.locator('#loading').waitFor({ state: 'detached' });
  }

  /** A sentence of the app in the visitor's language. */
  text(path, filling) {
    return text(this.language, path, filling);
  }

  /** Waits for the page with this heading. */
  async reads(path, filling) {
    await this.page.locator('h1', { hasText: this.text(path, filling) }).waitFor();
  }

  /** Waits until the focus is on what the selector names. */
  async focusIsOn(selector) {
    await this.page.locator(`${selector}:focus`).waitFor();
  }

  /** Waits until this is read somewhere inside what the selector names. */
  async sees(sentence, selector = 'main') {
    await this.page.locator(selector).getByText(sentence).first().waitFor();
  }

  /** The addresses of all requests so far. */
  asked() {
    return this.requests.map((request) => request.url());
  }

  leave() {
    return this.context.close();
  }
}
