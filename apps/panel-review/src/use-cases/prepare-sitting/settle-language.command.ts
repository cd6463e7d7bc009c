import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { sealRemark } from '../../deciding/seal-remark.js';
import type { LanguageSettled } from '../../domain/sitting/events.js';
import { cannotRead, notSettled, settleLanguage } from '../../domain/sitting/languages.js';
import { storiesPresent } from '../../domain/sitting/state.js';
import { translatedInto } from '../../reading-meetings/opened-translations.js';
import { languagesOf, ownReadings } from '../../reading-meetings/own-readings.js';
import { sittingOf } from '../../reading-streams/load.js';
import { storiesNotTranslated } from './preparation-for.js';

export type HowSettled = LanguageSettled['data']['how'];

/** How those who do not read the language of a story read it all the same, or why the panel goes on. */
export class SettleLanguage extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly how: HowSettled,
    readonly because: string,
  ) {
    super();
  }
}

@CommandHandler(SettleLanguage)
export class SettleLanguageHandler implements ICommandHandler<SettleLanguage> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, how, because }: SettleLanguage): Promise<SittingChanged> {
    const { organisation, actor, commandId } = context;
    const found = await sittingOf(this.service.store, organisation, sitting);
    if (isRefusal(found)) return found;
    const read = languagesOf(await ownReadings(this.service, organisation, found.opened.members));
    const present = storiesPresent(found).map(({ story }) => story);
    const pairs = notSettled(found, cannotRead(found, read, await translatedInto(this.service, present)));
    const reason = idFrom(commandId, 'language');
    const unsealed = { how, pairs, because: { reason, text: { class: 'reason' as const, version: 1, box: '' } } };
    const data = { ...unsealed, recordedBy: actor };
    // Decided before anything is sealed: for what is refused there is no key.
    const refused = settleLanguage(found, { actor, organisation }, data);
    if (isRefusal(refused)) return refused;
    if (how === 'translation') {
      const [kept] = await storiesNotTranslated(this.service, [...new Set(pairs.map(({ story }) => story))]);
      const story = found.stories.find((each) => each.story === kept)?.reference;
      if (story !== undefined) return refuse('teller-refused-translation', 'how', { story });
    }
    const text = await sealRemark(this.service, reason, { organisation, author: actor, story: null, text: because });
    if (isRefusal(text)) return text;
    return changeSitting(this.service, context, sitting, (state, by) =>
      settleLanguage(state, by, { ...data, because: { reason, text } }),
    );
  }
}
