import { consentAudiences, type ConsentAudience } from '#contracts/shared/consent.js';
import { storyConsentChangedV1 } from '#contracts/story-submission/story-consent-changed.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { received } from '#service-kit/messages/received.js';
import type { Reaction, ServiceRuntime } from '#service-kit/service.js';

import { mayBeShownTo } from '../../domain/report/consents-needed.js';
import { isReportEvent, reissueWithout, reportDecider, reportStream } from '../../domain/report/report.js';
import { shownStories } from '../../read-models/shown-stories/shown-stories.js';

/** A story in a report, and audiences of it that may no longer read it. */
interface Lost {
  readonly programme: string;
  readonly period: string;
  readonly story: string;
  readonly audiences: readonly ConsentAudience[];
}

/**
 * A story taken back, or shared with fewer people, leaves every report that showed it to them: the next issue says so.
 * Its text was unreadable to them before this.
 */
export const reissueReports: Reaction = {
  name: 'reissue-reports',
  on: async (recorded, service) => {
    const { organisation, at, correlation } = recorded.metadata;
    const occasion = [recorded.stream, String(recorded.streamVersion)];
    for (const { programme, period, story, audiences } of await lostIn(recorded, service)) {
      const stream = reportStream(programme, period);
      const command = {
        commandId: idFrom('reissue', ...occasion, stream, story),
        ...{ organisation, at, correlation, actor: 'system/recall', causation: occasion.join('@') },
      };
      await service.store.execute(stream, command, reportDecider, (state) => reissueWithout(state, story, audiences));
    }
  },
};

async function lostIn(recorded: RecordedEvent, service: ServiceRuntime): Promise<readonly Lost[]> {
  const withdrawn = received(recorded, storyWithdrawnV1);
  if (withdrawn !== undefined) return lostWherever(recorded, service, withdrawn.story, []);
  const changed = received(recorded, storyConsentChangedV1);
  if (changed !== undefined) {
    const { story, audiences } = changed;
    // Said and held both: what the key holds may be less already, and an exclusion is known only there.
    const agreed = await agreedTo(service, recorded.metadata.organisation, story);
    const stands = audiences.filter((audience) => agreed.includes(audience));
    return lostWherever(recorded, service, story, stands);
  }
  return lostBehind(recorded, service);
}

/** In every report that showed it to an audience that needs more than what stands. */
async function lostWherever(
  { stream, streamVersion }: RecordedEvent,
  { views }: ServiceRuntime,
  story: string,
  stands: readonly ConsentAudience[],
): Promise<readonly Lost[]> {
  // Going on without would leave the story for good in an issue that the view has not seen yet.
  if (!(await views.reached(stream, streamVersion, 60_000))) {
    throw new Error(`${stream}: the view of what reports showed has not caught up`);
  }
  const lost = new Map<string, Lost>();
  for await (const shown of views.stream(shownStories, { index: 'byStory', equals: { story } })) {
    const { programme, period, audience } = shown;
    if (mayBeShownTo(audience, stands)) continue;
    const report = reportStream(programme, period);
    const audiences = [...(lost.get(report)?.audiences ?? []), audience];
    lost.set(report, { programme, period, story, audiences });
  }
  return [...lost.values()];
}

/** A story may be taken back while it is being published or read, and be heard of before that: then the key is asked. */
async function lostBehind(
  { event, stream, metadata }: RecordedEvent,
  service: ServiceRuntime,
): Promise<readonly Lost[]> {
  if (!isReportEvent(event) || event.type === 'ReportReissued') return [];
  const state = await service.store.fold(stream, reportDecider);
  if (state === undefined) return [];
  const { programme, period, to } = state;
  const lost: Lost[] = [];
  for (const story of new Set(consentAudiences.flatMap((audience) => to[audience]?.shown ?? []))) {
    const agreed = await agreedTo(service, metadata.organisation, story);
    const audiences = consentAudiences.filter(
      (audience) => to[audience]?.shown.includes(story) === true && !mayBeShownTo(audience, agreed),
    );
    if (audiences.length > 0) lost.push({ programme, period, story, audiences });
  }
  return lost;
}

/** Sharing that is only paused is not at an end. */
async function agreedTo(
  { vault }: ServiceRuntime,
  organisation: string,
  story: string,
): Promise<readonly ConsentAudience[]> {
  const held = await vault.consentOf(`story/${story}`);
  if (held === undefined || held.state === 'withdrawn' || held.state === 'erased') return [];
  const { audiences, exclusions } = held.consent;
  if (exclusions.some(({ kind, id }) => kind === 'organisation' && id === organisation)) return [];
  return consentAudiences.filter((audience) => audiences[audience] !== undefined);
}
