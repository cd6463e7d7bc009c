import 'reflect-metadata';

import { openDistributedShape } from '#service-kit/distributed/distributed-shape.js';
import { openEmbeddedShape } from '#service-kit/embedded/embedded-shape.js';
import { runAlone } from '#service-kit/starting/run-process.js';

import { storySubmissionErrors } from './errors.js';
import { storySubmission } from './story-submission.service.js';

// The composition root of story-submission alone in its process.

await runAlone(
  { name: 'story-submission', definitions: () => [storySubmission], catalogues: [storySubmissionErrors] },
  { embedded: openEmbeddedShape, distributed: openDistributedShape },
);
