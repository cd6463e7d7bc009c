import type { PackPart, PackSection } from './pack-section.js';

/** What somebody typed stays text: no mark of theirs becomes a heading, a link or a cell. */
const plain = (said: string): string =>
  said
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>#|~!]/g, '\\$&')
    .replace(/^(\d*)([-+=.)])/, '$1\\$2');

function partOf(part: PackPart): string {
  switch (part.kind) {
    case 'text':
      return plain(part.text);
    case 'heading':
      return `### ${plain(part.text)}`;
    case 'list':
      return part.items.map((item) => `- ${plain(item.text)}`).join('\n');
    case 'table': {
      const row = (cells: readonly string[]): string => `| ${cells.map(plain).join(' | ')} |`;
      return [row(part.head), row(part.head.map(() => '')).replaceAll('|  ', '| --- '), ...part.rows.map(row)].join(
        '\n',
      );
    }
  }
}

export function packAsMarkdown(title: string, lead: readonly string[], sections: readonly PackSection[]): string {
  const parts = [
    `# ${plain(title)}`,
    ...lead.map(plain),
    ...sections.flatMap(({ heading, parts: of }) => [`## ${plain(heading)}`, ...of.map(partOf)]),
  ];
  return `${parts.join('\n\n')}\n`;
}
