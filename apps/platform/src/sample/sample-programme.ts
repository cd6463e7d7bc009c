import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { rootFolderOf } from '#web/source-folder.js';

export const samplesFolder = join(rootFolderOf(import.meta.url), 'samples');

interface Text {
  readonly en: string;
  readonly cy: string;
}

/** The parts of samples/programme.json that the loader reads. */
export interface SampleProgramme {
  readonly id: string;
  readonly name: Text;
  readonly run_by: Text;
  readonly purpose: Text;
  readonly languages: readonly ('en' | 'cy')[];
  readonly pilot: boolean;
  readonly timezone: string;
  readonly prompt: { readonly look_back: string } & Text;
  readonly prompt_for_the_worse: Text;
  readonly domains: ProgrammeDesign['domains'];
  readonly periods: readonly {
    readonly id: string;
    readonly name: Text;
    readonly opens: string;
    readonly closes: string;
    readonly panels_from: string;
    readonly panels_to: string;
    readonly status: string;
    readonly prompt?: { readonly look_back: string } & Text;
    readonly changed_because?: Text;
  }[];
  readonly consent_audiences: readonly ({ readonly id: string } & Text)[];
  readonly people: readonly { readonly id: string; readonly role: Text }[];
  readonly ladder: readonly { readonly level: number; readonly name: Text }[];
  readonly panels: readonly {
    readonly id: string;
    readonly level: number;
    readonly name: Text;
    readonly area: readonly string[];
    readonly default_method: ProgrammeDesign['panels'][number]['defaultMethod'];
    readonly passes_up_to: readonly string[];
    readonly parallel_to?: string;
    readonly members: readonly string[];
  }[];
  readonly rules: {
    readonly quorum: ProgrammeDesign['rules']['quorum'];
    readonly scale: { readonly min: number; readonly max: number };
    readonly max_rounds: number;
    readonly minimum_ballots_secret: number;
    readonly hide_tellers: boolean;
    readonly skip_allowed: boolean;
  };
  readonly confidentiality: Text;
}

export function readSampleProgramme(): SampleProgramme {
  const parsed: unknown = JSON.parse(readFileSync(join(samplesFolder, 'programme.json'), 'utf8'));
  if (!isSample(parsed)) throw new Error('samples/programme.json is not the sample programme');
  return parsed;
}

const isSample = (value: unknown): value is SampleProgramme =>
  typeof value === 'object' && value !== null && 'consent_audiences' in value && 'ladder' in value;

const text = ({ en, cy }: Text): { en: string; cy: string } => ({ en, cy });
const prompt = (given: { readonly look_back: string } & Text) => ({ lookBack: given.look_back, question: text(given) });

/** samples/programme.json as the API takes it. */
export function programmeBody(sample: SampleProgramme): Omit<ProgrammeDesign, 'organisation'> {
  const audience = (id: string): { en: string; cy: string } => {
    const found = sample.consent_audiences.find((each) => each.id === id);
    if (found === undefined) throw new Error(`The sample has no wording for ${id}`);
    return text(found);
  };
  return {
    id: sample.id,
    runBy: text(sample.run_by),
    name: text(sample.name),
    purpose: text(sample.purpose),
    languages: [...sample.languages],
    isPilot: sample.pilot,
    // Its stories were told long ago, and the demonstration hands them to panels at once.
    care: { waitingDays: 0, words: { en: [], cy: [] }, keepMonths: null },
    media: { most: 5, largest: { picture: 15, audio: 50, video: 95, pdf: 10 } },
    timezone: sample.timezone,
    prompt: prompt(sample.prompt),
    promptForTheWorse: text(sample.prompt_for_the_worse),
    domains: sample.domains,
    periods: sample.periods.map((period) => ({
      id: period.id,
      name: text(period.name),
      opens: period.opens,
      closes: period.closes,
      panelsFrom: period.panels_from,
      panelsTo: period.panels_to,
      // Its panels sit while the sample is played, whatever the file says of them.
      status: 'in-panels' as const,
      ...(period.prompt === undefined ? {} : { prompt: prompt(period.prompt) }),
      ...(period.changed_because === undefined ? {} : { changedBecause: text(period.changed_because) }),
    })),
    levels: sample.ladder.map(({ level, name }) => ({ level, name: text(name) })),
    panels: sample.panels.map((panel) => ({
      id: panel.id,
      level: panel.level,
      name: text(panel.name),
      area: [...panel.area],
      defaultMethod: panel.default_method,
      passesUpTo: [...panel.passes_up_to],
      ...(panel.parallel_to === undefined ? {} : { parallelTo: panel.parallel_to }),
    })),
    rules: {
      quorum: sample.rules.quorum,
      scale: sample.rules.scale,
      maxRounds: sample.rules.max_rounds,
      minimumBallots: sample.rules.minimum_ballots_secret,
      tellersHidden: sample.rules.hide_tellers,
      skippingAllowed: sample.rules.skip_allowed,
    },
    consentWording: {
      version: 1,
      audiences: {
        panel: audience('panel'),
        organisation: audience('organisation'),
        partner: audience('partner'),
        public: audience('public_unnamed'),
      },
      named: audience('public_named'),
    },
    confidentiality: text(sample.confidentiality),
  };
}
