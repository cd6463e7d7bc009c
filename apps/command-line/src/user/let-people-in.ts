import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import { readConfiguration } from '#service-kit/configuration/configuration.js';
import { originOf } from '#service-kit/starting/run-services.js';
import { isLanguage } from '#web/language.js';

import { invitationOfPersonApi, linksOfPersonApi, peopleApi } from '../../../identity-access/src/addresses.js';
import { idGiven } from '../operator/id-given.js';
import { textIn } from '../operator/in-answer.js';
import { isProblem, type AskingPeople } from './asking-people.js';
import { rolesGiven } from './role-given.js';

interface Adding {
  readonly role: readonly string[];
  readonly theirLanguage?: string;
  readonly invite?: boolean;
}

/**
 * A way in: for somebody new, or for whoever lost theirs. Names and addresses come by standard input alone: arguments are
 * seen by everybody on a machine, and kept by its shell.
 */
export function addLettingIn({ terminal, words, add, ask, refused, say }: AskingPeople): void {
  const given = async (): Promise<readonly string[]> =>
    (await text(Readable.from(terminal.input))).split('\n').map((line) => line.trim());
  const addressOf = (link: string): string => new URL(link, originOf(readConfiguration(terminal.environment))).href;

  add('add')
    .requiredOption('--role <role...>', words('option-role'))
    .option('--their-language <en|cy>', words('option-their-language'), words.language)
    .option('--invite', words('option-invite'))
    .action(async ({ role, theirLanguage = words.language, invite = false }: Adding) => {
      const roles = rolesGiven(role);
      if (isRefusal(roles)) return refused(roles);
      if (!isLanguage(theirLanguage)) return refused(refuse('language-unknown', '--their-language'));
      const [name = '', address = ''] = await given();
      if (name === '') return refused(refuse('name-missing', words('standard-input')));
      if (invite && address === '') return refused(refuse('address-missing', words('standard-input')));
      await ask(async (client) => {
        const person = { name, roles, language: theirLanguage, ...(invite ? { inviteTo: address } : {}) };
        const answer = await client.send('POST', peopleApi.to(), person);
        if (isProblem(answer)) return answer;
        say(words('added', { person: textIn(answer.text, 'person') }));
        say(invite ? words('letter-written') : words('link', { link: addressOf(textIn(answer.text, 'link')) }));
        return undefined;
      });
    });

  add('invite')
    .argument('<person>', words('argument-person'), idGiven)
    .option('--address', words('option-address'))
    .action(async (person: string, { address = false }: { readonly address?: boolean }) => {
      const [to = ''] = address ? await given() : [];
      if (address && to === '') return refused(refuse('address-missing', words('standard-input')));
      await ask(async (client) => {
        const body = address ? { address: to } : {};
        const answer = await client.send('POST', invitationOfPersonApi.to({ person }), body);
        if (isProblem(answer)) return answer;
        say(words('letter-written'));
        return undefined;
      });
    });

  add('link')
    .argument('<person>', words('argument-person'), idGiven)
    .option('--without-second-step', words('option-without-second-step'))
    .action(async (person: string, { withoutSecondStep = false }: { readonly withoutSecondStep?: boolean }) => {
      await ask(async (client) => {
        const body = { removesSecondStep: withoutSecondStep };
        const answer = await client.send('POST', linksOfPersonApi.to({ person }), body);
        if (isProblem(answer)) return answer;
        if (withoutSecondStep) say(words('second-step-gone'));
        say(words('link', { link: addressOf(textIn(answer.text, 'link')) }));
        return undefined;
      });
    });
}
