import type { StoryNames, StoryText, TranslatedText } from '#contracts/shared/story-text.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Unlocked } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { notesRead } from '../checking/notes-read.js';
import type { TellerContact } from '../domain/contact/contact.js';
import { overTimeStream, type TrustedPerson } from '../domain/over-time/events.js';
import { isStoryEvent, storyStream, type StoryEvent } from '../domain/story/events.js';
import type { Contributor } from '../domain/story/together.js';
import { overTimeOf } from '../over-time/over-time-of.js';
import { overTimeSteps } from '../over-time/over-time-steps.js';
import { mediaSeen, sightOfTeller } from '../media/media-seen.js';
import { contacts } from '../read-models/contacts/contacts.js';
import { redactions } from '../read-models/redactions/redactions.js';
import { stillSo } from '../read-models/still-so/still-so.js';
import type { StoryDocument } from '../read-models/stories/stories.js';
import { translations } from '../read-models/translations/translations.js';
import { verifications } from '../read-models/verifications/verifications.js';
import { readersForTeller } from '../readers/readers-for-teller.js';
import { whoReads } from '../readers/who-reads.js';
import { stillSoRead } from '../still-so-read.js';
import { creditsSeen } from '../stories/credits-seen.js';
import { feedbackToTeller, opened } from '../telling-back/feedback-to.js';
import { openContributors } from '../telling-together/contributor-keys.js';
import { asked, byTime, consentHistory } from './consent-history.js';
import type { CheckHeld, MediumHeld, StoryVersion, ToldBackHeld, YourData } from './data-held.js';
import { historyOfOne } from './history-of-one.js';
import { legalHoldsOf } from './legal-holds-seen.js';
import { requestsOfStory } from './requests-of-story.js';
import type { WhoAsks } from './who-asks.js';

/** Also one in which others were left out: `original` is then what was told before. */
const isVersion = (event: StoryEvent): event is Extract<StoryEvent, { readonly type: VersionEvent }> =>
  versionEvents.some((type) => type === event.type);
const versionEvents = ['StorySubmitted', 'StoryCorrected', 'RedactionAgreed'] as const;
type VersionEvent = (typeof versionEvents)[number];

type Opening = <Text>(sealed: Sealed | null) => Text | null;

export async function yourData(service: ServiceRuntime, who: WhoAsks, at: string): Promise<YourData> {
  const { document, you } = who;
  const { views, store, unlocking } = service;
  const owner = storyStream(document.id);
  const recorded = await store.read(owner);
  const reads = await whoReads(service, document);
  const requests = await requestsOfStory(service, document, you?.id);
  const made = (await views.get(translations, document.id))?.made ?? [];
  const rest = you === undefined ? await besideOf(service, document, recorded) : await partOf(service, document, you);
  // Last: what is granted opens nothing after half a second, and a slow disk may take that long for the rest.
  const reader = { person: document.teller, organisation: document.organisation };
  const unlocked = await unlocking.unlockOne({ owner, reader, purpose: 'teller', use: 'read' });
  const open: Opening = <Text>(sealed: Sealed | null): Text | null =>
    sealed === null || unlocked.kind === 'withheld' ? null : unlocked.open<Text>(sealed);
  const versions = versionsIn(you === undefined ? recorded : whileIn(recorded, you.id), open);
  const { reference, programme, period, domain, language, route, toldOn } = document;
  return {
    ...{ madeAt: at, reference, programme, period, domain, language, route, toldOn },
    state: reads.state,
    withheld: unlocked.kind === 'withheld' ? unlocked.because : null,
    versions,
    translations: made
      .filter(({ storyVersion }) => you === undefined || storyVersion <= (versions.at(-1)?.storyVersion ?? 0))
      .map(({ language: into, storyVersion, at: madeAt, text }) => ({
        ...{ language: into, storyVersion, at: madeAt },
        text: open<TranslatedText>(text),
      })),
    readers: readersForTeller(reads),
    requests,
    ...rest({ open, unlocked }),
  };
}

function versionsIn(recorded: readonly RecordedEvent[], open: Opening): readonly StoryVersion[] {
  return recorded.flatMap(({ event, metadata }) => {
    if (!isStoryEvent(event) || !isVersion(event)) return [];
    const { storyVersion, text, original } = event.data;
    return [{ storyVersion, at: metadata.at, text: open<StoryText>(text), original: open<StoryText>(original) }];
  });
}

type Beside = Omit<
  YourData,
  'madeAt' | 'state' | 'withheld' | 'versions' | 'translations' | 'readers' | 'requests' | Fact
>;
type Fact = 'reference' | 'programme' | 'period' | 'domain' | 'language' | 'route' | 'toldOn';
type ToBeOpened = (by: { readonly open: Opening; readonly unlocked: Unlocked }) => Beside;

