import { calendarDay } from '#contracts/shared/calendar-day.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import type { Sealer } from '#key-vault/key-vault.js';
import { idFrom } from '#service-kit/ids.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { contactDecider, contactStream, chooseContact, type TellerContact } from '../domain/contact/contact.js';
import { sayCircumstances as keepSaid } from '../domain/over-time/wishes.js';
import type { FirstConsent } from '../domain/over-time/circumstances.js';
import { overTimeStream, type PeopleNamed } from '../domain/over-time/events.js';
import { overTimeDecider } from '../domain/over-time/over-time.js';
import type { CircumstancesTold } from '../telling/circumstances-told.js';
import { channelOf } from './channel-of.js';

/** Apart from the addresses of the teller, which share the class. */
const versionOfPeople = 10_000;
const versionOfTrusted = 20_000;

/** A way that needs an address, or a person, has one. */
export function wishesRefused({ lostCode, ownAddress, afterDeath, trusted }: CircumstancesTold): Refusal | undefined {
  if (lostCode === 'channel' && (ownAddress ?? '').trim() === '')
    return refuse('contact-address-missing', 'ownAddress');
  const needsPerson = lostCode === 'person' || afterDeath === 'ask';
  return needsPerson && trusted === null ? refuse('trusted-person-missing', 'trusted') : undefined;
}

export const namesSomebody = ({ adultName, helperName, ownAddress, trusted }: CircumstancesTold): boolean =>
  [adultName, helperName, ownAddress, trusted].some((each) => each !== null);

/**
 * Written before the story is: a stop between the two leaves words about a story that there is not, and never a story
 * whose teller said something that is lost.
 */
export async function sayCircumstances(
  { store }: ServiceRuntime,
  context: CommandContext,
  of: { readonly story: string; readonly design: ProgrammeDesign; readonly language: 'en' | 'cy' },
  told: CircumstancesTold,
  { putOff, putOffUntil }: FirstConsent,
  sealer: Sealer,
): Promise<void> {
  const { story, design, language } = of;
  const { place, helper, helperName, adult, adultName, lostCode, afterDeath, trusted, ownAddress } = told;
  const renewMonths = design.consentOverTime?.renewMonths ?? null;
  const isSaid = [place, helper, adult, lostCode, afterDeath, putOff, renewMonths].some((each) => each !== null);
  if (!isSaid) return;
  const names: PeopleNamed = { helper: helperName, adult: adultName };
  const people = helperName === null && adultName === null ? null : sealer.seal('contact', versionOfPeople, names);
  const data = {
    ...{ story, programme: design.id, toldOn: calendarDay(context.at, design.timezone) },
    ...{ place, helper, adult, people, lostCode, afterDeath, putOff, putOffUntil, renewMonths },
    trusted: trusted === null ? null : sealer.seal('contact', versionOfTrusted, trusted),
  };
  const command = { ...context, commandId: idFrom(context.commandId, 'circumstances') };
  await store.execute(overTimeStream(story), command, overTimeDecider, (state) => keepSaid(state, data));
  if (ownAddress === null) return;
  const contact: TellerContact = { address: ownAddress, safely: null };
  const reach = { ...context, commandId: idFrom(context.commandId, 'reach') };
  await store.execute(contactStream(story), reach, contactDecider, (state) =>
    state.channel === null
      ? chooseContact(state, {
          ...{ story, channel: channelOf(ownAddress), language },
          contact: sealer.seal('contact', 1, contact),
        })
      : [],
  );
}
