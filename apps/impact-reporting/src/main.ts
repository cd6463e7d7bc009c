import 'reflect-metadata';

import { openDistributedShape } from '#service-kit/distributed/distributed-shape.js';
import { openEmbeddedShape } from '#service-kit/embedded/embedded-shape.js';
import { runAlone } from '#service-kit/starting/run-process.js';

import { impactReportingErrors } from './errors.js';
import { impactReporting } from './impact-reporting.service.js';

// The composition root of impact-reporting alone in its process.

await runAlone(
  { name: 'impact-reporting', definitions: () => [impactReporting], catalogues: [impactReportingErrors] },
  { embedded: openEmbeddedShape, distributed: openDistributedShape },
);
