import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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
});
