import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { FrameworkDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { ReasonText, StoryText } from '#contracts/shared/story-text.js';
import type { Reader, WithheldBecause } from '#key-vault/key-vault.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { consentBeside, type ConsentBeside } from '#service-kit/stories/consent-beside.js';

import { codings, type CodingDocument } from '../../read-models/codings/codings.js';
import { knownFrameworks, noThemes } from '../../read-models/known-frameworks/known-frameworks.js';
import { closedSittings, type ClosedSitting } from '../../read-models/sittings/sittings.js';
import { storyReceived } from '../../reading-story/story-received.js';

/** A story as it is coded: its text, what was said of it, its themes. Never stored. */
export interface StoryThemes {
  readonly programme: { readonly id: string; readonly name: { readonly en: string; readonly cy: string } };
  readonly story: string;
  readonly reference: string;
  readonly period: string;
  readonly language: string;
  /** What passages are of; those of an earlier one stay as they were put. */
  readonly storyVersion: number;
  readonly text: StoryText | null;
  /** Where its text is. */
  readonly consent: ConsentBeside | null;
  readonly withheld: WithheldBecause | null;
  readonly reasons: readonly {
    readonly reason: string;
    readonly kind: string;
    readonly level: number;
    readonly text: string;
  }[];
  readonly framework: FrameworkDesign;
  readonly coding: CodingDocument | null;
}

export class SeeStoryThemes extends Query<StoryThemes | Refusal> {
  constructor(
    readonly reader: Reader,
    readonly programme: string,
    readonly story: string,
  ) {
    super();
  }
}

@QueryHandler(SeeStoryThemes)
export class SeeStoryThemesHandler implements IQueryHandler<SeeStoryThemes> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ reader, programme, story }: SeeStoryThemes): Promise<StoryThemes | Refusal> {
    const { views, store, vault, unlocking } = this.service;
    const known = await views.get(knownProgrammes, programme);
    if (known?.organisation !== reader.organisation) return refuse('report-programme-not-found');
    const told = await storyReceived(store, story);
    if (told?.programme !== programme) return refuse('coded-story-not-found');
    const asks = { reader, purpose: 'code', use: 'read' } as const;
    const answer = await unlocking.unlockOne({ owner: `story/${story}`, ...asks });
    const said = await this.#saidOf(programme, story);
    const answers = await unlocking.unlock(
      said.map(({ reason }) => ({ owner: `reason/${reason}`, ...asks, reach: 'reports' as const })),
    );
    const reasons = said.flatMap(({ reason, kind, level, text }, at) => {
      const opened = answers[at];
      return opened?.kind === 'granted' ? [{ reason, kind, level, text: opened.open<ReasonText>(text).text }] : [];
    });
    const coding = await views.get(codings, story);
    return {
      programme: { id: programme, name: known.design.name },
      ...{ story, reference: told.reference, period: told.period, language: told.language },
      storyVersion: told.storyVersion,
      text: answer.kind === 'granted' ? answer.open<StoryText>(told.text) : null,
      consent: answer.kind === 'granted' ? await consentBeside(vault, story) : null,
      withheld: answer.kind === 'granted' ? null : answer.because,
      reasons,
      framework: (await views.get(knownFrameworks, programme))?.framework ?? noThemes,
      coding: coding === undefined ? null : asFarAsRead(coding, answer.kind === 'granted', reasons),
    };
  }

  /**
   * Every reason that names it, from the lowest level up; one that travelled up is listed once. A story that was held over
   * is heard again in a later period.
   */
  async #saidOf(programme: string, story: string) {
    const said = new Map<string, ClosedSitting['record']['reasons'][number]>();
    const { views } = this.service;
    for await (const { record } of views.stream(closedSittings, { index: 'byPeriod', equals: { programme } })) {
      for (const reason of record.reasons) {
        if (reason.stories.includes(story) && !said.has(reason.reason)) said.set(reason.reason, reason);
      }
    }
    return [...said.values()];
  }
}

/** What says what a story, or a reason, is about is no more to be read than the story, or the reason. */
const asFarAsRead = (coding: CodingDocument, isRead: boolean, read: StoryThemes['reasons']): CodingDocument => ({
  ...coding,
  ...(isRead ? {} : { themes: [], passages: [] }),
  reasons: coding.reasons.filter(({ reason }) => read.some((each) => each.reason === reason)),
});
