import 'reflect-metadata';

import { openDistributedShape } from '#service-kit/distributed/distributed-shape.js';
import { openEmbeddedShape } from '#service-kit/embedded/embedded-shape.js';
import { runAlone } from '#service-kit/starting/run-process.js';

import { identityAccessErrors } from './errors.js';
import { identityAccess } from './identity-access.service.js';
import { IdentitySettings } from './identity-settings.js';
import { namingBy } from './naming.js';

// The composition root of identity-access alone in its process.

await runAlone(
  {
    name: 'identity-access',
    definitions: ({ sessions, isHttps, isSample, host, isProduction, accountElsewhere }) => [
      identityAccess(new IdentitySettings(sessions, isHttps, isSample, host, isProduction, accountElsewhere)),
    ],
    catalogues: [identityAccessErrors],
    naming: ([identity]) => {
      if (identity === undefined) throw new Error('There is no service');
      return namingBy(identity.runtime);
    },
    isSetUpHere: true,
  },
  { embedded: openEmbeddedShape, distributed: openDistributedShape },
);
