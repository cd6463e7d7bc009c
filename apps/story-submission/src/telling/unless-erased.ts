import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { KeysErased } from '#key-vault/key-vault.js';

/** Sent once more after the story was told and erased: its keys are not made a second time, and it is not told again. */
export async function unlessErased<Made>(make: () => Promise<Made>): Promise<Made | Refusal> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof KeysErased) return refuse('story-erased-meanwhile');
    throw error;
  }
}
