import type { Decision } from '#contracts/shared/decider.js';
import type { EventMetadata } from '#event-store/event-store.js';
import { MailRefused } from '#mail/mailer.js';
import { idFrom } from '#service-kit/ids.js';
import type { Reaction, ServiceRuntime } from '#service-kit/service.js';
import { loadWords } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { useLink } from '../../addresses.js';
import {
  invitationDecider,
  invitationStream,
  isInvitationEvent,
  letterCameBack,
  letterWentOut,
  needsLink,
  writeInvitation,
  type Invitation,
  type InvitationAddress,
  type InvitationEvent,
  type InvitationLink,
  type ReturnedBecause,
} from '../../domain/invitation/invitation.js';
import { isOrganisationFounded, organisationStream } from '../../domain/organisation/organisation.js';
import { personStream } from '../../domain/person/person.js';
import type { IdentitySettings } from '../../identity-settings.js';
import { invitationAsItStands } from '../../invitation-as-it-stands.js';
import { personAsItStands, type PersonStanding } from '../../person-as-it-stands.js';
import { invitationValidMs } from '../../inviting/sign-in-link.js';
import { endLinkOfInvitation } from './link-of-invitation.js';

const words = loadWords(import.meta.url, 'invitation-letter');

/** One letter an invitation: the link is kept before it goes out, and its Message-ID comes from the invitation. */
export const sendInvitations = (settings: IdentitySettings): Reaction => ({
  name: 'send-invitations',
  on: async ({ event, stream, metadata }, service) => {
    if (!isInvitationEvent(event)) return;
    const person = stream.slice('invitation/'.length);
    if (event.type === 'InvitationTakenBack') {
      await endLinkOfInvitation(service, settings, metadata.organisation, person);
    }
    if (event.type !== 'InvitationAsked') return;
    const { invitation } = event.data;
    const standing = await personAsItStands(service, person);
    const asked = await underWay(service, person, invitation);
    // Whoever has chosen how to sign in since needs no letter.
    if (asked === undefined || standing === undefined || standing.state.contact !== null) return;
    const outcome = await sent(service, settings, { asked, standing, metadata });
    if (outcome === 'overtaken') return;
    await record(service, person, metadata, `invitation ${outcome}`, invitation, (state) =>
      outcome === 'sent' ? letterWentOut(state, invitation) : letterCameBack(state, invitation, outcome),
    );
  },
});

async function underWay(service: ServiceRuntime, person: string, invitation: string): Promise<Invitation | undefined> {
  const state = await invitationAsItStands(service, person);
  return state?.invitation === invitation && state.step === 'asked' ? state : undefined;
}

interface ToSend {
  readonly asked: Invitation;
  readonly standing: PersonStanding;
  readonly metadata: EventMetadata;
}

async function sent(
  service: ServiceRuntime,
  settings: IdentitySettings,
  toSend: ToSend,
): Promise<'sent' | 'overtaken' | ReturnedBecause> {
  const { organisation, state } = toSend.standing;
  const { person, language } = state.added;
  if (!state.isActive) return 'account-ended';
  const written = await withLink(service, settings, toSend);
  if (written === 'address-gone' || written === 'overtaken') return written;
  const reader = { person, organisation };
  const name = (await service.store.read(organisationStream(organisation)))
    .map(({ event }) => event)
    .find(isOrganisationFounded)?.data.name[language];
  const [answer] = await service.vault.unlock([{ owner: personStream(person), reader, purpose: 'own', use: 'read' }]);
  if (answer?.kind !== 'granted') return 'address-gone';
  const { address } = answer.open<InvitationAddress>(written.address);
  const { token } = answer.open<InvitationLink>(written.link);
  try {
    await service.mail.send(address, 'invitation', idFrom('mail', 'invitation', written.invitation), {
      words,
      language,
      paragraphs: [name === undefined ? 'invited' : 'invited-by', 'choose'],
      values: { organisation: name ?? '', until: writeDate(language, written.expiresAt) },
      path: useLink.to({ language, token }),
      after: ['unexpected'],
    });
    return 'sent';
  } catch (error) {
    if (error instanceof MailRefused) return 'mail-refused';
    throw error;
  }
}

/** The invitation with a link that works: the one it has, or one made now, with older ones ended. */
async function withLink(
  service: ServiceRuntime,
  { sessions }: IdentitySettings,
  { asked, standing, metadata }: ToSend,
): Promise<(Omit<Invitation, 'written'> & NonNullable<Invitation['written']>) | 'address-gone' | 'overtaken'> {
  const { organisation, state } = standing;
  const { person } = state.added;
  const { invitation } = asked;
  const now = service.clock.now();
  if (needsLink(asked, now)) {
    const sealer = await service.vault.sealer(personStream(person));
    if (sealer === undefined) return 'address-gone';
    const expiresAt = new Date(Date.parse(now) + invitationValidMs).toISOString();
    await sessions.endLinksOf(person);
    const token = await sessions.issueLink({ purpose: 'invitation', organisation, person }, expiresAt);
    const link = sealer.seal('contact', 1, { token } satisfies InvitationLink);
    const place = `invitation written ${asked.written?.expiresAt ?? ''}`;
    await record(service, person, metadata, place, invitation, (current) =>
      writeInvitation(current, { invitation, link, expiresAt, now }),
    );
    const kept = await underWay(service, person, invitation);
    // Taken back, or asked anew, in between: nobody is to hold this link.
    if (kept?.written?.link.box !== link.box) await sessions.takeLink(token);
    if (kept === undefined) return 'overtaken';
    return kept.written === null ? 'overtaken' : { ...kept, ...kept.written };
  }
  return asked.written === null ? 'overtaken' : { ...asked, ...asked.written };
}

async function record(
  { store, clock }: ServiceRuntime,
  person: string,
  { organisation, correlation }: EventMetadata,
  what: string,
  invitation: string,
  decide: (state: Invitation | undefined) => Decision<InvitationEvent>,
): Promise<void> {
  const context = {
    ...{ commandId: idFrom(what, invitation), actor: 'system/invitations', at: clock.now() },
    ...{ organisation, correlation },
  };
  await store.execute(invitationStream(person), context, invitationDecider, decide);
}
