import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

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

import { extraAnswers, type ExtraSaid } from '../../domain/extra/extra-answers.js';
import { consentAtFirst, mayTellAtTheirAge } from '../../domain/over-time/circumstances.js';
import { storyStream, type CollectionRoute, type StoryEvent } from '../../domain/story/events.js';
import { refusalOfTelling, storyDecider, submitStory, wordsIn } from '../../domain/story/story.js';
import { waitingFrom } from '../../domain/story/waiting.js';
import { namesSomebody, sayCircumstances, wishesRefused } from '../../over-time/say-circumstances.js';
import { CheckLeftOut } from '../leave-out-readers/leave-out-readers.command.js';
import { exclusionsOf, nobodyLeftOut, type LeavingOut } from '../../readers/leaving-out.js';
import { nothingTold, type CircumstancesTold } from '../../telling/circumstances-told.js';
import { cleaned } from '../../stories/cleaned-text.js';
import { unlessErased } from '../../telling/unless-erased.js';

export interface ToldStory {
  readonly period: string;
  readonly domain: string | null;
  readonly language: 'en' | 'cy' | 'mixed' | 'other';
  readonly route: CollectionRoute;
  readonly text: StoryText;
  readonly names: StoryNames;
  readonly consent: Consent;
  readonly collector: string | null;
  /** By the id of a further question of the programme. */
  readonly extra: Readonly<Record<string, ExtraSaid>>;
  readonly wasDraft?: true;
  /** From paper: what the story is made from in place of the command, when it was told, and the code that was printed. */
  readonly onPaper?: { readonly madeFrom: string; readonly toldOn: string; readonly codeHash: string | null };
  /** Left out: nothing was said of them. */
  readonly circumstances?: CircumstancesTold;
}

export interface StoryTold {
  readonly done: Executed<StoryEvent>;
  readonly story: string;
  readonly reference: string;
  /** Only its hash is kept. Where the command came again without the same one, it opens nothing. */
  readonly code: string;
  /** Fields out of which characters that cannot be seen were taken. */
  readonly madeHarmless: readonly string[];
}

export class TellStory extends Command<StoryTold | Refusal> {
  constructor(
    readonly context: CommandContext,
    readonly programme: string,
    readonly told: ToldStory,
    /** A code the teller holds already: that of their draft. */
    readonly code: string = newCode(),
    readonly out: LeavingOut = nobodyLeftOut,
  ) {
    super();
  }
}

@CommandHandler(TellStory)
export class TellStoryHandler implements ICommandHandler<TellStory> {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly commands: CommandBus,
  ) {}

  async execute({ context, programme, told, code, out }: TellStory): Promise<StoryTold | Refusal> {
    const { store, vault, views, secret } = this.service;
    const known = await views.get(knownProgrammes, programme);
    // Whoever signs in for one organisation tells nothing in another's programme; a teller without an account may.
    const isForeign = context.organisation !== '' && context.organisation !== known?.organisation;
    if (known === undefined || isForeign) return refuse('story-programme-unknown', 'programme');
    const extra = extraAnswers(known.design, told.extra);
    if (isRefusal(extra)) return extra;
    const text = extra.length === 0 ? told.text : { ...told.text, extra };
    const { clean, madeHarmless } = cleaned(text);
    const { period, domain, language, route, names, collector } = told;
    const exclusions = await exclusionsOf(this.service, known.design, out);
    const circumstances = told.circumstances ?? nothingTold;
    const said = { ...told.consent, exclusions };
    const refusal =
      refusalOfAge(known.design, told) ??
      refusalOfTelling(known.design, { period, domain, narrative: clean.narrative, consent: said }) ??
      wishesRefused(circumstances);
    if (refusal !== undefined) return refusal;

    const today = calendarDay(context.at, known.design.timezone);
    const first = consentAtFirst(said, circumstances.place, known.design.consentOverTime, today);
    const { consent } = first;
    const madeFrom = told.onPaper?.madeFrom ?? context.commandId;
    const story = idFrom(madeFrom, 'story');
    const teller = idFrom(madeFrom, 'teller');
    const reference = story.slice(0, 8);
    // Of a new stream nothing is read: an id that is taken, or a command that was done, is found out by the write.
    const within = expecting({ ...context, organisation: known.organisation }, 0);
    const sealer = await unlessErased(() =>
      vault.createStory({
        owner: storyStream(story),
        organisation: known.organisation,
        person: teller,
        classes: ['text', 'name', 'original', ...(namesSomebody(circumstances) ? (['contact'] as const) : [])],
        consent,
        isFirstOfPerson: true,
      }),
    );
    if (isRefusal(sealer)) return sealer;
    const of = { story, design: known.design, language: consent.language };
    await sayCircumstances(this.service, within, of, circumstances, first, sealer);
    const hasNames = names.teller !== null || names.collector !== null;
    const done = await store.execute(storyStream(story), within, storyDecider, (state) =>
      submitStory(state, {
        ...{ story, reference, programme, period, domain, language, route, teller, collector, consent },
        externalId: null,
        toldOn: told.onPaper?.toldOn ?? today,
        storyVersion: 1,
        words: wordsIn(clean.narrative),
        text: sealer.seal('text', 1, clean),
        names: hasNames ? sealer.seal('name', 1, harmlessWithin(names)) : null,
        original: madeHarmless.length === 0 ? null : sealer.seal('original', 1, text),
        codeHash: told.onPaper === undefined ? hashCode(code, secret) : told.onPaper.codeHash,
        ...waitingFrom(context.at, known.design),
        ...(told.wasDraft === undefined ? {} : { wasDraft: told.wasDraft }),
        import: null,
      }),
    );
    if (isRefusal(done)) return done;
    await this.commands.execute(new CheckLeftOut(within, story, out.people));
    return { done, story, reference, code, madeHarmless };
  }
}

/** Of whoever tells for themselves; staff tell what they saw, and a group's members are asked where they meet. */
const refusalOfAge = (design: ProgrammeDesign, { route, circumstances }: ToldStory): Refusal | undefined =>
  route === 'staff' || route === 'group'
    ? undefined
    : mayTellAtTheirAge(design.consentOverTime, circumstances ?? nothingTold);
