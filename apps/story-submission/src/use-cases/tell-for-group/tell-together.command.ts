import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { calendarDay } from '#contracts/shared/calendar-day.js';
import type { Consent } from '#contracts/shared/consent.js';
import { harmlessWithin } from '#contracts/shared/harmless-text.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { StoryNames, StoryText } from '#contracts/shared/story-text.js';
import { expecting, type CommandContext, type Executed } from '#event-store/event-store.js';
import { hashCode, newCode } from '#service-kit/codes.js';
import { idFrom } from '#service-kit/ids.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { contributorOwner, type ContributorListed, type PartInStory } from '../../domain/story/contributor-events.js';
import { mostContributors } from '../../domain/story/contributing.js';
import { storyStream, type StoryEvent } from '../../domain/story/events.js';
import { domainIsAskedIn, periodIsOpen, storyDecider, thereIsANarrative } from '../../domain/story/story.js';
import { submitStory, wordsIn } from '../../domain/story/story.js';
import { waitingFrom } from '../../domain/story/waiting.js';
import { sealContributor, type CodeGiven } from '../../telling-together/contributor-keys.js';
import { cleaned } from '../../stories/cleaned-text.js';
import { unlessErased } from '../../telling/unless-erased.js';

export interface SomebodyIn {
  readonly name: string;
  readonly contact: string | null;
}

/** Whose answer it waits for; or that nobody can be recognised, and which panels it stays with. */
export type WhoIsIn =
  | { readonly kind: 'group'; readonly people: readonly SomebodyIn[] }
  | { readonly kind: 'about'; readonly person: SomebodyIn }
  | { readonly kind: 'nobody-recognisable'; readonly panels: readonly string[] };

export interface BroughtIn {
  readonly period: string;
  readonly domain: string | null;
  readonly language: 'en' | 'cy' | 'mixed' | 'other';
  readonly text: StoryText;
  readonly shownIn: 'en' | 'cy';
  readonly who: WhoIsIn;
}

export interface StoryBroughtIn {
  readonly done: Executed<StoryEvent>;
  readonly story: string;
  readonly reference: string;
  readonly codes: readonly CodeGiven[];
}

/** A story that whoever brings it in cannot answer for: those in it do, each for themselves. */
export class TellTogether extends Command<StoryBroughtIn | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly brought: BroughtIn,
  ) {
    super();
  }
}

@CommandHandler(TellTogether)
export class TellTogetherHandler implements ICommandHandler<TellTogether> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, programme, brought }: TellTogether): Promise<StoryBroughtIn | Refusal> {
    const { store, vault, views } = this.service;
    const known = await views.get(knownProgrammes, programme);
    if (known === undefined || context.organisation !== known.organisation) {
      return refuse('story-programme-unknown', 'programme');
    }
    const { design, organisation } = known;
    const { period, domain, language, who } = brought;
    const { clean, madeHarmless } = cleaned(brought.text);
    const refusal = firstAgainst(design, { period, domain, narrative: clean.narrative, who });
    if (refusal !== undefined) return refusal;
    const story = idFrom(context.commandId, 'story');
    const teller = idFrom(context.commandId, 'teller');
    const reference = story.slice(0, 8);
    const consent = consentAtFirst(context, design, brought);
    const sealer = await unlessErased(() =>
      vault.createStory({
        ...{ owner: storyStream(story), organisation, person: teller, consent, isFirstOfPerson: true },
        classes: ['text', 'name', 'original'],
      }),
    );
    if (isRefusal(sealer)) return sealer;
    const people = peopleIn(who);
    const part = who.kind === 'about' ? 'about' : 'contributor';
    const listed = await unlessErased(() =>
      listedIn(this.service, { commandId: context.commandId, story, organisation, part }, people),
    );
    if (isRefusal(listed)) return listed;
    const together = listed.map(({ data }) => ({ owner: contributorOwner(data.contributor), name: data.name }));
    const names: StoryNames = { teller: null, collector: null, together };
    const within = expecting({ ...context, organisation }, 0);
    const done = await store.execute(storyStream(story), within, storyDecider, (state) => {
      const submitted = submitStory(state, {
        ...{ story, reference, programme, period, domain, language, teller, consent },
        ...{
          externalId: null,
          toldOn: calendarDay(context.at, design.timezone),
          storyVersion: 1,
          import: null,
          codeHash: null,
        },
        route: who.kind === 'group' ? 'group' : 'staff',
        collector: context.actor,
        words: wordsIn(clean.narrative),
        text: sealer.seal('text', 1, clean),
        names: together.length === 0 ? null : sealer.seal('name', 1, harmlessWithin(names)),
        original: madeHarmless.length === 0 ? null : sealer.seal('original', 1, brought.text),
        ...waitingFrom(context.at, design),
        ...(who.kind === 'nobody-recognisable'
          ? { nobodyRecognisable: { panels: who.panels } }
          : { awaitsThoseInIt: true }),
      });
      if (isRefusal(submitted)) return submitted;
      return [
        ...submitted,
        ...listed.map(({ data }) => ({ type: 'ContributorListed' as const, schemaVersion: 1, data })),
      ];
    });
    if (isRefusal(done)) return done;
    return { done, story, reference, codes: done.replayed ? [] : listed.map(({ given }) => given) };
  }
}

