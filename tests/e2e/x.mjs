// The stand-in for X beside a server that reads and answers there. `cargo xtask`
// names the program in SUNWAI_STAND_IN.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const program = process.env.SUNWAI_STAND_IN
  ?? new URL('../../target/debug/examples/stand_in', import.meta.url).pathname;

/** Starts it; `env` is what a server needs to read there, `stop` ends it. */
export async function startX() {
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const hear = async () => JSON.parse((await lines.next()).value);
  const order = async (what) => {
    child.stdin.write(`${JSON.stringify(what)}\n`);
    return hear();
  };
  const url = await hear();
  return {
    env: {
      SUNWAI_X_BASE_URL: url,
      SUNWAI_X_USER_ID: '42',
      SUNWAI_X_HANDLE: 'cmohry',
      SUNWAI_X_TOKEN: 'a-lasting-token',
      SUNWAI_X_POLL_SECONDS: '1',
    },
    /** Someone posts and mentions the office, or answers the post `to`; its name. */
    post: (author, text, to) => order({ author, text, ...(to ? { to } : {}) }),
    /** What the office has said: under which post, and the words. */
    replies: () => order({}),
    stop: () => child.kill('SIGTERM'),
  };
}
