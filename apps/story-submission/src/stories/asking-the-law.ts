import type { Refusal } from '#contracts/shared/refusal.js';
import type { MayErase } from '#key-vault/key-vault.js';
import { dayOfProgramme } from '#service-kit/known/programme-day.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { storyStream } from '../domain/story/events.js';
import { mayBeErased } from '../domain/story/legal-hold.js';
import { storyNow } from './story-now.js';

/** From the story’s own log: a view could be a moment behind. */
export async function heldByLaw(service: ServiceRuntime, story: string, at: string): Promise<Refusal | undefined> {
  const state = await storyNow(service, story);
  if (state === undefined) return undefined;
  return mayBeErased(state, await dayOfProgramme(service, state.submitted.programme, at));
}

/** For the vault, which asks again where a hold may have been placed meanwhile. */
export class AskingTheLaw {
  held: Refusal | undefined;

  constructor(
    private readonly service: ServiceRuntime,
    private readonly at: string,
  ) {}

  /** Of a key of a story. */
  readonly mayErase: MayErase = (owner) => this.mayEraseOf(owner.slice(storyStream('').length));

  /** Of a key that belongs to this story, whatever its own name. */
  readonly mayEraseOf = async (story: string): Promise<boolean> => {
    this.held = await heldByLaw(this.service, story, this.at);
    return this.held === undefined;
  };
}
