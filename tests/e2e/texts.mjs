// The sentences of the app, read from where it has them, so that a better
// sentence never breaks a journey.

import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../src/ui/texts/', import.meta.url);
const nouns = Object.fromEntries(readdirSync(folder).map((file) => [
  file.replace('.json', ''),
  JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
]));

/** The languages, the first one first. */
export const LANGUAGES = ['hi', 'en', 'pa'];

/** The text of `noun.key` in a language, with `{names}` filled in. */
export function text(language, path, filling = {}) {
  const [noun, ...key] = path.split('.');
  const found = nouns[noun]?.[key.join('.')]?.[language];
  if (!found) throw new Error(`there is no text ${path} in ${language}`);
  return found.replace(/\{(\w+)\}/g, (hole, name) => filling[name] ?? hole);
}
