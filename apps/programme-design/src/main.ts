import 'reflect-metadata';

import { openDistributedShape } from '#service-kit/distributed/distributed-shape.js';
import { openEmbeddedShape } from '#service-kit/embedded/embedded-shape.js';
import { runAlone } from '#service-kit/starting/run-process.js';

import { programmeDesignErrors } from './errors.js';
import { programmeDesign } from './programme-design.service.js';

// The composition root of programme-design alone in its process.

await runAlone(
  { name: 'programme-design', definitions: () => [programmeDesign], catalogues: [programmeDesignErrors] },
  { embedded: openEmbeddedShape, distributed: openDistributedShape },
);
