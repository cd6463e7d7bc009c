import { address } from '#web/addresses.js';

/** Pages of identity-access that others link to. */
export const signIn = address('/:language/sign-in');
export const signOut = address('/:language/sign-out');
export const seePeople = address('/:language/people');
export const howISignIn = address('/:language/how-i-sign-in');
export const remindersPage = address('/:language/reminders');
/** Of one rehearsal: what people with an account would have been sent. */
export const rehearsedLettersToPeoplePage = address('/:language/rehearsed-letters/:programme');
