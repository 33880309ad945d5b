// A cheap phone: a visitor with a small screen to tap on, and a processor and a line
// that Chromium slows down as its own tools do.

import { setTimeout as pause } from 'node:timers/promises';

import { launchBrowser } from '../e2e/browser.mjs';
import { Visitor } from '../e2e/visitor.mjs';

const PHONE = { size: { width: 360, height: 640 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

const TOUCH = 60; // milliseconds

/** 400 kbit/s and 400 ms, each way as the browser counts it. */
export const WEAK_LINE = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

/** What `use` makes of a phone that was never here, in a browser of its own. */
export async function withPhone(url, use, wishes = {}) {
  const browser = await launchBrowser();
  try {
    return await use(await Visitor.arrive(browser, url, { ...PHONE, ...wishes }));
  } finally {
    await browser.close();
  }
}

/** Slows a window's processor to the given part, and its line. */
export async function slow(page, { processor = 1, line }) {
  const tools = await page.context().newCDPSession(page);
  await tools.send('Emulation.setCPUThrottlingRate', { rate: processor });
  if (!line) return;
  await tools.send('Network.enable');
  await tools.send('Network.emulateNetworkConditions', line);
}

/** Notes in each page that is opened when the app has taken it over: `standsAt`,
 * milliseconds after the address was asked for. */
export function noteTakeover(context) {
  return context.addInitScript(() => {
    const look = () => {
      if (self.sunwai_takeover && self.sunwai_takeover.stands()) self.standsAt = performance.now();
      else setTimeout(look, 10);
    };
    look();
  });
}

/** Waits for the takeover; when it was. */
export async function takeover(page) {
  const noted = await page.waitForFunction(() => self.standsAt, null, { polling: 50 });
  return noted.jsonValue();
}

/** When the page first showed something. */
export function firstPaint(page) {
  return page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime);
}

/** Taps on the middle of an element and asks the page for no more than where it is. A
 * finger stays for a moment: what it does when it comes and when it goes are two. */
export async function tap(page, selector) {
  const [x, y] = await page.evaluate((selector) => {
    const element = [...document.querySelectorAll(selector)].find((found) => found.getClientRects().length);
    if (!element) throw new Error(`there is no ${selector}`);
    element.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = element.getClientRects()[0];
    return [left + width / 2, top + height / 2];
  }, selector);
  const finger = await page.context().newCDPSession(page);
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  await pause(TOUCH);
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await finger.detach();
}
