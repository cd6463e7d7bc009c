import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fileTypeFromBuffer } from 'file-type';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting, type SittingChanged } from '../../deciding/change-sitting.js';
import { sealRemark } from '../../deciding/seal-remark.js';
import type { FlipChartAdded } from '../../domain/sitting/events.js';
import { addFlipChart, takeFlipChartAway } from '../../domain/sitting/flip-charts.js';
import { sittingOf } from '../../reading-streams/load.js';

/** A photo from a phone, and no more. */
export const largestPhoto = 10 * 1024 * 1024;

/** Before the ids of such files. */
export const flipChartPrefix = 'flip-chart-';

export class KeepFlipChart extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly bytes: Buffer,
    /** What stands on it: whoever cannot see the photo reads this. */
    readonly words: string,
  ) {
    super();
  }
}

const formats = ['image/jpeg', 'image/png', 'image/webp'] as const;

@CommandHandler(KeepFlipChart)
export class KeepFlipChartHandler implements ICommandHandler<KeepFlipChart> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, bytes, words }: KeepFlipChart): Promise<SittingChanged> {
    const { store, files, scanner } = this.service;
    const { actor, organisation, commandId, at } = context;
    const found = await sittingOf(store, organisation, sitting);
    if (isRefusal(found)) return found;
    const format = await this.#formatOf(bytes);
    if (isRefusal(format)) return format;
    const photo = `${flipChartPrefix}${idFrom(commandId, 'photo')}`;
    const reason = idFrom(commandId, 'flip chart');
    const unsealed = { reason, text: { class: 'reason' as const, version: 1, box: '' } };
    const data: FlipChartAdded['data'] = { photo, format, bytes: bytes.length, words: unsealed, addedBy: actor };
    // Decided before anything is sealed or kept: for what is refused there is neither.
    const refused = addFlipChart(found, { actor, organisation }, data);
    if (isRefusal(refused)) return refused;
    if ((await scanner.scan(inOne(bytes))) === 'infected') return refuse('photo-infected', 'file');
    const text = await sealRemark(this.service, reason, { organisation, author: actor, story: null, text: words });
    if (isRefusal(text)) return text;
    await files.keep(photo, organisation, inOne(bytes));
    const done = await changeSitting(this.service, context, sitting, (state, by) =>
      addFlipChart(state, by, { ...data, words: { reason, text } }),
    );
    if (isRefusal(done)) await files.destroy(photo, at);
    return done;
  }

  /** By what is in it; its name and what a sender says of it count for nothing. */
  async #formatOf(bytes: Buffer): Promise<FlipChartAdded['data']['format'] | Refusal> {
    if (bytes.length === 0) return refuse('photo-missing', 'file');
    const mime = (await fileTypeFromBuffer(bytes))?.mime;
    const format = formats.find((each) => each === mime);
    return format === undefined || bytes.length > largestPhoto ? refuse('photo-of-no-kind', 'file') : format;
  }
}

export class TakeFlipChartAway extends Command<SittingChanged> {
  constructor(
    readonly context: CommandContext,
    readonly sitting: string,
    readonly photo: string,
  ) {
    super();
  }
}

/** The key first: after a stop between the two the photo is gone, and asked again it is written down. */
@CommandHandler(TakeFlipChartAway)
export class TakeFlipChartAwayHandler implements ICommandHandler<TakeFlipChartAway> {
  constructor(private readonly service: ServiceRuntime) {}

  async execute({ context, sitting, photo }: TakeFlipChartAway): Promise<SittingChanged> {
    const { actor, organisation, at } = context;
    const found = await sittingOf(this.service.store, organisation, sitting);
    if (isRefusal(found)) return found;
    const refused = takeFlipChartAway(found, { actor, organisation }, photo);
    if (isRefusal(refused)) return refused;
    if (refused.length > 0) await this.service.files.destroy(photo, at);
    return changeSitting(this.service, context, sitting, (state, by) => takeFlipChartAway(state, by, photo));
  }
}

async function* inOne(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield bytes;
}
