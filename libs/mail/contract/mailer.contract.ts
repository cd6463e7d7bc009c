import type { Mail, Mailer } from '../mailer.js';
import { MailRefused } from '../mailer.js';
import type { ReadLetter } from '../testing/letters-in.js';

export interface OpenMailer {
  readonly mailer: Mailer;
  arrived(): Promise<readonly ReadLetter[]>;
  close(): Promise<void>;
}

export const aLetter: Mail = {
  to: 'sian@pont-y-bore.example',
  language: 'cy',
  kind: 'invitation',
  subject: 'Gwahoddiad i’r cyfarfod, dydd Mercher',
  text: 'Mae’r ddolen hon yn gweithio am saith diwrnod.\n\nhttps://straeon.example/cy/link\n',
  html: '<!doctype html><html lang="cy"><body><p>Mae’r ddolen hon yn gweithio am saith diwrnod.</p></body></html>',
  messageId: '5f0c7c52-6f2e-5c11-9d53-1f6a3f1d2b7a',
};

export function mailerContract(name: string, open: () => Promise<OpenMailer>): void {
  describe(`a mailer, ${name}`, () => {
    let opened: OpenMailer;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    it('delivers a letter whole, in its language, as text and as HTML', async () => {
      await opened.mailer.send(aLetter);
      expect(await opened.arrived()).toEqual([
        {
          to: 'sian@pont-y-bore.example',
          from: 'newid@straeon.example',
          subject: 'Gwahoddiad i’r cyfarfod, dydd Mercher',
          text: 'Mae’r ddolen hon yn gweithio am saith diwrnod.\n\nhttps://straeon.example/cy/link',
          html: '<!doctype html><html lang="cy"><body><p>Mae’r ddolen hon yn gweithio am saith diwrnod.</p></body></html>',
          messageId: '<5f0c7c52-6f2e-5c11-9d53-1f6a3f1d2b7a@straeon.example>',
          language: 'cy',
          kind: 'invitation',
        },
      ]);
    });

    it('gives a letter that is sent again the same Message-ID', async () => {
      await opened.mailer.send(aLetter);
      await opened.mailer.send(aLetter);
      expect(new Set((await opened.arrived()).map(({ messageId }) => messageId)).size).toBe(1);
    });

    it('lets no line break in a subject or an address begin a header', async () => {
      await opened.mailer.send({ ...aLetter, subject: 'One\r\nBcc: everybody@example.org' });
      const [letter] = await opened.arrived();
      expect(letter?.subject).toBe('One Bcc: everybody@example.org');
      expect(letter?.to).toBe('sian@pont-y-bore.example');
    });

    it('refuses what is no address for good, and says it without the address', async () => {
      const refused = opened.mailer.send({ ...aLetter, to: '' });
      await expect(refused).rejects.toBeInstanceOf(MailRefused);
      expect(await opened.arrived()).toEqual([]);
    });
  });
}
