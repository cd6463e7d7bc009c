import { address } from '#web/addresses.js';

/** Pages of programme-design that others link to. */
export const seeProgrammes = address('/:language/programmes');
export const createProgrammePage = address('/:language/create-programme');
export const seeProgramme = address('/:language/programmes/:programme');
export const seeFramework = address('/:language/programmes/:programme/framework');
