import { createHmac } from 'node:crypto';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import { KeysErased } from '#key-vault/key-vault.js';
import { idFrom } from '#service-kit/ids.js';
import { dayOfProgramme } from '#service-kit/known/programme-day.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { ImportedStory, Verdict } from '../../domain/import/imported-story.js';
import { storyStream, type StoryEvent, type StorySubmitted } from '../../domain/story/events.js';
import { waitingSince } from '../../domain/story/waiting.js';
import { storyDecider, submitStory, wordsIn } from '../../domain/story/story.js';

export interface ImportOf {
  readonly import: string;
  readonly programme: string;
  readonly organisation: string;
  readonly actor: string;
  readonly at: string;
  readonly wordingVersion: number;
  /** Days a story waits from the day it was told. */
  readonly waitingDays: number;
  /** Whoever brought it in has read every story for the panels. */
  readonly wasRead: boolean;
}

/** How a row that was accepted fared: written, there from an earlier import, or its id taken by another text. */
export type Written = 'written' | 'already-there' | 'id-taken' | 'erased';

/** Writes one accepted row. The ids come from the row itself, so that doing it again after a kill adds nothing. */
export async function writeRow(service: ServiceRuntime, of: ImportOf, story: ImportedStory): Promise<Written> {
  const { id, command } = commandOf(service, of, story);
  try {
    const data = await sealed(service, of, id, story);
    const done = await service.store.execute(storyStream(id), command, storyDecider, (state) =>
      submitStory(state, data, of.wasRead),
    );
    return fateOf(done, of);
  } catch (error) {
    if (error instanceof KeysErased) return 'erased';
    throw error;
  }
}

/** What writing it would come to. Asks as writeRow does, and decides nothing, so that nothing is written. */
export async function foreseeRow(service: ServiceRuntime, of: ImportOf, story: ImportedStory): Promise<Written> {
  const { id, command } = commandOf(service, of, story);
  const done = await service.store.execute(storyStream(id), command, storyDecider, (state) =>
    state === undefined ? [] : refuse('story-id-taken'),
  );
  return fateOf(done, of);
}

function fateOf(done: Executed<StoryEvent> | Refusal, of: ImportOf): Written {
  if (isRefusal(done)) return 'id-taken';
  const [first] = done.events;
  // Replayed from this very import: it was written before a kill.
  const isOurs = first?.event.type === 'StorySubmitted' && first.event.data.import === of.import;
  return done.replayed && !isOurs ? 'already-there' : 'written';
}

function commandOf(
  { secret }: ServiceRuntime,
  of: ImportOf,
  story: ImportedStory,
): { readonly id: string; readonly command: CommandContext } {
  const fingerprint = createHmac('sha256', secret).update(JSON.stringify(story)).digest('base64url');
  // Within the programme an external id names a story; without one the row's own words do.
  const identity = story.externalId ?? `row ${fingerprint}`;
  const id = idFrom('imported story', of.organisation, of.programme, identity);
  return {
    id,
    command: {
      commandId: idFrom('import row', id),
      fingerprint,
      organisation: of.organisation,
      actor: of.actor,
      at: of.at,
      correlation: of.import,
    },
  };
}

async function sealed(
  service: ServiceRuntime,
  of: ImportOf,
  id: string,
  story: ImportedStory,
): Promise<StorySubmitted['data']> {
  const hasNames = story.tellerName !== null || story.collectorName !== null;
  const teller = idFrom('imported teller', id);
  const consent = {
    audiences: story.consent.audiences,
    exclusions: [],
    uses: [
      ...(story.consent.uses.quote ? (['quote'] as const) : []),
      ...(story.consent.uses.contactAgain ? (['contact-again'] as const) : []),
    ],
    wordingVersion: of.wordingVersion,
    language: story.language === 'cy' ? ('cy' as const) : ('en' as const),
    answeredAt: story.toldOn ?? of.at,
    how: 'file' as const,
  };
  const sealer = await service.vault.createStory({
    owner: storyStream(id),
    organisation: of.organisation,
    person: teller,
    classes: [
      'text',
      ...(hasNames ? (['name'] as const) : []),
      ...(story.original === null ? [] : (['original'] as const)),
    ],
    consent,
  });
  const text = {
    title: story.title,
    narrative: story.narrative,
    whySignificant: story.whySignificant,
    place: story.place,
    tellerRole: story.tellerRole,
    collectorRole: story.collectorRole,
    changeHappenedOn: story.changeHappenedOn,
    contentNotes: story.contentNotes,
    peopleAffected: story.peopleAffected,
    recommendation: story.recommendation,
    notes: story.notes,
    ...(story.extra.length === 0 ? {} : { extra: story.extra }),
  };
  return {
    story: id,
    reference: story.externalId ?? id.slice(0, 8),
    externalId: story.externalId,
    programme: of.programme,
    period: story.period,
    domain: story.domain,
    language: languageOf(story.language),
    route: story.route ?? 'interview',
    toldOn: story.toldOn ?? (await dayOfProgramme(service, of.programme, of.at)),
    storyVersion: 1,
    words: wordsIn(story.narrative),
    teller,
    collector:
      story.collectorName === null ? null : idFrom('collector', of.programme, story.collectorName.toLowerCase()),
    text: sealer.seal('text', 1, text),
    names: hasNames ? sealer.seal('name', 1, { teller: story.tellerName, collector: story.collectorName }) : null,
    original: story.original === null ? null : sealer.seal('original', 1, story.original),
    consent,
    codeHash: null,
    ...waitingSince(story.toldOn, of),
    import: of.import,
  };
}

const languageOf = (language: string | null): StorySubmitted['data']['language'] =>
  language === 'en' || language === 'cy' || language === 'mixed' ? language : 'other';

export const isAccepted = (verdict: Verdict): verdict is Extract<Verdict, { readonly story: ImportedStory }> =>
  verdict.do !== 'reject';
