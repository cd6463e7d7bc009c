// npm run where NAME: from what one has seen (a use case, an address, an event, a refusal, a sentence on the screen in
// either language) to the files behind it. Reads the sources; needs no build.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findAddress, findEvent, findRefusal, findSentence, findUseCase, namesAlike } from './where/find.mjs';
import { readSources } from './where/sources.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { in: { type: 'string', default: resolve(import.meta.dirname, '..') } },
});
const asked = positionals.join(' ').trim();

if (asked === '') {
  console.error('Say what to look for: npm run where -- cast-ballot | /en/rounds/r1 | StorySubmitted | "a sentence"');
  process.exit(2);
}

const sources = readSources(values.in);
const ways = [findUseCase, findAddress, findEvent, findRefusal, findSentence];
const [found = []] = ways.map((find) => find(sources, asked)).filter((findings) => findings.length > 0);

for (const { heading, folder, lines } of found) {
  console.log(heading);
  if (folder !== undefined) console.log(`  in ${folder}`);
  const width = Math.max(...lines.map(({ role }) => role.length));
  for (const { role, path, detail } of lines) {
    console.log(`  ${role.padEnd(width)}  ${path}${detail === undefined ? '' : `  ${detail}`}`);
  }
  console.log('');
}

if (found.length === 0) {
  console.error(`Nothing in the sources is called, lives at, or reads "${asked}".`);
  const alike = namesAlike(sources, asked);
  if (alike.length > 0) console.error(`Use cases with a word of it: ${alike.join(', ')}`);
  process.exitCode = 1;
}
