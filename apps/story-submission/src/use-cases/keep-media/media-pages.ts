import type { CommandBus } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { AddMedium, PutMediumInWords } from './keep-media.command.js';
import { mediaSeen, type MediaSight, type MediumSeen } from './media-seen.js';
import {
  addMediumForm,
  mediaView,
  takeAwayView,
  wordsForm,
  wordsView,
  type MediaPlace,
  type MediaShown,
} from './media.view.js';
import { SentMedium } from './sent-medium.js';

const list = pageTemplate(import.meta.url, 'media.njk');
const inWords = pageTemplate(import.meta.url, 'put-in-words.njk');
const away = pageTemplate(import.meta.url, 'take-away.njk');
const words = loadWords(import.meta.url, 'media');

export interface Doing {
  readonly service: ServiceRuntime;
  readonly commands: CommandBus;
}

type States = Pick<MediaShown, 'adding' | 'sharing'>;

export async function listPage(
  service: ServiceRuntime,
  sight: MediaSight,
  place: MediaPlace,
  page: PageContext,
  states: States = {},
): Promise<PageAnswer> {
  const seen = await mediaSeen(service, sight);
  return htmlReply(list, mediaView({ sight, seen, place, ...states }, words[page.language]), page);
}

/** The file came in before the form was looked at: what was wrong with either is said with what was typed. */
export async function added(
  { service, commands }: Doing,
  context: CommandContext,
  sight: MediaSight,
  place: MediaPlace,
  page: PageContext,
  body: unknown,
): Promise<PageAnswer> {
  const parsed = addMediumForm.parse(body);
  const again = (...refusals: readonly Refusal[]): Promise<PageAnswer> => {
    const refused = addMediumForm.refused({ ...parsed.typed, file: '' }, ...refusals);
    const errors = [...(parsed.ok ? [] : parsed.errors), ...refused.errors];
    return listPage(service, sight, place, page, { adding: { typed: refused.typed, errors } });
  };
  const sent: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'file') : undefined;
  const kept = sent instanceof SentMedium ? sent.outcome : refuse('medium-missing', 'file');
  if (!sight.mayChange) return throwRefusal(refuse('story-not-found', 'story'));
  if (isRefusal(kept)) return again(kept);
  if (!parsed.ok) return again();
  const by = sight.as === 'teller' ? 'teller' : 'staff';
  const done = await commands.execute(new AddMedium(context, sight.document, kept, by, parsed.values.words));
  if (isRefusal(done)) return again(done);
  await service.views.reached(done.stream, done.version);
  return seeOther(place.list);
}

/** Of those that may be changed, with its words as far as they may be read. */
async function changeable(service: ServiceRuntime, sight: MediaSight, medium: string): Promise<MediumSeen> {
  const found = (await mediaSeen(service, sight)).find((each) => each.medium.medium === medium);
  return found !== undefined && sight.mayChange ? found : throwRefusal(refuse('medium-not-found', 'medium'));
}

export async function wordsPage(
  service: ServiceRuntime,
  sight: MediaSight,
  place: MediaPlace,
  medium: string,
  page: PageContext,
  state?: MediaShown['adding'],
): Promise<PageAnswer> {
  const found = await changeable(service, sight, medium);
  const view = wordsView({ sight, place, seen: [] }, found, state, words[page.language]);
  return htmlReply(inWords, view, page);
}

export async function putInWords(
  { service, commands }: Doing,
  context: CommandContext,
  sight: MediaSight,
  place: MediaPlace,
  medium: string,
  page: PageContext,
  body: unknown,
): Promise<PageAnswer> {
  await changeable(service, sight, medium);
  const parsed = wordsForm.parse(body);
  if (!parsed.ok) return wordsPage(service, sight, place, medium, page, parsed);
  const done = await commands.execute(new PutMediumInWords(context, sight.document, medium, parsed.values.words));
  if (isRefusal(done)) return wordsPage(service, sight, place, medium, page, wordsForm.refused(parsed.typed, done));
  await service.views.reached(done.stream, done.version);
  return seeOther(place.list);
}

export function takeAwayPage(sight: MediaSight, place: MediaPlace, medium: string, page: PageContext): PageAnswer {
  const isThere = sight.media.media.some((each) => each.medium === medium);
  if (!isThere || !sight.mayChange) return throwRefusal(refuse('medium-not-found', 'medium'));
  return htmlReply(away, takeAwayView({ sight, place, seen: [] }, words[page.language]), page);
}
