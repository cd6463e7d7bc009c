import 'reflect-metadata';

import { openDistributedShape } from '#service-kit/distributed/distributed-shape.js';
import { openEmbeddedShape } from '#service-kit/embedded/embedded-shape.js';
import { runAlone } from '#service-kit/starting/run-process.js';

import { panelReviewErrors } from './errors.js';
import { panelReview } from './panel-review.service.js';

// The composition root of panel-review alone in its process.

await runAlone(
  { name: 'panel-review', definitions: () => [panelReview], catalogues: [panelReviewErrors] },
  { embedded: openEmbeddedShape, distributed: openDistributedShape },
);
