import { isOwnAddress } from '#web/pages/page-answer.js';

/** Where somebody wanted to go before they were asked to sign in; empty where it is not ours. */
export const ownAddress = (address: unknown): string =>
  typeof address === 'string' && isOwnAddress(address) && !address.startsWith('/api/') ? address : '';
