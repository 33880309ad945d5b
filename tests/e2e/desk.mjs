// People at the desk: their accounts, and a browser in which they are signed in.

import assert from 'node:assert/strict';

import { totp } from './totp.mjs';

const API = '/api/desk/v1';
/** The password that everyone in the journeys chooses. */
export const PASSWORD = 'राशन समय पर मिले';

/** Windows at a desk are wide. */
export const WIDE = { width: 1280, height: 800 };

async function send(url, method, path, body, headers = {}) {
  return fetch(url + API + path, {
    method,
    headers: { 'Content-Type': 'application/json', Origin: url, ...headers },
    body: body && JSON.stringify(body),
  });
}

/** An account with a one-time password, as `sunwai staff add` prints it. */
export async function enrol(server, user, role, { departments = [], district } = {}) {
  const places = departments.flatMap((department) => ['--department', department]);
  const { stdout } = await server.command([
    'staff', 'add', user, '--role', role, ...places, ...(district ? ['--district', district] : []), '--json',
  ]);
  return JSON.parse(stdout);
}

/** An account with a password of its own. */
export async function employ(server, user, role, place) {
  const issued = await enrol(server, user, role, place);
  const code = issued.totp_secret ? { code: totp(issued.totp_secret) } : {};
  const answer = await send(server.url, 'POST', '/password', {
    user, old: issued.one_time_password, new: PASSWORD, ...code,
  });
  assert.equal(answer.status, 204, await answer.text());
  return { user, secret: issued.totp_secret };
}

/** The cookie of a session, as a browser keeps it. */
async function cookieOf(server, account) {
  const { user, secret } = account;
  // A code opens one session only, and the next comes in half a minute.
  if (account.cookie) return account.cookie;
  const code = secret ? { code: totp(secret) } : {};
  const answer = await send(server.url, 'POST', '/session', { user, password: PASSWORD, ...code });
  assert.equal(answer.status, 204, await answer.text());
  const [name, value] = answer.headers.getSetCookie()[0].split(';')[0].split('=');
  const cookie = { name, value };
  if (secret) account.cookie = cookie;
  return cookie;
}

/** Someone of this account, signed in, at a window of their own. */
export async function seat(house, account, wishes = {}) {
  const { name, value } = await cookieOf(house.server, account);
  const visitor = await house.visitor({ size: WIDE, ...wishes });
  await visitor.context.addCookies([{ name, value, url: house.server.url }]);
  return visitor;
}

/** The desk's API with a session of this account, for what a journey begins with. */
export async function clerk(server, account) {
  const { name, value } = await cookieOf(server, account);
  const headers = { Cookie: `${name}=${value}` };
  const ask = async (method, path, body, more = {}) => {
    const answer = await send(server.url, method, path, body, { ...headers, ...more });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`);
    return answer.status === 204 ? undefined : answer.json();
  };
  return {
    ask,
    show: (ticket) => ask('GET', `/complaints/${ticket}`),
    async act(ticket, action) {
      const { version } = await ask('GET', `/complaints/${ticket}`);
      return ask('POST', `/complaints/${ticket}/actions`, action, { 'If-Match': `"${version}"` });
    },
  };
}
