import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { aLetter, mailerContract, type OpenMailer } from '../contract/mailer.contract.js';
import { lettersIn } from '../testing/letters-in.js';
import { OutboxFolder } from './outbox-folder.js';

async function inAFolder(): Promise<OpenMailer & { readonly folder: string }> {
  const around = await mkdtemp(join(tmpdir(), 'newid-outbox-'));
  const folder = join(around, 'outbox');
  const mailer = new OutboxFolder(folder, 'Newid <newid@straeon.example>');
  return {
    folder,
    mailer,
    arrived: () => lettersIn(folder),
    close: async () => {
      await mailer.close();
      await rm(around, { recursive: true });
    },
  };
}

mailerContract('a folder of files', inAFolder);

describe('the outbox folder', () => {
  it('is for its owner alone, holds a repeated letter once, and stays within itself', async () => {
    const open = await inAFolder();
    await open.mailer.send(aLetter);
    await open.mailer.send(aLetter);
    await open.mailer.send({ ...aLetter, messageId: '../../elsewhere' });
    expect((await readdir(open.folder)).sort()).toEqual([
      '5f0c7c52-6f2e-5c11-9d53-1f6a3f1d2b7a.eml',
      '______elsewhere.eml',
    ]);
    // So that no machine answers it.
    const written = await readFile(join(open.folder, '______elsewhere.eml'), 'utf8');
    expect(written).toContain('Auto-Submitted: auto-generated');
    expect((await stat(open.folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(open.folder, '______elsewhere.eml'))).mode & 0o777).toBe(0o600);
    await open.close();
  });
});
