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

/** Launches the browser; `options` go to the command line of Chromium. */
export function launchBrowser(options = []) {
  // Chromium refuses its sandbox to root, which build machines run as.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath: process.env.SUNWAI_CHROMIUM ?? '/usr/bin/chromium',
    args: [...QUIET, ...sandbox, ...options],
  });
}
