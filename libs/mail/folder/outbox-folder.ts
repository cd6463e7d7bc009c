import { randomUUID } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';

import { composed } from '../composed.js';
import { MailRefused, type Mail, type Mailer } from '../mailer.js';

const newComposer = async () =>
  (await import('nodemailer')).createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

/** Where there is no mail server: a file `.eml` for each letter, for whoever runs Newid to open or to send by hand. */
export class OutboxFolder implements Mailer {
  /** Made for the first letter: many a start sends none. */
  #composer: ReturnType<typeof newComposer> | undefined;

  constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {}

  async send(mail: Mail): Promise<void> {
    const { message, envelope } = await (await (this.#composer ??= newComposer())).sendMail(composed(this.from, mail));
    if (envelope.to.length === 0 || !Buffer.isBuffer(message)) throw new MailRefused();
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    // Written aside and renamed: the same letter again takes its own place, and a kill leaves no half letter.
    const aside = join(this.folder, `${randomUUID()}.part`);
    const file = await open(aside, 'wx', 0o600);
    try {
      await file.writeFile(message);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, join(this.folder, `${fileNameOf(mail)}.eml`));
  }

  async close(): Promise<void> {
    (await this.#composer)?.close();
  }
}

/** Never a path out of the folder. */
const fileNameOf = ({ messageId }: Mail): string => messageId.replaceAll(/[^A-Za-z0-9-]/g, '_');
