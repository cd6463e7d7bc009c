import type { StoryNames, StoryText, TranslatedText } from '#contracts/shared/story-text.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import type { Unlocked, WithheldBecause } from '#key-vault/key-vault.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { isStoryEvent, storyStream, type StoryEvent } from '../domain/story/events.js';
import type { AfterDeath, LostCodeWay, Place } from '../domain/over-time/circumstances.js';
import { overTimeStream, type TrustedPerson } from '../domain/over-time/events.js';
import { overTimeOf } from '../over-time/over-time-of.js';
import { byWhom, overTimeSteps, type OverTimeStep } from '../over-time/over-time-steps.js';
import { redactions } from '../read-models/redactions/redactions.js';
import { stillSo } from '../read-models/still-so/still-so.js';
import { translations } from '../read-models/translations/translations.js';
import { stillSoRead, type StillSoRead } from '../still-so-read.js';
import { openContributors } from '../telling-together/contributor-keys.js';
import { mediaSeen, sightOfTeller } from '../media/media-seen.js';
import { readersForTeller } from '../readers/readers-for-teller.js';
import { whoReads } from '../readers/who-reads.js';
import type { WhoAsks } from './who-asks.js';
import type { ConsentStep } from './consent-step.js';
import { historyOfOne } from './history-of-one.js';
import { requestsOfStory, type RequestSeen } from './requests-of-story.js';

export interface StoryVersion {
  readonly storyVersion: number;
  /** ISO 8601 */
  readonly at: string;
  /** Null: it can be read by nobody any more. */
  readonly text: StoryText | null;
  /** As it came, where characters that cannot be seen were taken out of it. */
  readonly original: StoryText | null;
}

export interface TranslationHeld {
  readonly language: 'en' | 'cy';
  readonly storyVersion: number;
  readonly at: string;
  readonly text: TranslatedText | null;
}

/** Told with the story beside its words; the file itself is given out on its own page. */
export interface MediumHeld {
  readonly medium: string;
  readonly kind: 'picture' | 'audio' | 'video' | 'pdf';
  readonly format: string;
  readonly bytes: number;
  /** Null: still without words, or it can be read by nobody any more. */
  readonly words: string | null;
}

/** Everything that is held of a story, as the one who told it may have it. */
export interface YourData {
  readonly madeAt: string;
  readonly reference: string;
  readonly programme: string;
  readonly period: string;
  readonly domain: string | null;
  readonly language: string;
  readonly route: string;
  readonly toldOn: string;
  readonly state: 'active' | 'frozen' | 'withdrawn' | 'erased';
  readonly withheld: WithheldBecause | null;
  readonly names: StoryNames | null;
  /** Of one of several: how they asked to be reached. Undefined: the teller asks. */
  readonly contact?: string | null;
  readonly versions: readonly StoryVersion[];
  /** Second texts in another language, the newest of each. */
  readonly translations: readonly TranslationHeld[];
  /** Others to be left out, as it is proposed and not agreed yet; null: nothing is. */
  readonly proposed: StoryText | null;
  readonly media: readonly MediumHeld[];
  /** What was added months later, when it was asked whether it is still so. */
  readonly stillSo: readonly StillSoRead[];
  /** What was said beside it while telling, or since; null where nothing was. */
  readonly later: {
    readonly place: Place | null;
    readonly lostCode: LostCodeWay | null;
    readonly afterDeath: AfterDeath | null;
    readonly trusted: TrustedPerson | null;
  };
  readonly consentHistory: readonly ConsentStep[];
  readonly readers: ReturnType<typeof readersForTeller>;
  readonly requests: readonly RequestSeen[];
}

/** Also one in which others were left out: `original` is then what was told before. */
const isVersion = (event: StoryEvent): event is Extract<StoryEvent, { readonly type: VersionEvent }> =>
  versionEvents.some((type) => type === event.type);
const versionEvents = ['StorySubmitted', 'StoryCorrected', 'RedactionAgreed'] as const;
type VersionEvent = (typeof versionEvents)[number];

