import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readHouse, type HouseFile } from './house.js';
import { refusalsWithoutValues } from './refusals-without-values.js';

const services = ['identity-access', 'impact-reporting', 'panel-review', 'programme-design', 'story-submission'];

const sentencesOf = (service: string): readonly (readonly [string, string])[] => {
  const file = join(import.meta.dirname, '../../apps', service, 'src/errors.words.en.json');
  const words = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
  return Object.entries(words).filter(([key]) => key.endsWith('.sentence'));
};

describe('what a refusal says', () => {
  it.each(services)('names what it is about in its sentence, which stands alone above a form: %s', (service) => {
    const sentences = sentencesOf(service);
    expect(sentences.length).toBeGreaterThan(10);
    expect(sentences.filter(([, sentence]) => /^(It|They|He|She|Its|Their)\b/.test(sentence))).toEqual([]);
  });

  it('is given every value that its words put in', async () => {
    const files = await readHouse(resolve(import.meta.dirname, '../..'));
    expect(refusalsWithoutValues(files)).toEqual([]);
  }, 180_000);

  it('is found where a value is left out, and where one of two is', () => {
    const words = {
      'gone.title': 'Gone',
      'gone.sentence': 'There is no {thing} in {place}.',
      'full.sentence': { one: 'One', other: '{n}' },
    };
    const code = [
      "refuse('gone', 'thing', { thing: 'a' });",
      "refuse(isFull ? 'full' : 'gone', undefined, { thing, place });",
      "refuse('gone', 'thing', details);",
      "refuse('gone', 'thing', { place, ...rest });",
      "refuse('full');",
      "refuse('unknown');",
    ];
    const planted: readonly HouseFile[] = [
      { path: 'apps/a/src/errors.words.en.json', text: JSON.stringify(words) },
      { path: 'apps/a/src/decide.ts', text: code.join('\n') },
      { path: 'apps/a/src/decide.unit.spec.ts', text: "refuse('gone');" },
    ];
    expect(refusalsWithoutValues(planted)).toEqual([
      'apps/a/src/decide.ts: gone without place',
      'apps/a/src/decide.ts: full without n',
      'apps/a/src/decide.ts: full without n',
    ]);
  });
});
