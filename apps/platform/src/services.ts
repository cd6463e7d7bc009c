import type { ServiceDefinition } from '#service-kit/service.js';
import type { ErrorCatalogue } from '#web/errors/error-catalogue.js';

import { identityAccessErrors } from '../../identity-access/src/errors.js';
import { identityAccess } from '../../identity-access/src/identity-access.service.js';
import type { IdentitySettings } from '../../identity-access/src/identity-settings.js';
import { impactReportingErrors } from '../../impact-reporting/src/errors.js';
import { impactReporting } from '../../impact-reporting/src/impact-reporting.service.js';
import { panelReviewErrors } from '../../panel-review/src/errors.js';
import { panelReview } from '../../panel-review/src/panel-review.service.js';
import { programmeDesignErrors } from '../../programme-design/src/errors.js';
import { programmeDesign } from '../../programme-design/src/programme-design.service.js';
import { storySubmissionErrors } from '../../story-submission/src/errors.js';
import { storySubmission } from '../../story-submission/src/story-submission.service.js';

/** Every service of Newid. */
export const allServices = (identity: IdentitySettings): readonly ServiceDefinition[] => [
  identityAccess(identity),
  programmeDesign,
  storySubmission,
  panelReview,
  impactReporting,
];

export const allErrors: readonly ErrorCatalogue[] = [
  identityAccessErrors,
  programmeDesignErrors,
  storySubmissionErrors,
  panelReviewErrors,
  impactReportingErrors,
];
