// A second build of the site, made from the first on the way: every file that is
// named by its content has another name, and the old names are gone.

import { createServer, request } from 'node:http';
import { once } from 'node:events';

const NAMED = /((?:app|style|app_bg)-)([0-9a-f]{16})(\.\w+)/g;
const OTHER = 'f'.repeat(16);

/** Stands between a visitor and the server; `becomeNew()` is the day of the update. */
export async function startUpdatable(server) {
  const { hostname, port } = new URL(server.url);
  const names = new Map();
  let isNew = false;

  const renamed = (text) => text.replace(NAMED, (old, stem, _, ending) => {
    names.set(`/${stem}${OTHER}${ending}`, `/${old}`);
    return stem + OTHER + ending;
  });

  const proxy = createServer((asked, answer) => {
    const path = asked.url.split('?')[0];
    if (isNew && [...names.values()].includes(path)) {
      answer.writeHead(404).end();
      return;
    }
    const headers = { ...asked.headers, 'accept-encoding': 'identity' };
    const passed = request({ hostname, port, method: asked.method, path: names.get(path) ?? asked.url, headers });
    passed.on('response', async (given) => {
      const parts = [];
      for await (const part of given) parts.push(part);
      let body = Buffer.concat(parts);
      const isPage = /^text\/html/.test(given.headers['content-type'] ?? '') || path === '/sw.js';
      if (isNew && isPage) body = Buffer.from(renamed(body.toString()).replace('const BUILD = "', 'const BUILD = "new-'));
      const sent = { ...given.headers, 'content-length': body.length };
      delete sent.etag;
      answer.writeHead(given.statusCode, sent).end(body);
    });
    asked.pipe(passed);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `http://127.0.0.1:${proxy.address().port}`,
    becomeNew: () => { isNew = true; },
    stop: () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
