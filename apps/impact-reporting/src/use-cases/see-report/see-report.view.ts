import type { ConsentAudience } from '#contracts/shared/consent.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { langOf } from '#web/language.js';
import type { Words } from '#web/words/words.js';
import { writeDate, writeList, writeNumber } from '#web/written.js';

import {
  publishReportPage,
  seeRecalls,
  recommendActionPage,
  reportCsvApi,
  reportHtmlApi,
  seeReport,
  seeReports,
} from '../../addresses.js';
import type { Counted, ImpactReport, ReportSeen, ReportSitting, ReportStory } from '../../reports/report.js';
import { withheldSaid } from './withheld-said.js';

export function seeReportView({ report, timeZone, hasSeat }: ReportSeen, mayPublish: boolean, words: Words) {
  const { language } = words;
  const at = { programme: report.programme.id, period: report.period.id };
  const heading = words('heading', { period: report.period.name[language] });
  return {
    title: heading,
    backLink: seeReports.to({ language }),
    heading,
    programme: report.programme.name[language],
    audience: words(`for-${report.audience}`),
    told: report.counts.told === null ? words('told-hidden') : words('told', { n: report.counts.told }),
    withdrawn: withdrawnView(report.counts.withdrawn, words),
    smallNumbers: words('small-numbers'),
    byDomain: table('by-domain', report.counts.byDomain, words),
    // What was chosen is read first; how it was collected is there for whoever asks.
    about: {
      heading: words('about'),
      tables: [table('by-route', report.counts.byRoute, words), table('by-language', report.counts.byLanguage, words)],
    },
    seeAs: seeAsView(report, hasSeat, words),
    read: words('read'),
    levels: report.levels.map(({ name, sittings }) => ({
      heading: name[language],
      empty: sittings.length === 0 ? words('no-meetings') : '',
      sittings: sittings.map((sitting) => ({
        ...sittingView(sitting, timeZone, words),
        recommend: mayPublish
          ? recommendActionPage.to(
              { language, programme: at.programme },
              { period: at.period, sitting: sitting.sitting },
            )
          : '',
      })),
      recommend: words('recommend'),
    })),
    files: [
      { text: words('html'), href: reportHtmlApi.to(at, { audience: report.audience, language }) },
      { text: words('csv'), href: reportCsvApi.to(at, { audience: report.audience, language }) },
    ],
    publish: mayPublish ? { text: words('publish'), href: publishReportPage.to({ language, ...at }) } : null,
    recalls: mayPublish ? { text: words('recalls'), href: seeRecalls.to({ language, ...at }) } : null,
    wording: words('wording'),
  };
}

/** The same as a file that stands alone: nothing in it leads back here. */
export const reportFileView = (seen: ReportSeen, now: string, words: Words) => ({
  ...seeReportView(seen, false, words),
  language: words.language,
  asOf: words('as-of', { date: writeDate(words.language, now, seen.timeZone) }),
});

/** As oneself: for the organisation, and what one’s own meetings may read. For others: what is prepared for them. */
function seeAsView({ audience: now, programme, period }: ImpactReport, hasSeat: boolean, words: Words) {
  const { language } = words;
  const ways = (audiences: readonly ConsentAudience[]) =>
    audiences
      .filter((audience) => audience !== now && (audience !== 'panel' || hasSeat))
      .map((audience) => ({
        text: words(`as-${audience}`),
        href: seeReport.to({ language, programme: programme.id, period: period.id }, { audience }),
      }));
  return {
    heading: words('see-as'),
    parts: [
      { heading: words('see-yourself'), ways: ways(['organisation', 'panel']) },
      { heading: words('see-prepared'), ways: ways(['partner', 'public']) },
    ].filter((part) => part.ways.length > 0),
  };
}

function withdrawnView(count: number | null, words: Words): string {
  if (count === 0) return '';
  return count === null ? words('withdrawn-hidden') : words('withdrawn', { n: count });
}

function table(key: string, counts: readonly Counted[], words: Words) {
  const { language } = words;
  return macroParams({
    caption: words(key),
    head: [words(`${key}-head`), words('stories')],
    rows: counts.map(({ key: of, name, count }) => ({
      label: name?.[language] ?? words(of === '' ? 'no-domain' : `${key}-${of}`),
      counts: [count === null ? words('hidden') : writeNumber(language, count)],
    })),
  });
}

function sittingView(sitting: ReportSitting, timeZone: string, words: Words) {
  return {
    heading: headingOf(sitting, words),
    how: words('how', { method: words(`method-${sitting.method}`) }),
    considered:
      sitting.considered === null ? words('considered-hidden') : words('considered', { n: sitting.considered }),
    outcome: words(`outcome-${sitting.outcome}`),
    besideCount: sitting.followsCount ? '' : words('not-the-count'),
    reasonHeading: words('reason'),
    reason: sitting.reason ?? words('reason-withheld'),
    stories: sitting.chosen.map((story) => storyView(story, timeZone, words)),
    dissentHeading: words('dissent'),
    dissent: sitting.dissent.map(({ kind, text }) => ({
      kind: words(kind === 'caveat' ? 'caveat' : 'dissent-one'),
      text,
    })),
  };
}

function headingOf({ panel: { name }, together, domain: of }: ReportSitting, words: Words): string {
  const { language } = words;
  const domain = of?.[language];
  if (together.length > 0) {
    const panels = writeList(
      language,
      together.map((each) => each.name[language]),
    );
    return domain === undefined
      ? words('panels-together', { panels })
      : words('panels-together-and-domain', { panels, domain });
  }
  const panel = name[language];
  return domain === undefined ? panel : words('panel-and-domain', { panel, domain });
}

type Shown = Extract<ReportStory, { readonly kind: 'shown' }>;

function storyView(story: ReportStory, timeZone: string, words: Words) {
  if (story.kind === 'withheld') {
    return {
      isShown: false,
      withheld: withheldSaid(story, words),
      title: '',
      teller: '',
      notesHeading: '',
      notes: '',
      paragraphs: [],
      why: [],
      whyHeading: '',
      language: '',
      later: null,
    };
  }
  const { title, reference, teller, contentNotes, narrative, whySignificant, stillSo } = story;
  const lang = langOf(story.language);
  return {
    isShown: true,
    withheld: '',
    title: title ?? words('untitled', { reference }),
    teller: teller === null ? words('teller-unnamed') : words('told-by', { name: teller }),
    notesHeading: words('content-notes'),
    notes: writeList(lang === '' ? words.language : lang, contentNotes),
    paragraphs: paragraphsOf(narrative),
    whyHeading: words('why'),
    why: whySignificant === null ? [] : paragraphsOf(whySignificant),
    language: lang,
    later: stillSo.length === 0 ? null : laterView(stillSo, timeZone, words),
  };
}

const laterView = (later: Shown['stillSo'], timeZone: string, words: Words) => ({
  heading: words('still-so'),
  items: later.map(({ months, answer, at, text }) => ({
    heading: words('still-so-part', { n: months, date: writeDate(words.language, at, timeZone) }),
    answer: words(`still-so-${answer}`),
    paragraphs: paragraphsOf(text ?? ''),
  })),
});
