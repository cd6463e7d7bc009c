import type { CommandBus } from '@nestjs/cqrs';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import type { FormError } from '#web/forms/form.js';
import { textIn } from '#web/forms/typed-text.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { AddMedium, PutMediumInWords } from './keep-media.command.js';
import { mediaSeen, type MediaSight, type MediumSeen } from '../../media/media-seen.js';
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
  const again = (...errors: readonly FormError[]): Promise<PageAnswer> =>
    listPage(service, sight, place, page, { adding: { typed: { ...parsed.typed, file: '' }, errors } });
  const refused = (refusal: Refusal): Promise<PageAnswer> =>
    again(...(parsed.ok ? [] : parsed.errors), ...addMediumForm.refused(parsed.typed, refusal).errors);
  const sent: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'file') : undefined;
  const kept = sent instanceof SentMedium ? sent.outcome : noFile;
  if (!sight.mayChange) return throwRefusal(refuse('story-not-found', 'story'));
  const then = textIn(body, 'then');
  const leadsTo = whereThen(then, place);
  if (isRefusal(kept) && kept.refusal === noFile.refusal) {
    if (then === 'language') return again();
    if (leadsTo === place.list) return refused(kept);
    return textIn(body, 'words').trim() === '' ? seeOther(leadsTo) : again(wordsWithoutFile);
  }
  if (isRefusal(kept)) return refused(kept);
  if (!parsed.ok) return again(...parsed.errors);
  const by = sight.as === 'teller' ? 'teller' : 'staff';
  const done = await commands.execute(new AddMedium(context, sight.document, kept, by, parsed.values.words));
  if (isRefusal(done)) return refused(done);
  await service.views.reached(done.stream, done.version);
  return seeOther(leadsTo);
}

const noFile = refuse('medium-missing', 'file');
const wordsWithoutFile: FormError = { kind: 'wrong', field: 'file', wrong: { words: 'words-without-file' } };

/** While the story is written, on and pause are buttons of the same form: a file that was chosen is not left behind. */
function whereThen(then: string, { list, journey }: MediaPlace): string {
  if (journey !== undefined && then === 'on') return journey.goOn;
  return journey !== undefined && then === 'pause' ? journey.pause : list;
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
