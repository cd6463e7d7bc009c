import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';

import type { ConsentAudience } from '#contracts/shared/consent.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { ReasonText, StoryNames, StoryText } from '#contracts/shared/story-text.js';
import type { Reader, UnlockRequest } from '#key-vault/key-vault.js';
import { answeredLater, knownStillSo } from '#service-kit/known-still-so.js';
import { knownProgrammes } from '#service-kit/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { closedSittings, type ClosedSitting } from '../../read-models/sittings/sittings.js';
import { isSmall } from '../../domain/small-numbers/hide-small.js';
import { periodCounts } from './period-counts.js';
import type { ImpactReport, ReportSitting, ReportStory } from './report.js';
import { storyReceived } from './story-received.js';

export class SeeReport extends Query<ImpactReport | Refusal> {
  constructor(
    readonly reader: Reader,
    readonly programme: string,
    readonly period: string,
    readonly audience: ConsentAudience,
  ) {
    super();
  }
}

@QueryHandler(SeeReport)
export class SeeReportHandler implements IQueryHandler<SeeReport> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ reader, programme, period, audience }: SeeReport): Promise<ImpactReport | Refusal> {
    const { views } = this.service;
    const known = await views.get(knownProgrammes, programme);
    if (known?.organisation !== reader.organisation) return refuse('report-programme-not-found');
    const { design } = known;
    const found = design.periods.find(({ id }) => id === period);
    if (found === undefined) return refuse('report-period-not-found');
    const counts = await periodCounts(views, design, period);
    const sittings: ReportSitting[] = [];
    const levelOf = new Map<string, number>();
    for await (const sitting of views.stream(closedSittings, { index: 'byPeriod', equals: { programme, period } })) {
      levelOf.set(sitting.id, sitting.level);
      sittings.push(await this.#sitting(sitting, design, reader, audience, counts.isDomainHidden));
    }
    return {
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
  }

  async #sitting(
    { record }: ClosedSitting,
    design: ProgrammeDesign,
    reader: Reader,
    audience: ConsentAudience,
    isDomainHidden: (domain: string | null) => boolean,
  ): Promise<ReportSitting> {
    const { panel, domain, outcome } = record;
    const named = (id: string): ReportSitting['panel'] => ({
      id,
      name: design.panels.find((each) => each.id === id)?.name ?? { en: id, cy: id },
    });
    const said = record.reasons.filter(({ kind }) => kind === 'group' || kind === 'dissent' || kind === 'caveat');
    const opened = await this.service.unlocking.unlock(
      said.map(({ reason }): UnlockRequest => ({
        owner: `reason/${reason}`,
        reader,
        purpose: 'audience',
        audience,
        use: 'read',
        reach: 'reports',
      })),
    );
    const texts = said.map(({ kind, text }, at) => {
      const answer = opened[at];
      return { kind, text: answer?.kind === 'granted' ? answer.open<ReasonText>(text).text : null };
    });
    return {
      sitting: record.sitting,
      panel: named(panel),
      together: (record.plenaryOf ?? []).map((each) => named(each.panel)),
      domain: design.domains.find(({ id }) => id === domain)?.name ?? null,
      method: record.method,
      considered: isSmall(record.received.length) || isDomainHidden(domain) ? null : record.received.length,
      outcome: outcome.kind,
      followsCount: outcome.followsCount,
      chosen: await Promise.all(outcome.stories.map((story) => this.#story(story, reader, audience))),
      reason: texts.find(({ kind }) => kind === 'group')?.text ?? null,
      dissent: texts.flatMap(({ kind, text }) =>
        text !== null && (kind === 'dissent' || kind === 'caveat') ? [{ kind, text }] : [],
      ),
    };
  }

  async #story(id: string, reader: Reader, audience: ConsentAudience): Promise<ReportStory> {
    const known = await storyReceived(this.service.store, id);
    const later = await this.service.views.get(knownStillSo, id);
    const answer = await this.service.unlocking.unlockOne({
      owner: `story/${id}`,
      reader,
      purpose: 'audience',
      audience,
      use: 'read',
    });
    if (known === undefined) return { kind: 'withheld', story: id, because: 'unknown' };
    if (answer.kind === 'withheld') return { kind: 'withheld', story: id, because: answer.because };
    const { title, narrative, whySignificant, contentNotes } = answer.open<StoryText>(known.text);
    const mayName = known.names !== null && answer.classes.includes('name');
    const { reference, language } = known;
    return {
      kind: 'shown',
      story: id,
      reference,
      language,
      title,
      narrative,
      whySignificant,
      contentNotes,
      stillSo: answeredLater(later, answer),
      teller: mayName && known.names !== null ? answer.open<StoryNames>(known.names).teller : null,
    };
  }
}
