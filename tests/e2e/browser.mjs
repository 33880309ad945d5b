// Chromium as the journeys and measurements use it: headless, with a new empty
// profile each time, talking to nobody but our server. `cargo xtask` names the
// program in SUNWAI_CHROMIUM.

import { chromium } from 'playwright-core';

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// Chromium refuses its sandbox to root, which build machines run as.
const SANDBOX = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const PROGRAM = process.env.SUNWAI_CHROMIUM ?? '/usr/bin/chromium';

/** Launches the browser; `options` go to the command line of Chromium. */
export function launchBrowser(options = []) {
  return chromium.launch({ executablePath: PROGRAM, args: [...QUIET, ...SANDBOX, ...options] });
}

/** A phone that keeps what it has in the folder `profile`, as one that is switched
 * off and on again. */
export function launchLasting(profile) {
  const viewport = { width: 320, height: 640 };
  return chromium.launchPersistentContext(profile, { executablePath: PROGRAM, args: [...QUIET, ...SANDBOX], viewport });
}
