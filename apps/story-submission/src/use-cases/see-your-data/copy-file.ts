import type { FastifyReply } from 'fastify';

import { refuse } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { isLanguage } from '#web/language.js';
import { loadWords } from '#web/words/words.js';

import type { WhoAsks } from '../../rights/who-asks.js';
import { yourData } from '../../rights/your-data.js';
import { asPlainText } from './see-your-data.view.js';

const allWords = loadWords(import.meta.url, 'see-your-data');

/** The copy to keep: for a person, or for a program. The file's name says nothing. */
export async function copyFile(
  service: ServiceRuntime,
  { language, format }: { readonly language: string; readonly format: string },
  whose: () => Promise<WhoAsks>,
  reply: FastifyReply,
): Promise<string> {
  if (!isLanguage(language) || (format !== 'json' && format !== 'text')) return throwRefusal(refuse('not-found'));
  const found = await whose();
  const data = await yourData(service, found, service.clock.now());
  reply
    .header('content-type', format === 'json' ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8')
    .header('content-disposition', `attachment; filename="copy.${format === 'json' ? 'json' : 'txt'}"`);
  return format === 'json' ? JSON.stringify(data, null, 2) : asPlainText(data, found.design, allWords[language]);
}
