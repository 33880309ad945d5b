// A site that is not ours, on an origin of its own, with the pages of `host/`: a
// portal that shows our status, form and results.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const KINDS = { html: 'text/html; charset=utf-8', css: 'text/css' };
// Names of a portal, so that each of its pages is of one language.
const PORTAL = { hi: 'राज्य पोर्टल', en: 'State portal', pa: 'ਰਾਜ ਪੋਰਟਲ' };

/**
 * Starts a site; `url` is its origin, `office` the address of ours, to be set once it
 * is known. We are 127.0.0.1: `localhost` is another site to a browser, and not only
 * another origin.
 */
export async function startHost(name = 'localhost') {
  const host = { office: '' };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const file = pathname === '/' ? 'index.html' : pathname.slice(1);
    const body = await readFile(new URL(`host/${file}`, import.meta.url), 'utf8').catch(() => null);
    const lang = searchParams.get('lang') ?? 'hi';
    response.writeHead(body === null ? 404 : 200, {
      'content-type': KINDS[file.split('.').pop()] ?? 'text/plain',
      // As strict as a portal can be that shows us.
      'content-security-policy': "default-src 'none'; style-src 'self'; img-src data: " + host.office
        + `; script-src ${host.office}; frame-src ${host.office}`,
    });
    const filling = { lang, office: host.office, portal: PORTAL[lang] };
    response.end((body ?? '').replace(/\{(lang|office|portal)\}/g, (_, hole) => filling[hole]));
  });
  await new Promise((resolve) => { server.listen(0, name, resolve); });
  host.url = `http://${name}:${server.address().port}`;
  host.stop = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return host;
}
