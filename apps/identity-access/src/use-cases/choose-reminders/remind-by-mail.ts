import type { Remind } from '#contracts/shared/awaited.js';
import { idFrom } from '#service-kit/ids.js';
import { rehearseLetter } from '#service-kit/rehearsing/send-letter.js';
import type { Reaction, ServiceRuntime } from '#service-kit/service.js';
import { loadWords } from '#web/words/words.js';

import { homePage } from '../../addresses.js';
import { mailOfPerson, refusalNoted } from '../../mail-of-person.js';
import { awaitedIn } from '../../read-models/waiting/waiting.js';

const words = loadWords(import.meta.url, 'remind-by-mail');

/**
 * The letter says that something waits, and where to see what; nothing of a story, a panel or anybody. Of what waits in
 * a rehearsal one is made and shown there, and sent to nobody.
 */
export const remindByMail: Reaction = {
  name: 'remind-by-mail',
  on: async (recorded, service) => {
    const said = awaitedIn(recorded);
    if (said === undefined) return;
    const { person, revision, remind, rehearsed = [] } = said.awaited;
    if (remind === null && rehearsed.length === 0) return;
    const { organisation } = recorded.metadata;
    const id = (...more: readonly string[]) =>
      idFrom('mail', 'awaited', said.source, person, String(revision), ...more);
    const write = await reminderFor(service, organisation, person);
    if (write === undefined) return;
    const { to, letter } = write;
    for (const { programme, remind: practised } of rehearsed) {
      const made = { programme, to, kind: 'reminder', messageId: id(programme), letter: letter(practised) };
      await rehearseLetter(service, organisation, made);
    }
    if (remind === null) return;
    await refusalNoted(service, { person }, 'A letter that reminds of something was refused', () =>
      service.mail.send(to, 'reminder', id(), letter(remind)),
    );
  },
};

/** Undefined where it would reach nobody, or they do not want it. */
async function reminderFor(service: ServiceRuntime, organisation: string, person: string) {
  const found = await mailOfPerson(service, organisation, person);
  if (found?.remindersAreWanted !== true) return undefined;
  const { to, language } = found;
  const path = homePage.to({ language });
  return {
    to,
    letter: (remind: Remind) => ({ words, language, paragraphs: [remind, 'where'], after: ['stop'], path }),
  };
}