export async function yourData(service: ServiceRuntime, who: WhoAsks, at: string): Promise<YourData> {
  const { document, you } = who;
  const owner = storyStream(document.id);
  const recorded = await service.store.read(owner);
  const reads = await whoReads(service, document);
  const requests = await requestsOfStory(service, document, you?.id);
  const reader = { person: document.teller, organisation: document.organisation };
  const unlocked = await service.unlocking.unlockOne({ owner, reader, purpose: 'teller', use: 'read' });
  const open = <Text>(sealed: Sealed | null): Text | null =>
    sealed === null || unlocked.kind === 'withheld' ? null : unlocked.open<Text>(sealed);
  const versions: StoryVersion[] = [];
  for (const { event, metadata } of you === undefined ? recorded : whileIn(recorded, you.id)) {
    if (!isStoryEvent(event) || !isVersion(event)) continue;
    const { storyVersion, text, original } = event.data;
    versions.push({ storyVersion, at: metadata.at, text: open(text), original: open(original) });
  }
  const newest = versions.at(-1)?.storyVersion ?? 0;
  const made = ((await service.views.get(translations, document.id))?.made ?? []).map(
    ({ language: into, storyVersion, at: madeAt, text }) => ({
      ...{ language: into, storyVersion, at: madeAt },
      text: open<TranslatedText>(text),
    }),
  );
  const { reference, programme, period, domain, language, route, toldOn } = document;
  const common = {
    ...{ madeAt: at, reference, programme, period, domain, language, route, toldOn },
    state: reads.state,
    withheld: unlocked.kind === 'withheld' ? unlocked.because : null,
    versions,
    readers: readersForTeller(reads),
    requests,
  };
  if (you !== undefined) {
    // What others in it said, and what its teller said beside it, is theirs.
    const [own] = await openContributors(service, document.organisation, [you]);
    const codes = await service.store.read(overTimeStream(you.id));
    return {
      ...{ ...common, ...nothingBeside },
      names: own?.name === undefined || own.name === null ? null : { teller: own.name, collector: null },
      contact: own?.contact ?? null,
      translations: made.filter(({ storyVersion }) => storyVersion <= newest),
      consentHistory: [...historyOfOne(recorded, you.id), ...overTimeSteps(codes, unlocked).map(asked)].sort(byTime),
    };
  }
  const known = await overTimeOf(service, document.id);
  const { lostCode, afterDeath } = known;
  return {
    ...common,
    names: open<StoryNames>(document.names),
    translations: made,
    proposed: open<StoryText>((await service.views.get(redactions, document.id))?.open?.text ?? null),
    stillSo: stillSoRead((await service.views.get(stillSo, document.id))?.parts ?? [], unlocked),
    media: (await mediaSeen(service, await sightOfTeller(service, document))).map(
      ({ medium: { medium, kind, format, bytes }, words }) => ({ medium, kind, format, bytes, words }),
    ),
    later: { place: known.said?.place ?? null, lostCode, afterDeath, trusted: open<TrustedPerson>(known.trusted) },
    consentHistory: await consentHistory(service, document.id, unlocked),
  };
}

const nothingBeside = {
  ...{ proposed: null, stillSo: [], media: [] },
  later: { place: null, lostCode: null, afterDeath: null, trusted: null },
} as const;

/** Up to the moment at which they took their part back: what was written without them is the others’. */
function whileIn(recorded: readonly RecordedEvent[], contributor: string): readonly RecordedEvent[] {
  const left = recorded.findIndex(
    ({ event }) =>
      isStoryEvent(event) && event.type === 'ContributorTookBack' && event.data.contributor === contributor,
  );
  return left === -1 ? recorded : recorded.slice(0, left);
}

const steps: Readonly<Partial<Record<StoryEvent['type'], ConsentStep['what']>>> = {
  StorySubmitted: 'given',
  ConsentNarrowed: 'narrowed',
  ConsentRenewed: 'renewed',
  SharingPaused: 'paused',
  SharingResumed: 'resumed',
  StoryWithdrawn: 'withdrawn',
  StoryErased: 'erased',
};

/** Each answer about a story and what became of it, the first coming first. */
export async function consentHistory(
  { store }: ServiceRuntime,
  story: string,
  unlocked: Unlocked,
): Promise<readonly ConsentStep[]> {
  const history: ConsentStep[] = overTimeSteps(await store.read(overTimeStream(story)), unlocked).map(asked);
  for (const { event, metadata } of await store.read(storyStream(story))) {
    const what = isStoryEvent(event) ? steps[event.type] : undefined;
    if (!isStoryEvent(event) || what === undefined) continue;
    const consent = 'consent' in event.data ? event.data.consent : null;
    const isOfFile = event.type === 'StorySubmitted' && event.data.consent.how === 'file';
    const by = isOfFile ? 'file' : byWhom(metadata.actor);
    history.push({ at: metadata.at, what, by, consent });
  }
  return history.sort(byTime);
}

const asked = (step: OverTimeStep): ConsentStep => ({ ...step, consent: null });
const byTime = (a: ConsentStep, b: ConsentStep): number => a.at.localeCompare(b.at);
