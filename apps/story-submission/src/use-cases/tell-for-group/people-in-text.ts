import type { SomebodyIn } from './tell-together.command.js';

/** One person a line: a name, and after a comma a way to reach them. */
export const peopleInText = (text: string): readonly SomebodyIn[] =>
  text
    .split('\n')
    .map((line): SomebodyIn => {
      const comma = line.indexOf(',');
      const name = (comma < 0 ? line : line.slice(0, comma)).trim();
      const contact = comma < 0 ? '' : line.slice(comma + 1).trim();
      return { name, contact: contact === '' ? null : contact };
    })
    .filter(({ name }) => name !== '');
