import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import { holdsRole, type OperatorAsking, type PersonAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { ReasonText, StoryText } from '#contracts/shared/story-text.js';
import type { UnlockRequest } from '#key-vault/key-vault.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { sittingApi, sittingsApi, sittingStoryApi } from '../../addresses.js';
import type { ReasonOnRecord } from '../../domain/sitting/events.js';
import { pair, storiesPresent } from '../../domain/sitting/state.js';
import { sittings, type SittingDocument } from '../../read-models/sittings/sittings.js';
import { stories } from '../../read-models/stories/stories.js';

type Who = PersonAsking | OperatorAsking;

@ApiTags('sittings')
@Controller()
export class SeeSittingApi {
  constructor(private readonly service: ServiceRuntime) {}

  @Get(sittingsApi.pattern)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async list(@SignedIn() who: Who) {
    const { documents } = await this.service.views.find(sittings, {
      index: 'byOrganisation',
      equals: { organisation: who.organisation },
      order: 'descending',
      limit: 1_000,
    });
    return { items: documents.filter((each) => mayRead(who, each)).map((each) => summary(who, each)), next: null };
  }

  @Get(sittingApi.pattern)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async see(@SignedIn() who: Who, @Param('sitting') id: string) {
    const document = await this.#mine(who, id);
    const { state } = document;
    return {
      ...summary(who, document),
      conflicts: state.conflicts,
      rounds: state.rounds,
      outcome: state.outcome,
      passedUp: state.passedUp,
      heldOver: state.heldOver,
      reasons: await this.#opened(who, state.reasons, 'this-panel'),
    };
  }

  /** The story with all that was said of it so far. Text only where the vault gives it. */
  @Get(sittingStoryApi.pattern)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async story(@SignedIn() who: Who, @Param('sitting') id: string, @Param('story') story: string) {
    const { state } = await this.#mine(who, id);
    const received = state.stories.find((each) => each.story === story);
    const known = await this.service.views.get(stories, story);
    if (received === undefined || known === undefined)
      return throwRefusal(refuse('story-not-in-sitting', 'story', { story }));
    const { reference, language, words, from } = received;
    const facts = { story, reference, language, words, from: from.kind };
    const answer = await this.service.unlocking.unlockOne({
      owner: `story/${story}`,
      reader: who,
      purpose: 'audience',
      audience: 'panel',
      use: 'read',
    });
    if (answer.kind === 'withheld') return { ...facts, withheld: answer.because, reasons: [] };
    const { tellerRole: _role, collectorRole: _other, ...text } = answer.open<StoryText>(known.submitted.text);
    return { ...facts, text, reasons: await this.#opened(who, received.reasons, 'later-panels') };
  }

  async #opened(who: Who, reasons: readonly ReasonOnRecord[], reach: 'this-panel' | 'later-panels') {
    const answers = await this.service.unlocking.unlock(
      reasons.map(({ reason }): UnlockRequest => ({
        owner: `reason/${reason}`,
        reader: who,
        purpose: 'audience',
        audience: 'panel',
        use: 'read',
        reach,
      })),
    );
    return reasons.map(({ kind, stories: named, panel, level, text }, at) => {
      const answer = answers[at];
      return {
        kind,
        stories: named,
        panel,
        level,
        text: answer?.kind === 'granted' ? answer.open<ReasonText>(text).text : null,
      };
    });
  }

  async #mine(who: Who, id: string): Promise<SittingDocument> {
    const found = await this.service.views.get(sittings, id);
    return found !== undefined && mayRead(who, found) ? found : throwRefusal(refuse('sitting-not-found'));
  }
}

/** The panel and its facilitator, and evaluators of the organisation. To anybody else it is not there. */
const mayRead = (who: Who, { organisation, state }: SittingDocument): boolean =>
  organisation === who.organisation &&
  (state.opened.members.includes(who.person) ||
    state.opened.facilitator === who.person ||
    holdsRole(who, ['evaluator']));

function summary(who: Who, { id, isClosed, openedAt, version, state }: SittingDocument) {
  const { programme, panel, level, period, domain, method, members, facilitator, heldIn } = state.opened;
  const present = new Set(storiesPresent(state).map(({ story }) => story));
  return {
    ...{ sitting: id, programme, panel, level, period, domain, method, members, facilitator, heldIn },
    ...{ isClosed, openedAt, version },
    stories: state.stories.map(({ story, reference, words, language, from }) => ({
      ...{ story, reference, words, language, from: from.kind },
      isWithdrawn: !present.has(story),
      isRead: state.read.includes(pair(who.person, story)),
      isSkipped: state.skipped.includes(pair(who.person, story)),
    })),
  };
}
