import { writeDateAndTime } from '#web/written.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import {
  addPasskeyPage,
  addSecondStep,
  changePasswordPage,
  endSessionPage,
  newRecoveryCodes,
  removePasskey,
  removeSecondStep,
  signInElsewhere,
} from '../../addresses.js';
import type { HowISignIn, SessionSeen } from './see-how-i-sign-in.query.js';

export const outcomes = [
  'password-changed',
  'second-step-removed',
  'account-elsewhere-linked',
  'passkey-added',
  'passkey-removed',
  'session-ended',
  'sessions-ended',
] as const;
export type OutcomeTold = (typeof outcomes)[number];

export function seeHowISignInView(
  seen: HowISignIn,
  done: OutcomeTold | undefined,
  offersElsewhere: boolean,
  words: Words,
) {
  const { language } = words;
  const others = seen.sessions.filter(({ isThisOne }) => !isThisOne);
  return {
    title: words('heading'),
    heading: words('heading'),
    done: done === undefined ? null : macroParams({ type: 'success', titleText: words('success'), text: words(done) }),
    name: seen.signInName === null ? words('no-name') : words('name', { name: seen.signInName }),
    password: seen.hasPassword
      ? {
          text: words('password-set'),
          link: { text: words('change-password'), href: changePasswordPage.to({ language }) },
        }
      : { text: words('password-none'), link: null },
    secondStep: secondStepOf(seen, words),
    elsewhere: offersElsewhere
      ? { heading: words('elsewhere'), action: signInElsewhere.to({ language }), send: words('link-elsewhere') }
      : null,
    passkeys: {
      heading: words('passkeys'),
      empty: seen.passkeys.length === 0 ? words('passkeys-none') : null,
      items: seen.passkeys.map(({ id, addedAt }) => ({
        id,
        text: words('passkey', { when: writeDateAndTime(language, new Date(addedAt)) }),
      })),
      remove: words('remove-passkey'),
      warning: words('remove-passkey-warning'),
      send: words('remove-passkey-send'),
      removeTo: removePasskey.to({ language }),
      add: seen.hasPassword ? { text: words('add-passkey'), href: addPasskeyPage.to({ language }) } : null,
    },
    headings: { password: words('password'), secondStep: words('second-step'), sessions: words('sessions') },
    explanation: words('sessions-explanation'),
    endSession: endSessionPage.to({ language }),
    sessions: seen.sessions.map((session) => ({
      id: session.id,
      where: whereOf(session, words),
      isThisOne: session.isThisOne,
      thisOne: words('this-one'),
      since: words('since', { when: writeDateAndTime(language, new Date(session.begunAt)) }),
      seen: words('seen', { when: writeDateAndTime(language, new Date(session.lastSeenAt)) }),
      end: words('end'),
      endOfWhich: words('end-of-which', {
        where: whereOf(session, words),
        when: writeDateAndTime(language, new Date(session.begunAt)),
      }),
    })),
    endOthers: others.length === 0 ? null : words('end-others'),
    onlyHere: others.length === 0 ? words('only-here') : null,
  };
}

function secondStepOf({ hasPassword, hasApp, passkeys, recoveryCodesLeft }: HowISignIn, words: Words) {
  const { language } = words;
  const add = { text: words('add-second-step'), href: addSecondStep.to({ language }) };
  if (!hasApp) {
    const text = words(passkeys.length === 0 ? 'second-step-none' : 'second-step-passkey');
    return { text, links: hasPassword ? [add] : [] };
  }
  return {
    text: words('second-step-set', { left: recoveryCodesLeft }),
    links: [
      { text: words('new-recovery-codes'), href: newRecoveryCodes.to({ language }) },
      { text: words('remove-second-step'), href: removeSecondStep.to({ language }) },
    ],
  };
}

const whereOf = ({ place }: SessionSeen, words: Words): string =>
  words('where', { browser: words(`browser-${place.browser}`), system: words(`system-${place.system}`) });
