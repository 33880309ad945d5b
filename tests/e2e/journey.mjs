// What every file of journeys needs: a server and a browser of its own, and
// visitors who come and go.

import { after, afterEach, before } from 'node:test';

import { launchBrowser } from './browser.mjs';
import { startServer } from './server.mjs';
import { Visitor } from './visitor.mjs';

/**
 * Starts server and browser before the tests of a file, ends them after. With
 * `prepare`, which is given the server, what all of them begin with.
 */
export function journeys({ prepare, ...options } = {}) {
  const house = { server: undefined, browser: undefined };
  let visitors = [];

  before(async () => {
    house.server = await startServer(options);
    house.browser = await launchBrowser();
    await prepare?.(house.server);
  });

  afterEach(async () => {
    await Promise.all(visitors.map((visitor) => visitor.leave()));
    visitors = [];
  });

  after(async () => {
    await house.browser?.close();
    await house.server?.stop();
  });

  /** A visitor with a phone that has never been here. */
  house.visitor = async (wishes) => {
    const visitor = await Visitor.arrive(house.browser, house.server.url, wishes);
    visitors.push(visitor);
    return visitor;
  };
  return house;
}
