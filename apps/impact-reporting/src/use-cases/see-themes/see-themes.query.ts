import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { FrameworkDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { UnknownCursor } from '#projections/range.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { countThemes, type ThemeCounts } from '../../domain/coding/count-themes.js';
import { toldAndTakenBack, type ToldAndTakenBack } from '../../domain/measures/taken-back.js';
import { isSmall, type ShownCount } from '../../domain/small-numbers/hide-small.js';
import { knownFrameworks, noThemes } from '../../read-models/known-frameworks/known-frameworks.js';
import { readLedger } from '../../read-models/story-ledger/read-ledger.js';
import { codingsThatCount } from '../../reading-codings.js';
import { designMeasured } from '../../reading-facts.js';
import type { CodedState, CodingAsked } from './asked-coding.js';

export interface ThemesSeen {
  readonly design: ProgrammeDesign;
  readonly framework: FrameworkDesign;
  readonly periods: readonly string[];
  readonly counts: readonly ThemeCounts[];
  readonly stories: ToldAndTakenBack;
  /** Of those that are still there. */
  readonly coded: ShownCount;
  readonly isNothingToCode: boolean;
  readonly toCode: StoriesToCode;
}

export interface StoryToCode {
  readonly story: string;
  readonly reference: string;
  readonly period: string;
  /** Of the story, of its passages and of the reasons about it. */
  readonly themes: readonly string[];
}

/** Those that were asked for, those without a theme first. */
export interface StoriesToCode {
  readonly items: readonly StoryToCode[];
  /** On all pages. */
  readonly found: number;
  readonly next: string | null;
}

export class SeeThemes extends Query<ThemesSeen | Refusal> {
  constructor(
    readonly organisation: string,
    readonly programme: string,
    readonly asked: CodingAsked = {},
  ) {
    super();
  }
}

const onAPage = 100;

@QueryHandler(SeeThemes)
export class SeeThemesHandler implements IQueryHandler<SeeThemes> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ organisation, programme, asked }: SeeThemes): Promise<ThemesSeen | Refusal> {
    const { views } = this.service;
    const known = await views.get(knownProgrammes, programme);
    if (known?.organisation !== organisation) return refuse('report-programme-not-found');
    const { design } = known;
    const [framework, { stories }] = await Promise.all([
      views.get(knownFrameworks, programme),
      readLedger(views, programme),
    ]);
    const { periods } = designMeasured(design);
    const themes = framework?.framework.themes ?? [];
    const codings = await codingsThatCount(this.service, { organisation, programme }, stories);
    const coded = codings.map(({ id, period, themes: ofStory, reasons, passages }) => ({
      ...{ id, period },
      themes: new Set([...ofStory, ...[...reasons, ...passages].flatMap((each) => each.themes)]),
    }));
    const themesOf = new Map(coded.map((coding) => [coding.id, [...coding.themes]]));
    const list = stories
      .filter(({ isWithdrawn }) => !isWithdrawn)
      .map(({ story, reference, period }) => ({
        ...{ story, reference, period },
        themes: themesOf.get(story) ?? [],
      }));
    const withTheme = list.filter((story) => story.themes.length > 0).length;
    return {
      design,
      framework: framework?.framework ?? noThemes,
      periods,
      counts: countThemes(
        coded,
        themes.map(({ id }) => id),
        periods,
      ),
      stories: toldAndTakenBack(stories, periods),
      coded: isSmall(withTheme) ? null : withTheme,
      isNothingToCode: list.length === 0,
      toCode: storiesToCode(list, asked, stories),
    };
  }
}

const stateOf = ({ themes }: StoryToCode): CodedState => (themes.length > 0 ? 'yes' : 'no');
type Told = Pick<StoryToCode, 'story' | 'reference'>;
const placeOf = (state: CodedState, { reference, story }: Told): string => `${state} ${reference} ${story}`;

/** Whoever codes the last story of a page, or whose teller takes it back, goes on from where it stood. */
function storiesToCode(
  all: readonly StoryToCode[],
  { period, coded, after }: CodingAsked,
  told: readonly Told[],
): StoriesToCode {
  const places = all
    .filter((each) => (period === undefined || each.period === period) && (coded ?? stateOf(each)) === stateOf(each))
    .map((each) => ({ each, place: placeOf(stateOf(each), each) }))
    .sort((one, other) => (one.place < other.place ? -1 : 1));
  const start = after === undefined ? '' : placeAt(after, told);
  const left = places.filter(({ place }) => place > start).map(({ each }) => each);
  const items = left.slice(0, onAPage);
  const last = items.at(-1);
  const next = left.length > onAPage && last !== undefined ? `${stateOf(last)}.${last.story}` : null;
  return { items, found: places.length, next };
}

function placeAt(cursor: string, told: readonly Told[]): string {
  const [, state, story] = /^(no|yes)\.(.+)$/.exec(cursor) ?? [];
  const found = told.find((each) => each.story === story);
  if (found === undefined) throw new UnknownCursor(cursor);
  return placeOf(state === 'yes' ? 'yes' : 'no', found);
}
