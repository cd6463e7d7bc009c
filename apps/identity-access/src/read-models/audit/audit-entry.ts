import type { Access } from '#contracts/shared/access.js';
import type { DomainEvent } from '#contracts/shared/decider.js';
import { never } from '#contracts/shared/decider.js';
import { meetingsAccessedV1 } from '#contracts/panel-review/meetings-accessed.v1.js';
import { storyOpenedV1 } from '#contracts/panel-review/story-opened.v1.js';
import { reportsAccessedV1 } from '#contracts/impact-reporting/reports-accessed.v1.js';
import { storiesAccessedV1 } from '#contracts/story-submission/stories-accessed.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import { isAccessRecorded } from '#service-kit/access-records/access-record.js';
import { received } from '#service-kit/messages/received.js';

import { isBreachEvent } from '../../domain/breach/breach.js';
import { isDisclosureEvent } from '../../domain/disclosure/disclosure.js';
import { isInvitationEvent, type InvitationEvent } from '../../domain/invitation/invitation.js';
import { isPersonEvent, type PersonEvent, type SignInChange } from '../../domain/person/person.js';
import { isSignInRulesSet } from '../../domain/sign-in-rules/sign-in-rules.js';
import { isSignInEvent } from '../../sign-in-record.js';

export const auditActs = [
  'saw',
  'exported',
  'signed-in',
  'sign-in-refused',
  'added-person',
  'changed-roles',
  'ended-account',
  'opened-account',
  'ended-sessions',
  'changed-sign-in',
  'made-link',
  'took-second-step-away',
  'invited',
  'took-invitation-back',
  'set-sign-in-rules',
  'wrote',
] as const;

export type AuditAct = (typeof auditActs)[number];

export const auditKinds = [
  'story',
  'consent',
  'readers',
  'concern',
  'rights-request',
  'feedback',
  'import',
  'answers',
  'letter',
  'minutes',
  'comparison',
  'flip-chart',
  'hours',
  'report',
  'recalls',
  'measures',
  'themes',
  'audit',
  'breach',
  'disclosure',
  'person',
  'organisation',
] as const satisfies readonly (Access['kind'] | 'person' | 'organisation')[];

/** Who did, saw or took what. Ids alone. */
export interface AuditEntry {
  readonly person: string;
  readonly act: AuditAct;
  readonly kind: (typeof auditKinds)[number];
  readonly object: string;
  /** ISO 8601 */
  readonly at: string;
}

const accessContracts = [storiesAccessedV1, meetingsAccessedV1, reportsAccessedV1];

/** What an event is in the audit; undefined: nothing that belongs there. */
export function auditEntryOf(recorded: RecordedEvent): AuditEntry | undefined {
  const { event, stream, metadata } = recorded;
  if (isAccessRecorded(event)) return entryOfAccess(event.data);
  for (const contract of accessContracts) {
    const said = received(recorded, contract);
    if (said !== undefined) return entryOfAccess(said);
  }
  const opened = received(recorded, storyOpenedV1);
  if (opened !== undefined) {
    return { person: opened.member, act: 'saw', kind: 'story', object: opened.story, at: opened.at };
  }
  const { actor, at, organisation } = metadata;
  if (isSignInEvent(event)) {
    const { person } = event.data;
    return {
      person,
      act: event.type === 'SignedIn' ? 'signed-in' : 'sign-in-refused',
      kind: 'person',
      object: person,
      at,
    };
  }
  if (isSignInRulesSet(event)) {
    return { person: actor, act: 'set-sign-in-rules', kind: 'organisation', object: organisation, at };
  }
  if (isBreachEvent(event)) return { person: actor, act: 'wrote', kind: 'breach', object: event.data.breach, at };
  if (isDisclosureEvent(event)) {
    return { person: actor, act: 'wrote', kind: 'disclosure', object: event.data.disclosure, at };
  }
  const act = actOf(event);
  const object = stream.slice(stream.indexOf('/') + 1);
  return act === undefined ? undefined : { person: actor, act, kind: 'person', object, at };
}

const entryOfAccess = ({ person, act, kind, object, at }: Access): AuditEntry => ({ person, act, kind, object, at });

function actOf(event: DomainEvent): AuditAct | undefined {
  if (isPersonEvent(event)) return actOfPerson(event);
  return isInvitationEvent(event) ? actOfInvitation(event) : undefined;
}

function actOfPerson(event: PersonEvent): AuditAct | undefined {
  switch (event.type) {
    case 'PersonAdded':
      return 'added-person';
    case 'RolesChanged':
      return 'changed-roles';
    case 'PersonDeactivated':
      return 'ended-account';
    case 'PersonReactivated':
      return 'opened-account';
    case 'SessionsEnded':
      return 'ended-sessions';
    case 'SignInChanged':
      return actOfSignIn(event.data.what);
    case 'ContactChanged':
      // Stands beside the change of how they sign in.
      return undefined;
    case 'RemindersChosen':
      // Their own affair, and nobody's access.
      return undefined;
    default:
      return never(event);
  }
}

function actOfSignIn(what: SignInChange): AuditAct {
  if (what === 'link-made') return 'made-link';
  return what === 'second-step-taken-away' ? 'took-second-step-away' : 'changed-sign-in';
}

function actOfInvitation(event: InvitationEvent): AuditAct | undefined {
  if (event.type === 'InvitationAsked') return 'invited';
  return event.type === 'InvitationTakenBack' ? 'took-invitation-back' : undefined;
}
