import { address } from '#web/addresses.js';

export const seeMeetings = address('/:language/meetings');
export const seeMeeting = address('/:language/meetings/:sitting');
export const seeDebriefsPage = address('/:language/debriefs');
export const seePanels = address('/:language/panels');
