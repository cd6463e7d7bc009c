import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { FrameworkDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { countThemes, type ThemeCounts } from '../../domain/coding/count-themes.js';
import { codingsOf } from '../../read-models/codings/codings.js';
import { knownFrameworks } from '../../read-models/known-frameworks/known-frameworks.js';
import { readLedger } from '../../read-models/story-ledger/read-ledger.js';
import { designMeasured } from '../../reading-facts.js';

export interface ThemesSeen {
  readonly design: ProgrammeDesign;
  readonly framework: FrameworkDesign;
  readonly periods: readonly string[];
  readonly counts: readonly ThemeCounts[];
  readonly stories: number;
  readonly coded: number;
  /** Stories to be coded, those without a theme first, then those with; of one period where one is asked. */
  readonly list: readonly {
    readonly story: string;
    readonly reference: string;
    readonly period: string;
    readonly themes: readonly string[];
  }[];
}

export class SeeThemes extends Query<ThemesSeen | Refusal> {
  constructor(
    readonly organisation: string,
    readonly programme: string,
  ) {
    super();
  }
}

const listed = 200;

@QueryHandler(SeeThemes)
export class SeeThemesHandler implements IQueryHandler<SeeThemes> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ organisation, programme }: SeeThemes): Promise<ThemesSeen | Refusal> {
    const { views } = this.service;
    const known = await views.get(knownProgrammes, programme);
    if (known?.organisation !== organisation) return refuse('report-programme-not-found');
    const { design } = known;
    const [framework, codings, { stories }] = await Promise.all([
      views.get(knownFrameworks, programme),
      codingsOf(views, programme),
      readLedger(views, programme),
    ]);
    const { periods } = designMeasured(design);
    const themes = framework?.framework.themes ?? [];
    const coded = [...codings.values()].map(({ period, themes: ofStory, reasons }) => ({
      period,
      themes: new Set([...ofStory, ...reasons.flatMap((reason) => reason.themes)]),
    }));
    const list = stories
      .filter(({ isWithdrawn }) => !isWithdrawn)
      .map(({ story, reference, period }) => ({
        ...{ story, reference, period },
        themes: codings.get(story)?.themes ?? [],
      }))
      .sort(
        (one, other) =>
          Number(one.themes.length > 0) - Number(other.themes.length > 0) || (one.reference < other.reference ? -1 : 1),
      );
    return {
      design,
      framework: framework?.framework ?? { name: { en: '', cy: '' }, themes: [] },
      periods,
      counts: countThemes(
        coded,
        themes.map(({ id }) => id),
        periods,
      ),
      stories: list.length,
      coded: list.filter((story) => story.themes.length > 0).length,
      list: list.slice(0, listed),
    };
  }
}
