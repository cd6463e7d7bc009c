import type { Consent } from '#contracts/shared/consent.js';
import { never } from '#contracts/shared/decider.js';
import type { TextClass } from '#contracts/shared/sealed.js';

import type { KeyRecord } from './key-records.js';
import type { Owner, Reader, ServicePurpose, UnlockRequest, WithheldBecause } from './key-vault.js';

/** What a decision looks at: the record without its keys. */
export type Lock = Omit<KeyRecord, 'ring' | 'revision'>;

export type UnlockDecision =
  | { readonly kind: 'granted'; readonly classes: readonly TextClass[] }
  | { readonly kind: 'withheld'; readonly because: WithheldBecause };

/** Finds the stories that a reason names. */
export type LockOf = (owner: Owner) => Lock | undefined;

const withheld = (because: WithheldBecause): UnlockDecision => ({ kind: 'withheld', because });

/** The table of the README, as code. Pure. */
export function decideUnlock(lock: Lock | undefined, request: UnlockRequest, lockOf: LockOf): UnlockDecision {
  if (lock === undefined) return withheld('unknown');
  if (lock.state === 'erased') return withheld('erased');
  switch (lock.kind) {
    case 'story':
      return decideStory(lock, request);
    case 'reason':
      return decideReason(lock, request, lockOf);
    case 'personal':
      return decidePersonal(lock, request);
    case 'round':
      return withheld('not-consented');
    default:
      return never(lock.kind);
  }
}

function decideStory(lock: Lock, request: UnlockRequest): UnlockDecision {
  const { consent } = lock;
  if (consent === undefined) return withheld('not-consented');
  const { purpose, reader, use } = request;
  if (purpose === 'teller')
    return isHolder(lock, reader) ? { kind: 'granted', classes: lock.classes } : withheld('not-consented');
  if (purpose === 'own') return withheld('not-consented');

  const outlasts = purpose === 'safeguard' || purpose === 'rights';
  if (!outlasts && (lock.state === 'withdrawn' || lock.state === 'frozen')) return withheld(lock.state);
  if (isExcluded(consent, reader, outlasts ? lock.organisation : undefined)) return withheld('excluded');
  if (!outlasts && use !== 'read' && !consent.uses.includes(use)) return withheld('not-consented');

  const allowed =
    purpose === 'audience' ? classesForAudience(lock, consent, request) : classesForService(consent, purpose);
  if (allowed === undefined) return withheld('not-consented');
  if (lock.isHeld && purpose === 'audience' && leavesDailyWork(request)) return withheld('held');
  return { kind: 'granted', classes: lock.classes.filter(allowed) };
}

/** Those who look after a story read it while it is held: panels, reports and everybody else wait. */
const leavesDailyWork = ({ audience, reach }: UnlockRequest): boolean =>
  audience !== 'organisation' || reach === 'reports';

type Allowed = (textClass: TextClass) => boolean;

const isMedium: Allowed = (textClass) => textClass.startsWith('medium:');

/** `contact` and `original` are never shown to an audience. */
function classesForAudience(lock: Lock, consent: Consent, { audience, reader }: UnlockRequest): Allowed | undefined {
  if (audience === undefined || !Object.hasOwn(consent.audiences, audience)) return undefined;
  const answer = consent.audiences[audience];
  if (answer === undefined) return undefined;
  if (audience === 'organisation' && reader.organisation !== lock.organisation) return undefined;
  return (textClass) =>
    textClass === 'text' ||
    (textClass === 'name' && answer.named) ||
    (isMedium(textClass) && consent.uses.includes('media'));
}

function classesForService(consent: Consent, purpose: Exclude<ServicePurpose, 'teller'>): Allowed | undefined {
  switch (purpose) {
    case 'moderate':
      return (textClass) => textClass === 'text' || textClass === 'original' || isMedium(textClass);
    case 'translate':
      return consent.uses.includes('translate')
        ? (textClass) => textClass === 'text' || isMedium(textClass)
        : undefined;
    case 'code':
      return (textClass) => textClass === 'text';
    case 'verify':
      return (textClass) =>
        textClass === 'text' ||
        textClass === 'name' ||
        isMedium(textClass) ||
        (textClass === 'contact' && consent.uses.includes('contact-again'));
    case 'safeguard':
    case 'rights':
      return () => true;
    default:
      return never(purpose);
  }
}

function decideReason(lock: Lock, request: UnlockRequest, lockOf: LockOf): UnlockDecision {
  const { purpose, reader } = request;
  const granted: UnlockDecision = { kind: 'granted', classes: lock.classes };
  if (purpose === 'own') return isHolder(lock, reader) ? granted : withheld('not-consented');
  if (purpose !== 'safeguard' && purpose !== 'rights') {
    if (lock.state === 'withdrawn' || lock.state === 'frozen') return withheld(lock.state);
    if (!isWithinReach(lock, request)) return withheld('out-of-reach');
    if (purpose === 'audience' && request.audience === 'organisation' && reader.organisation !== lock.organisation) {
      return withheld('not-consented');
    }
  }
  for (const owner of lock.stories) {
    const story = lockOf(owner);
    // A name that is not a story's must not stand in for one.
    if (story !== undefined && story.kind !== 'story') return withheld('unknown');
    const decision = decideUnlock(story, { ...request, owner }, lockOf);
    if (decision.kind === 'withheld') return decision;
  }
  return granted;
}

/** A step counts only with those it is meant for: panels read what is for panels, a teller what is for the teller. */
function isWithinReach(lock: Lock, { purpose, audience, reach }: UnlockRequest): boolean {
  if (reach === undefined || !lock.reach.includes(reach)) return false;
  switch (reach) {
    case 'this-panel':
    case 'later-panels':
      return purpose === 'audience' && audience === 'panel';
    case 'teller':
      return purpose === 'teller';
    case 'reports':
      return purpose !== 'teller';
    default:
      return never(reach);
  }
}

function decidePersonal(lock: Lock, { owner, purpose, audience, reader }: UnlockRequest): UnlockDecision {
  const all: UnlockDecision = { kind: 'granted', classes: lock.classes };
  if (purpose === 'own') return isHolder(lock, reader) ? all : withheld('not-consented');
  if (purpose === 'safeguard' || purpose === 'rights') return all;
  if (lock.state === 'withdrawn' || lock.state === 'frozen') return withheld(lock.state);
  // People with an account are known by name to those they work with: their organisation, their panels.
  const isNameAtWork = owner.startsWith('person/') && purpose === 'audience';
  const isColleague =
    audience === 'panel' || (audience === 'organisation' && reader.organisation === lock.organisation);
  if (!isNameAtWork || !isColleague) return withheld('not-consented');
  return { kind: 'granted', classes: lock.classes.filter((textClass) => textClass === 'name') };
}

const isHolder = (lock: Lock, reader: Reader): boolean => lock.holder === `person:${reader.person}`;

/**
 * `onDuty`: the organisation that answers for the story in law. Excluding all of it cannot stop safeguarding and the
 * rights of persons; excluding a person or a team does, someone else there must act.
 */
function isExcluded(consent: Consent, reader: Reader, onDuty: string | undefined): boolean {
  return consent.exclusions.some((exclusion) => {
    switch (exclusion.kind) {
      case 'person':
        return exclusion.id === reader.person;
      case 'team':
        return reader.teams?.includes(exclusion.id) ?? false;
      case 'organisation':
        return exclusion.id === reader.organisation && exclusion.id !== onDuty;
      default:
        return never(exclusion.kind);
    }
  });
}
