import { address } from '#web/addresses.js';

/** Pages of panel-review that others link to. */
export const seeSittings = address('/:language/meetings');
export const seeSitting = address('/:language/meetings/:sitting');
