// The sentences of the app, read from where it has them, so that a better
// sentence never breaks a journey.

import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../src/ui/texts/', import.meta.url);
const nouns = Object.fromEntries(readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.json')).map((file) => [
  file.replace('.json', '').replace('/', '_'),
  JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
]));

/** The languages, the first one first. */
export const LANGUAGES = ['hi', 'en', 'pa'];

/** The text of `noun.key` (of the desk `desk_noun.key`) in a language, with `{names}` filled in. */
export function text(language, path, filling = {}) {
  const [noun, ...key] = path.split('.');
  const found = nouns[noun]?.[key.join('.')]?.[language];
  if (!found) throw new Error(`there is no text ${path} in ${language}`);
  return found.replace(/\{(\w+)\}/g, (hole, name) => filling[name] ?? hole);
}
