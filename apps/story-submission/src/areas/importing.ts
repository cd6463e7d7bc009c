import type { ServiceArea } from '#service-kit/service-area.js';

import { importEventTypes } from '../domain/story-import/story-import.js';
import { importsModel } from '../read-models/imports/imports.js';
import { BeginImportHandler } from '../use-cases/import-stories/begin-import.command.js';
import { BringInHandler } from '../use-cases/import-stories/bring-in.command.js';
import { destroyCheckedFilesInTime } from '../use-cases/import-stories/checked-files.js';
import { destroyUploads } from '../use-cases/import-stories/destroy-uploads.js';
import { beginImports, importJobs } from '../use-cases/import-stories/import-jobs.js';
import { ImportStoriesApi } from '../use-cases/import-stories/import-stories.api.js';
import { ImportStoriesPage } from '../use-cases/import-stories/import-stories.page.js';
import { SeeImportPage } from '../use-cases/import-stories/see-import.page.js';
import { SetCheckAsideHandler } from '../use-cases/import-stories/set-check-aside.command.js';
import { MatchColumnsApi } from '../use-cases/match-columns/match-columns.api.js';
import { MatchColumnsHandler } from '../use-cases/match-columns/match-columns.command.js';
import { MatchColumnsPage } from '../use-cases/match-columns/match-columns.page.js';

/** Stories that come in a file. */
export const importing: ServiceArea = {
  eventTypes: importEventTypes,
  readModels: [importsModel],
  reactions: [beginImports, destroyUploads],
  background: [importJobs(), destroyCheckedFilesInTime],
  controllers: [ImportStoriesPage, SeeImportPage, MatchColumnsPage, ImportStoriesApi, MatchColumnsApi],
  handlers: [BeginImportHandler, BringInHandler, SetCheckAsideHandler, MatchColumnsHandler],
};
