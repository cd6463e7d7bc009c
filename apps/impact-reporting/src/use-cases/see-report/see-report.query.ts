import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import { reasonsGiven } from '#contracts/panel-review/reasons-given.js';
import type { ConsentAudience } from '#contracts/shared/consent.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { ReasonText, StoryNames, StoryText } from '#contracts/shared/story-text.js';
import type { Reader } from '#key-vault/key-vault.js';
import { answeredLater, knownStillSo } from '#service-kit/stories/known-still-so.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { namesInStory, type OpensWithStory } from '#service-kit/stories/names-in-story.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { isSmall } from '../../domain/small-numbers/hide-small.js';
import { readerOfReport, type ReaderOfReport } from '../../read-models/seats/seats.js';
import { closedSittings, type ClosedSitting } from '../../read-models/sittings/sittings.js';
import { openForReport } from '../../reports/open-for-report.js';
import { CountsOfProgrammes } from './period-counts.js';
import type { ReportSeen, ReportSitting, ReportStory } from '../../reports/report.js';
import { storyReceived } from '../../reading-story/story-received.js';

export class SeeReport extends Query<ReportSeen | Refusal> {
  constructor(
    readonly reader: Reader,
    readonly programme: string,
    readonly period: string,
    readonly audience: ConsentAudience,
  ) {
    super();
  }
}

/** By whom and for whom a report is being read, and the stories it has shown so far. */
interface Reading {
  readonly reader: ReaderOfReport;
  readonly audience: ConsentAudience;
  readonly shown: Set<string>;
}

@QueryHandler(SeeReport)
export class SeeReportHandler implements IQueryHandler<SeeReport> {
  readonly #counts: CountsOfProgrammes;

  constructor(private readonly service: ServiceRuntime) {
    this.#counts = new CountsOfProgrammes(service.views);
  }

  async execute({ reader: asking, programme, period, audience }: SeeReport): Promise<ReportSeen | Refusal> {
    const { views } = this.service;
    const known = await views.get(knownProgrammes, programme);
    if (known?.organisation !== asking.organisation) return refuse('report-programme-not-found');
    const { design } = known;
    const found = design.periods.find(({ id }) => id === period);
    if (found === undefined) return refuse('report-period-not-found');
    const [counts, reader] = await Promise.all([
      this.#counts.ofPeriod(design, period),
      readerOfReport(views, asking, programme),
    ]);
    const reading: Reading = { reader, audience, shown: new Set() };
    const sittings: ReportSitting[] = [];
    const levelOf = new Map<string, number>();
    for await (const sitting of views.stream(closedSittings, { index: 'byPeriod', equals: { programme, period } })) {
      levelOf.set(sitting.id, sitting.level);
      sittings.push(await this.#sitting(sitting, design, reading, counts.isDomainHidden));
    }
    const report = {
      programme: { id: programme, name: design.name },
      period: { id: period, name: found.name },
      audience,
      counts: counts.told,
      levels: [...design.levels]
        .sort((a, b) => b.level - a.level)
        .map(({ level, name }) => ({
          level,
          name,
          sittings: sittings.filter(({ sitting }) => levelOf.get(sitting) === level),
        })),
    };
    return { report, timeZone: design.timezone, shown: [...reading.shown], hasSeat: reader.received.size > 0 };
  }

  async #sitting(
    { record }: ClosedSitting,
    design: ProgrammeDesign,
    reading: Reading,
    isDomainHidden: (domain: string | null) => boolean,
  ): Promise<ReportSitting> {
    const { panel, domain, outcome } = record;
    const named = (id: string): ReportSitting['panel'] => ({
      id,
      name: design.panels.find((each) => each.id === id)?.name ?? { en: id, cy: id },
    });
    const said = reasonsGiven(record).filter(({ kind }) => kind === 'group' || kind === 'dissent' || kind === 'caveat');
    const { reader, audience, shown } = reading;
    const opened = await openForReport(
      this.service.unlocking,
      reader,
      audience,
      said.map(({ reason, stories }) => ({ owner: `reason/${reason}`, stories })),
    );
    const texts = said.map(({ kind, stories, text }, at) => {
      const answer = opened[at];
      if (answer?.kind !== 'granted') return { kind, text: null };
      for (const story of stories) shown.add(story);
      return { kind, text: answer.grant.open<ReasonText>(text).text };
    });
    const chosen = await Promise.all(outcome.stories.map((story) => this.#story(story, reading)));
    for (const story of chosen) if (story.kind === 'shown') shown.add(story.story);
    return {
      sitting: record.sitting,
      panel: named(panel),
      together: (record.plenaryOf ?? []).map((each) => named(each.panel)),
      domain: design.domains.find(({ id }) => id === domain)?.name ?? null,
      method: record.method,
      considered: isSmall(record.received.length) || isDomainHidden(domain) ? null : record.received.length,
      outcome: outcome.kind,
      followsCount: outcome.followsCount,
      chosen,
      reason: texts.findLast(({ kind }) => kind === 'group')?.text ?? null,
      dissent: texts.flatMap(({ kind, text }) =>
        text !== null && (kind === 'dissent' || kind === 'caveat') ? [{ kind, text }] : [],
      ),
    };
  }

  async #story(id: string, { reader, audience }: Reading): Promise<ReportStory> {
    const known = await storyReceived(this.service.store, id);
    const later = await this.service.views.get(knownStillSo, id);
    const read = [{ owner: `story/${id}`, stories: [id] }];
    const [opened] = await openForReport(this.service.unlocking, reader, audience, read);
    if (known === undefined || opened === undefined)
      return { kind: 'withheld', story: id, because: 'unknown', reference: null };
    const { reference, language, names } = known;
    if (opened.kind === 'withheld') {
      const { because } = opened;
      const isForOthers = because === 'no-seat' || because === 'not-to-organisation';
      return { kind: 'withheld', story: id, because, reference: isForOthers ? reference : null };
    }
    const { grant, mayName } = opened;
    const { title, narrative, whySignificant, contentNotes } = grant.open<StoryText>(known.text);
    const told = mayName && names !== null ? grant.open<StoryNames>(names) : null;
    const opens = this.#opensWith(id, reader, audience);
    return {
      kind: 'shown',
      story: id,
      reference,
      language,
      title,
      narrative,
      whySignificant,
      contentNotes,
      stillSo: answeredLater(later, grant),
      teller: told === null ? null : (await namesInStory(told, opens)).teller,
    };
  }

  /** Names of several who told it: each as the story itself is opened for this report. */
  #opensWith(story: string, reader: ReaderOfReport, audience: ConsentAudience): OpensWithStory {
    return async (owners) => {
      const read = owners.map((owner) => ({ owner, stories: [story] }));
      const opened = await openForReport(this.service.unlocking, reader, audience, read);
      return opened.map((one) => (one.kind === 'granted' ? one.grant : undefined));
    };
  }
}