const peopleIn = (who: WhoIsIn): readonly SomebodyIn[] =>
  who.kind === 'group' ? who.people : who.kind === 'about' ? [who.person] : [];

/** Their names and codes, for the event and for whoever hands the codes on. */
export const listedIn = (
  service: Pick<ServiceRuntime, 'vault' | 'secret'>,
  { commandId, part, ...of }: ListedFor,
  people: readonly SomebodyIn[],
): Promise<readonly { readonly data: ContributorListed['data']; readonly given: CodeGiven }[]> =>
  Promise.all(
    people.map(async (person, at) => {
      const contributor = idFrom(commandId, 'contributor', String(at));
      const code = newCode();
      const sealed = await sealContributor(service, of, contributor, person);
      return {
        data: { contributor, part, codeHash: hashCode(code, service.secret), ...sealed },
        given: { contributor, name: person.name, code },
      };
    }),
  );

interface ListedFor {
  readonly commandId: string;
  readonly story: string;
  readonly organisation: string;
  readonly part: PartInStory;
}

/** Two at least tell together; one is spoken about; and no panel is named that is not there. */
function whoIsMissing({ panels }: ProgrammeDesign, who: WhoIsIn): Refusal | undefined {
  switch (who.kind) {
    case 'group':
      if (who.people.length < 2) return refuse('contributors-missing', 'contributors');
      return who.people.length > mostContributors
        ? refuse('contributors-full', 'contributors', { limit: mostContributors })
        : undefined;
    case 'about':
      return who.person.name.trim() === '' ? refuse('contributors-missing', 'name') : undefined;
    case 'nobody-recognisable':
      return who.panels.length === 0 || who.panels.some((id) => !panels.some((panel) => panel.id === id))
        ? refuse('panels-not-named', 'panels')
        : undefined;
  }
}

function firstAgainst(
  design: ProgrammeDesign,
  told: Pick<BroughtIn, 'period' | 'domain' | 'who'> & { readonly narrative: string },
): Refusal | undefined {
  return (
    periodIsOpen(design, told.period) ??
    domainIsAskedIn(design, told.period, told.domain) ??
    thereIsANarrative(told.narrative) ??
    whoIsMissing(design, told.who)
  );
}

/** Nobody’s, until those in it have answered; where nobody can be recognised, the named panels’ and no one else’s. */
function consentAtFirst(context: CommandContext, design: ProgrammeDesign, { who, shownIn }: BroughtIn): Consent {
  const isForPanels = who.kind === 'nobody-recognisable';
  return {
    audiences: isForPanels ? { panel: { named: false } } : {},
    exclusions: isForPanels ? otherPanels(design, who.panels) : [],
    uses: [],
    wordingVersion: design.consentWording.version,
    language: shownIn,
    answeredAt: context.at,
    how: 'collector',
  };
}

export const otherPanels = ({ panels }: ProgrammeDesign, named: readonly string[]): Consent['exclusions'] =>
  panels.filter(({ id }) => !named.includes(id)).map(({ id }) => ({ kind: 'team', id }));
