import type { ImportRule } from './rule.js';

const anyApp = '^apps/([^/]+)/';
const service = '^apps/(?!platform/|command-line/)([^/]+)/';
const adapter = '^libs/[^/]+/.*\\b(sqlite|mongo|kafka|embedded|distributed|smtp|folder)/';
const embeddedShape = '^libs/[^/]+/.*\\b(sqlite|embedded)/';
const distributedShape = '^libs/[^/]+/.*\\b(mongo|kafka|distributed)/';
const onMongo = '^libs/[^/]+/.*\\b(mongo|distributed)/';
const madeForTests = ['\\.spec\\.ts$', '\\.contract\\.ts$', '/testing/', '\\.builders\\.ts$'];
const testCode = [...madeForTests, '^tests/', '^tools/', '^infra/'];
const compositionRoots = [
  '^apps/[^/]+/src/main\\.ts$',
  '^apps/[^/]+/src/composition',
  '^apps/(platform|command-line)/',
];

const asked = '\\.(command|query)\\.ts$';
/** Where a service says what it is made of. */
const composes = ['^apps/[^/]+/src/([^/]+\\.(module|service)\\.ts$|areas/)'];

export const importRules: readonly ImportRule[] = [
  {
    sentence: 'Services never import one another',
    forbidden: [{ from: { path: service }, to: { path: service, pathNot: '^apps/$1/' } }],
    breaks: {
      'apps/panel-review/src/reads-another-service.ts':
        "import { story } from '../../story-submission/src/story.js';\nexport const read = story;",
      'apps/panel-review/src/knows-another-type.ts':
        "import type { Story } from '../../story-submission/src/story.js';\nexport type Known = Story;",
    },
    keeps: {
      'apps/story-submission/src/story.ts': "export const story = 'A story';\nexport type Story = string;",
      'apps/story-submission/src/own-neighbour.ts': "export { story } from './story.js';",
    },
  },
  {
    sentence: 'Only the platform, the command line and tests import services',
    forbidden: [
      { from: { pathNot: [anyApp, ...testCode] }, to: { path: service } },
      { from: { path: service, pathNot: testCode }, to: { path: '^apps/(platform|command-line)/' } },
    ],
    breaks: {
      'bin/reads-a-service.mjs': "import { story } from '../apps/story-submission/src/story.js';\nconsole.log(story);",
      'apps/impact-reporting/src/reads-the-platform.ts':
        "import { all } from '../../platform/src/all.js';\nexport const everything = all;",
    },
    keeps: {
      'apps/platform/src/all.ts': "export { story as all } from '../../story-submission/src/story.js';",
      'apps/command-line/src/all.ts': "export { story as all } from '../../story-submission/src/story.js';",
      'tests/acceptance/all.ts': "export { story as all } from '../../apps/story-submission/src/story.js';",
    },
  },
  {
    sentence: 'Libraries never import apps',
    forbidden: [{ from: { path: '^libs/', pathNot: testCode }, to: { path: anyApp } }],
    breaks: {
      'libs/web/reads-an-app.ts': "export { all } from '../../apps/platform/src/all.js';",
    },
  },
  {
    sentence: 'A domain imports nothing but domains and contracts',
    forbidden: [
      {
        from: { path: '/domain/', pathNot: testCode },
        to: { pathNot: ['/domain/', '^libs/contracts/'] },
      },
    ],
    breaks: {
      'apps/panel-review/src/domain/round/reads-a-clock.ts':
        "import { hrtime } from 'node:process';\nexport const now = hrtime;",
      'apps/panel-review/src/domain/round/knows-nest.ts':
        "import { Injectable } from '@nestjs/common';\nexport const nest = Injectable;",
      'apps/panel-review/src/domain/round/knows-the-store.ts':
        "import { append } from '#event-store/append.js';\nexport const store = append;",
    },
    keeps: {
      'libs/event-store/append.ts': 'export const append = 1;',
      'libs/contracts/shared/shape.ts': 'export const shape = 1;',
      'apps/panel-review/src/domain/round/state.ts': "export { shape } from '#contracts/shared/shape.js';",
      'apps/panel-review/src/domain/sitting/state.ts': "export { shape } from '../round/state.js';",
      'apps/panel-review/src/domain/round/state.unit.spec.ts': "import 'node:assert';",
    },
  },
  {
    sentence: 'A use case is asked by its command or query; what several share stands beside them',
    forbidden: [
      {
        from: { path: '^apps/([^/]+)/src/use-cases/([^/]+)/', pathNot: testCode },
        to: { path: '^apps/$1/src/use-cases/', pathNot: ['^apps/$1/src/use-cases/$2/', asked] },
      },
      {
        from: { path: `${service}src/`, pathNot: ['/use-cases/', ...composes, ...testCode] },
        to: { path: '^apps/$1/src/use-cases/', pathNot: asked },
      },
      // To ask is to send it: a type that both need stands where both may have it.
      {
        from: { path: `${service}src/`, pathNot: ['/use-cases/', ...composes, ...testCode] },
        to: { path: '^apps/$1/src/use-cases/', dependencyTypes: ['type-only'] },
      },
    ],
    breaks: {
      'apps/panel-review/src/use-cases/see-minutes/borrows.ts':
        "import { rounds } from '../see-sitting/rounds.view.js';\nexport const borrowed = rounds;",
      'apps/panel-review/src/use-cases/see-minutes/knows-a-type.ts':
        "import type { Rounds } from '../see-sitting/rounds.view.js';\nexport type Known = Rounds;",
      'apps/panel-review/src/showing/leans-on-a-use-case.ts':
        "export { rounds } from '../use-cases/see-sitting/rounds.view.js';",
      'apps/panel-review/src/showing/borrows-a-type.ts':
        "import type { SeeSitting } from '../use-cases/see-sitting/see-sitting.query.js';\nexport type Asked = SeeSitting;",
    },
    keeps: {
      'apps/panel-review/src/use-cases/see-sitting/rounds.view.ts':
        'export const rounds = 1;\nexport type Rounds = number;',
      'apps/panel-review/src/use-cases/see-sitting/see-sitting.view.ts': "export { rounds } from './rounds.view.js';",
      'apps/panel-review/src/use-cases/see-sitting/see-sitting.query.ts': 'export class SeeSitting {}',
      'apps/panel-review/src/use-cases/see-minutes/asks.ts':
        "import { SeeSitting } from '../see-sitting/see-sitting.query.js';\nexport const asked = SeeSitting;",
      'apps/panel-review/src/showing/asks.ts':
        "import { SeeSitting } from '../use-cases/see-sitting/see-sitting.query.js';\nexport const asked = SeeSitting;",
      'apps/panel-review/src/panel-review.module.ts':
        "export { rounds as part } from './use-cases/see-sitting/rounds.view.js';",
    },
  },
  {
    sentence: 'Only composition roots and tests choose an adapter',
    forbidden: [
      { from: { pathNot: [adapter, ...testCode, ...compositionRoots] }, to: { path: adapter } },
      // Embedded and SQLite are one shape, MongoDB and Kafka the other.
      { from: { path: embeddedShape, pathNot: testCode }, to: { path: distributedShape } },
      { from: { path: distributedShape, pathNot: testCode }, to: { path: embeddedShape } },
      {
        from: { pathNot: ['^libs/sqlite/', embeddedShape, ...testCode, ...compositionRoots] },
        to: { path: '^libs/sqlite/' },
      },
      {
        from: { pathNot: ['^libs/mongo/', onMongo, ...testCode, ...compositionRoots] },
        to: { path: '^libs/mongo/' },
      },
    ],
    breaks: {
      'apps/panel-review/src/use-cases/opens-a-store.ts':
        "import { open } from '#event-store/sqlite/open.js';\nexport const opened = open;",
      'libs/messaging/embedded/mixes-adapters.ts':
        "import { consume } from '../kafka/consume.js';\nexport const consumed = consume;",
      'libs/messaging/kafka/mixes-adapters.ts':
        "import { open } from '#event-store/sqlite/open.js';\nexport const opened = open;",
      'libs/service-kit/distributed/mixes-shapes.ts':
        "import { database } from '#sqlite/database.js';\nexport const d = database;",
      'libs/access/writes-letters.ts': "import { send } from '#mail/smtp/send.js';\nexport const sent = send;",
      'libs/access/opens-a-database.ts': "import { database } from '#sqlite/database.js';\nexport const d = database;",
      'libs/access/asks-a-server.ts': "import { server } from '#mongo/server.js';\nexport const asked = server;",
      'libs/messaging/embedded/asks-a-server.ts':
        "import { server } from '#mongo/server.js';\nexport const s = server;",
      'apps/panel-review/src/use-cases/takes-a-lease.ts':
        "import type { Lease } from '#mongo/server.js';\nexport type Held = Lease;",
    },
    keeps: {
      'libs/messaging/kafka/consume.ts': 'export const consume = 1;',
      'libs/mail/smtp/send.ts': 'export const send = 1;',
      'libs/service-kit/embedded/writes.ts': "export { send } from '#mail/smtp/send.js';",
      'libs/sqlite/database.ts': 'export const database = 1;',
      'libs/mongo/server.ts': 'export const server = 1;\nexport type Lease = string;',
      'libs/mongo/leases.ts': "export { server } from './server.js';",
      'libs/event-store/mongo/open.ts': "export { server as open } from '#mongo/server.js';",
      'libs/service-kit/distributed/open.ts': "export { server as open } from '#mongo/server.js';",
      'apps/platform/src/distributed-stores.ts': "export { server } from '#mongo/server.js';",
      'libs/event-store/sqlite/open.ts': "export { database as open } from '#sqlite/database.js';",
      'libs/messaging/embedded/open.ts': "export { open } from '#event-store/sqlite/open.js';",
      'libs/projections/sqlite/open.ts': "export { open } from '#event-store/sqlite/open.js';",
      'libs/event-store/event-store.contract.ts': "export { open } from './sqlite/open.js';",
      'apps/panel-review/src/main.ts': "export { open } from '#event-store/sqlite/open.js';",
      'apps/panel-review/src/composition.ts': "export { open } from '#event-store/sqlite/open.js';",
      'apps/platform/src/embedded-stores.ts': "export { open } from '#event-store/sqlite/open.js';",
    },
  },
  {
    sentence: 'What runs in earnest imports nothing made for tests',
    forbidden: [
      {
        from: { path: '^(apps|libs)/', pathNot: testCode },
        to: { path: [...madeForTests, '^tests/'] },
      },
    ],
    breaks: {
      'apps/panel-review/src/seeds-from-builders.ts': "export { anOpenRound } from './round.builders.js';",
    },
    keeps: {
      'apps/panel-review/src/round.builders.ts': 'export const anOpenRound = 1;',
      'apps/panel-review/src/round.unit.spec.ts': "import './round.builders.js';",
    },
  },
  {
    sentence: 'No import goes round in a circle',
    forbidden: [{ from: {}, to: { circular: true } }],
    breaks: {
      'libs/key-vault/chicken.ts': "import type { Egg } from './egg.js';\nexport interface Chicken { lays: Egg }",
    },
    // The circle is reported once, from where it was first met.
    keeps: {
      'libs/key-vault/egg.ts':
        "import type { Chicken } from './chicken.js';\nexport interface Egg { becomes: Chicken }",
    },
  },
  {
    sentence: 'Every import leads to a file',
    // What runs in a browser imports built files, by their address.
    forbidden: [{ from: { pathNot: '^libs/web/scripts/' }, to: { couldNotResolve: true } }],
    breaks: {
      'libs/service-kit/imports-nothing.ts': "export { nothing } from './not-there.js';",
    },
  },
];
