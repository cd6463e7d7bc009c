import type { ConsentAudience } from '#contracts/shared/consent.js';
import type { AnsweredLater } from '#service-kit/stories/known-still-so.js';

import type { NotShownBecause } from './open-for-report.js';

/** The impact report of a period, for one audience, as it may be shown to whoever reads it at this moment. Never stored. */
export interface ImpactReport {
  readonly programme: { readonly id: string; readonly name: { readonly en: string; readonly cy: string } };
  readonly period: { readonly id: string; readonly name: { readonly en: string; readonly cy: string } };
  readonly audience: ConsentAudience;
  readonly counts: {
    /** Null: not shown, because a small number could be known from it. */
    readonly told: number | null;
    readonly withdrawn: number | null;
    /** Counts from 1 to one below this are not shown. */
    readonly hiddenUnder: number;
    readonly byDomain: readonly Counted[];
    readonly byRoute: readonly Counted[];
    readonly byLanguage: readonly Counted[];
  };
  readonly levels: readonly ReportLevel[];
}

export interface Counted {
  readonly key: string;
  /** Names of domains; null where the words of the page name it. */
  readonly name: { readonly en: string; readonly cy: string } | null;
  /** Null: not shown. */
  readonly count: number | null;
}

export interface ReportLevel {
  readonly level: number;
  readonly name: { readonly en: string; readonly cy: string };
  readonly sittings: readonly ReportSitting[];
}

export interface ReportSitting {
  readonly sitting: string;
  readonly panel: { readonly id: string; readonly name: { readonly en: string; readonly cy: string } };
  /** Parallel panels that met together in it, after each had met; none: one panel met. */
  readonly together: readonly { readonly id: string; readonly name: { readonly en: string; readonly cy: string } }[];
  readonly domain: { readonly en: string; readonly cy: string } | null;
  readonly method: string;
  /** Null: not shown. */
  readonly considered: number | null;
  readonly outcome: 'one' | 'joint' | 'none' | 'learning';
  readonly followsCount: boolean;
  readonly chosen: readonly ReportStory[];
  /** The group's reason; null when it may not be shown. */
  readonly reason: string | null;
  readonly dissent: readonly { readonly kind: 'dissent' | 'caveat'; readonly text: string }[];
}

export type ReportStory =
  | {
      readonly kind: 'shown';
      readonly story: string;
      readonly reference: string;
      readonly language: string;
      readonly title: string | null;
      readonly narrative: string;
      readonly whySignificant: string | null;
      readonly contentNotes: readonly string[];
      /** Only where the teller agreed to be named to this audience. */
      readonly teller: string | null;
      /** What its teller answered later, whether it is still so. */
      readonly stillSo: readonly AnsweredLater[];
    }
  | {
      readonly kind: 'withheld';
      readonly story: string;
      readonly because: NotShownBecause;
      /** Where the story may be shown, and not to this reader: what the programme calls it. */
      readonly reference: string | null;
    };

/** A report as somebody read it. */
export interface ReportSeen {
  readonly report: ImpactReport;
  /** Where its programme runs: `Europe/London`. */
  readonly timeZone: string;
  /** Stories whose text it showed, or what was said about them. */
  readonly shown: readonly string[];
  /** Whether stories came to a sitting of theirs: then they may read as panels do. */
  readonly hasSeat: boolean;
}
