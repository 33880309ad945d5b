// The release build on an empty database of its own, for one test file or one
// measurement. `cargo xtask` names the binary in SUNWAI_BINARY.

import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const PATIENCE = 10_000; // milliseconds until it must answer
const binary = process.env.SUNWAI_BINARY
  ?? new URL('../../target/release/sunwai', import.meta.url).pathname;

/**
 * Starts a server; `url` is where it listens, `stop` ends it and erases its data,
 * `command` calls the binary beside it with these words and answers what it prints.
 * With `demo`, made-up complaints as these options of `sunwai demo` ask for.
 */
export async function startServer({ options = [], env = {}, demo } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'sunwai-'));
  const url = `http://127.0.0.1:${await freePort()}`;
  const database = `sqlite:${join(folder, 'sunwai.db')}`;
  if (demo) await run(['demo', '--database', database, ...demo], folder);
  const child = spawn(
    binary,
    ['serve', '--listen', url.slice('http://'.length), '--database', database, ...options],
    { cwd: folder, env: { ...process.env, SUNWAI_LIMITS: 'off', ...env } },
  );
  let said = '';
  child.stdout.on('data', (text) => { said += text; });
  child.stderr.on('data', (text) => { said += text; });
  const ended = new Promise((resolve) => child.on('exit', resolve));

  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilItAnswers(`${url}/healthz`, child);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}; it said:\n${said}`);
  }
  const command = (words) => run([...words, '--database', database], folder);
  return { url, database, stop, command };
}

function run(options, folder) {
  return promisify(execFile)(binary, options, { cwd: folder });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function untilItAnswers(address, child) {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end && child.exitCode === null) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return;
    await pause(20);
  }
  throw new Error('the server did not start');
}
