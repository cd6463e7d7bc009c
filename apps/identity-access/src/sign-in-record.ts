import { calendarDay } from '#contracts/shared/calendar-day.js';
import type { DomainEvent } from '#contracts/shared/decider.js';
import { newId } from '#service-kit/ids.js';
import type { ServiceRuntime } from '#service-kit/service.js';

export type SignedIn = DomainEvent<'SignedIn', { readonly person: string }>;
/** A wrong password or second step for an account that is there. */
export type SignInRefused = DomainEvent<'SignInRefused', { readonly person: string }>;

export const signInEventTypes = { SignedIn: { version: 1 }, SignInRefused: { version: 1 } } as const;

export const isSignInEvent = (event: DomainEvent): event is SignedIn | SignInRefused => event.type in signInEventTypes;

/** Writes it down, in one stream for a day (UTC). The sign-in stands or falls without it. */
export async function recordSignIn(
  { store, clock, log }: ServiceRuntime,
  type: 'SignedIn' | 'SignInRefused',
  organisation: string,
  person: string,
): Promise<void> {
  const at = clock.now();
  const event: SignedIn | SignInRefused = { type, schemaVersion: 1, data: { person } };
  try {
    await store.append(`sign-ins/${organisation}/${calendarDay(at, 'UTC')}`, [event], {
      ...{ organisation, at, correlation: newId(), commandId: newId() },
      ...{ actor: type === 'SignedIn' ? person : 'anyone', expected: 'any' },
    });
  } catch (error) {
    log.warn({ because: error instanceof Error ? error.name : typeof error }, 'A sign-in could not be written down');
  }
}