/** For the teller: what was said beside the story, and what others said to them. */
async function besideOf(
  service: ServiceRuntime,
  document: StoryDocument,
  ofStory: readonly RecordedEvent[],
): Promise<ToBeOpened> {
  const { views, store } = service;
  const { id, teller: person, organisation, names } = document;
  const known = await overTimeOf(service, id);
  const overTime = await store.read(overTimeStream(id));
  const proposed = (await views.get(redactions, id))?.open?.text ?? null;
  const parts = (await views.get(stillSo, id))?.parts ?? [];
  const contact = await views.get(contacts, id);
  const media = await mediaHeld(service, document);
  const toldBack = await toldBackTo(service, document);
  const checked = await checkedOf(service, document);
  const legalHolds = await legalHoldsOf(service, document, 'teller');
  const credits = await creditsSeen(service, id, { reader: { person, organisation }, purpose: 'teller' });
  const { lostCode, afterDeath } = known;
  return ({ open, unlocked }) => {
    const { address = null, safely = null } = open<TellerContact>(contact?.contact ?? null) ?? {};
    return {
      names: open<StoryNames>(names),
      proposed: open<StoryText>(proposed),
      media,
      reach:
        contact === undefined
          ? null
          : {
              ...{ channel: contact.channel, language: contact.language, isStopped: contact.isStopped },
              address,
              safely,
            },
      toldBack,
      checked,
      legalHolds: legalHolds.map(({ of, until, why }) => ({ of, until, why })),
      credits: credits.map(({ kind, as, name }) => ({ kind, as, name })),
      stillSo: stillSoRead(parts, unlocked),
      later: { place: known.said?.place ?? null, lostCode, afterDeath, trusted: open<TrustedPerson>(known.trusted) },
      consentHistory: consentHistory({ ofStory, overTime }, unlocked),
    };
  };
}

/** For one of those in it: what others in it said, and what its teller said beside it, is theirs. */
async function partOf(service: ServiceRuntime, document: StoryDocument, you: Contributor): Promise<ToBeOpened> {
  const { store } = service;
  const recorded = await store.read(storyStream(document.id));
  const codes = await store.read(overTimeStream(you.id));
  const [own] = await openContributors(service, document.organisation, [you]);
  return ({ unlocked }) => ({
    names: own?.name === undefined || own.name === null ? null : { teller: own.name, collector: null },
    contact: own?.contact ?? null,
    ...{
      proposed: null,
      media: [],
      reach: null,
      toldBack: [],
      checked: null,
      legalHolds: [],
      credits: [],
      stillSo: [],
    },
    later: { place: null, lostCode: null, afterDeath: null, trusted: null },
    consentHistory: [...historyOfOne(recorded, you.id), ...overTimeSteps(codes, unlocked).map(asked)].sort(byTime),
  });
}

const mediaHeld = async (service: ServiceRuntime, document: StoryDocument): Promise<readonly MediumHeld[]> =>
  (await mediaSeen(service, await sightOfTeller(service, document))).map(
    ({ medium: { medium, kind, format, bytes }, words }) => ({ medium, kind, format, bytes, words }),
  );

async function toldBackTo(service: ServiceRuntime, document: StoryDocument): Promise<readonly ToldBackHeld[]> {
  const reader = { person: document.teller, organisation: document.organisation };
  const said = await feedbackToTeller(service, document);
  return Promise.all(
    said.map(async (each) => {
      const { isSeen, wording, membersSaid, answers } = await opened(service, reader, each);
      return { panel: each.panel, closedAt: each.sittingClosedAt, isSeen, wording, membersSaid, answers };
    }),
  );
}

async function checkedOf(service: ServiceRuntime, document: StoryDocument): Promise<CheckHeld | null> {
  const check = (await service.views.get(verifications, document.id))?.check;
  if (check === undefined) return null;
  const reader = { person: document.teller, organisation: document.organisation };
  const { asked: question, note, added } = await notesRead(service, reader, 'teller', check);
  const { found, asking, isSeenByTeller } = check;
  return {
    asked: question,
    agrees: asking?.agrees ?? null,
    found: found === null || !isSeenByTeller ? null : { finding: found.finding, at: found.at, note },
    added,
  };
}

/** Up to the moment at which they took their part back: what was written without them is the others’. */
function whileIn(recorded: readonly RecordedEvent[], contributor: string): readonly RecordedEvent[] {
  const left = recorded.findIndex(
    ({ event }) =>
      isStoryEvent(event) && event.type === 'ContributorTookBack' && event.data.contributor === contributor,
  );
  return left === -1 ? recorded : recorded.slice(0, left);
}
