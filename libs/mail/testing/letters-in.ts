import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import PostalMime from 'postal-mime';

export interface ReadLetter {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  readonly language: string;
  readonly kind: string;
}

/** What a person's mail program would show. */
export async function readLetter(raw: string | Uint8Array): Promise<ReadLetter> {
  const { to = [], from, subject = '', text = '', html = '', messageId = '', headers } = await PostalMime.parse(raw);
  const header = (name: string): string => headers.find(({ key }) => key === name)?.value ?? '';
  return {
    to: to.map(({ address = '' }) => address).join(),
    from: from?.address ?? '',
    subject,
    text: text.trim(),
    html: html.trim(),
    messageId,
    language: header('content-language'),
    kind: header('x-newid-kind'),
  };
}

/** Those of an outbox folder; none where it does not exist. */
export async function lettersIn(folder: string): Promise<readonly ReadLetter[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).sort();
  return Promise.all(names.map(async (name) => readLetter(await readFile(join(folder, name)))));
}
