// What every file of journeys needs: a server and a browser of its own, and
// visitors who come and go.

import { after, afterEach, before } from 'node:test';

import { launchBrowser } from './browser.mjs';
import { startServer } from './server.mjs';
import { Visitor } from './visitor.mjs';
import { startX } from './x.mjs';

/**
 * Starts server and browser before the tests of a file, ends them after. With
 * `prepare`, which is given the server, what all of them begin with; with `posts`,
 * the server reads and answers on a stand-in for X, `house.x`.
 */
export function journeys({ prepare, posts = false, env = {}, ...options } = {}) {
  const house = { server: undefined, browser: undefined, x: undefined };
  let visitors = [];

  before(async () => {
    if (posts) house.x = await startX();
    house.server = await startServer({ ...options, env: { ...env, ...house.x?.env } });
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
    house.x?.stop();
  });

  /** A visitor with a phone that has never been here. */
  house.visitor = async (wishes) => {
    const visitor = await Visitor.arrive(house.browser, house.server.url, wishes);
    visitors.push(visitor);
    return visitor;
  };
  return house;
}
