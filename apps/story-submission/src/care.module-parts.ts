import { GoOnNowApi } from './use-cases/wait-before-panels/go-on-now.api.js';
import { GoOnNowHandler } from './use-cases/wait-before-panels/go-on-now.command.js';
import { GoOnNowPage } from './use-cases/wait-before-panels/go-on-now.page.js';

/** What a story waits for before panels, and how long it is kept: for the module. */
export const careModuleParts = {
  controllers: [GoOnNowPage, GoOnNowApi],
  handlers: [GoOnNowHandler],
} as const;
