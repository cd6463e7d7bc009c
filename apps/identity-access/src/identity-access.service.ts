import { organisationFoundedV1 } from '#contracts/identity-access/organisation-founded.v1.js';
import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { followUpAwaitedV1 } from '#contracts/impact-reporting/follow-up-awaited.v1.js';
import { reportsAccessedV1 } from '#contracts/impact-reporting/reports-accessed.v1.js';
import { meetingsAccessedV1 } from '#contracts/panel-review/meetings-accessed.v1.js';
import { meetingsAwaitedV1 } from '#contracts/panel-review/meetings-awaited.v1.js';
import { storyOpenedV1 } from '#contracts/panel-review/story-opened.v1.js';
import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { concernRaisedV1 } from '#contracts/story-submission/concern-raised.v1.js';
import { storiesAccessedV1 } from '#contracts/story-submission/stories-accessed.v1.js';
import { knownProgrammesModel } from '#service-kit/known/known-programmes.js';
import { recordingAccess } from '#service-kit/access-records/recording-access.js';
import { rehearsedEventTypes, rehearsedLettersModel } from '#service-kit/rehearsing/rehearsed-letters.js';
import { rehearsedProgrammesModel } from '#service-kit/rehearsing/rehearsed-programmes.js';
import type { BackgroundWork, Reaction, ServiceDefinition } from '#service-kit/service.js';

import { accountOfPerson } from './account-of-person.js';
import { breachEventTypes } from './domain/breach/breach.js';
import { disclosureEventTypes } from './domain/disclosure/disclosure.js';
import { invitationEventTypes } from './domain/invitation/invitation.js';
import { organisationEventTypes } from './domain/organisation/organisation.js';
import { isPersonEvent, personEventTypes } from './domain/person/person.js';
import { signInRulesEventTypes } from './domain/sign-in-rules/sign-in-rules.js';
import { IdentityAccessModule } from './identity-access.module.js';
import type { IdentitySettings } from './identity-settings.js';
import { alertOfConcern } from './integration/from-story-submission/alert-of-concern.js';
import { organisationFounded } from './integration/publishes/organisation-founded.js';
import { personChanged } from './integration/publishes/person-changed.js';
import { personAsItStands } from './person-as-it-stands.js';
import { auditModel } from './read-models/audit/audit.js';
import { peopleModel } from './read-models/people/people.js';
import { waitingModel } from './read-models/waiting/waiting.js';
import { registersModel } from './read-models/registers/registers.js';
import { recordedRoutes } from './recorded-routes.js';
import { signInEventTypes } from './sign-in-record.js';
import { remindByMail } from './use-cases/choose-reminders/remind-by-mail.js';
import { sendInvitations } from './use-cases/invite-person/send-invitations.js';

/** Sessions learn of people and roles from here, after a crash between event and session store as well. */
const keepAccounts = (settings: IdentitySettings): Reaction => ({
  name: 'keep-accounts',
  on: async ({ stream, event }, service) => {
    if (!isPersonEvent(event)) return;
    // As it stands now: an event that is handed over late must not bring old roles back.
    const standing = await personAsItStands(service, stream.slice('person/'.length));
    if (standing !== undefined) await settings.sessions.setAccount(accountOfPerson(settings, standing));
  },
});

const clearedEveryMs = 3_600_000;

/** Sessions and links that are over leave the store also where nobody signs in. */
const clearSessions = ({ sessions }: IdentitySettings): BackgroundWork => ({
  name: 'clear-sessions',
  start: async ({ log }) => {
    const clear = (): void => {
      sessions.clearOver().catch(() => {
        log.warn({}, 'Sessions that are over could not be cleared; it is tried again in an hour');
      });
    };
    clear();
    const every = setInterval(clear, clearedEveryMs);
    every.unref();
    return {
      stop: async () => {
        clearInterval(every);
      },
    };
  },
});

const itself = (settings: IdentitySettings): ServiceDefinition => ({
  name: 'identity-access',
  eventTypes: {
    ...personEventTypes,
    ...invitationEventTypes,
    ...organisationEventTypes,
    ...signInRulesEventTypes,
    ...signInEventTypes,
    ...breachEventTypes,
    ...disclosureEventTypes,
    ...rehearsedEventTypes,
  },
  readModels: [
    peopleModel,
    auditModel,
    registersModel,
    waitingModel,
    knownProgrammesModel,
    rehearsedProgrammesModel,
    rehearsedLettersModel,
  ],
  listensTo: [
    programmeRevisedV1,
    concernRaisedV1,
    storyOpenedV1,
    storiesAccessedV1,
    meetingsAccessedV1,
    reportsAccessedV1,
    meetingsAwaitedV1,
    followUpAwaitedV1,
  ],
  speaks: [organisationFoundedV1, personChangedV1],
  async *publishes(event, service) {
    yield* organisationFounded(event);
    yield* personChanged(event, service);
  },
  reactions: [keepAccounts(settings), alertOfConcern, remindByMail, sendInvitations(settings)],
  background: [clearSessions(settings)],
  module: (service) => IdentityAccessModule.over(service, settings),
});

export const identityAccess = (settings: IdentitySettings): ServiceDefinition =>
  recordingAccess(itself(settings), recordedRoutes);
