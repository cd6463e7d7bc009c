import { address } from '#web/addresses.js';

export const seeMeetings = address('/:language/meetings');
export const seeMeeting = address('/:language/meetings/:sitting');
export const seePanels = address('/:language/panels');
