import type { IRegularForbiddenRuleType } from 'dependency-cruiser';
import type { HouseFile } from './house.js';

interface Planted {
  /** Files that break the rule, each in its own way. */
  readonly breaks: Readonly<Record<string, string>>;
  /** Files that come close and keep it. */
  readonly keeps?: Readonly<Record<string, string>>;
}

/** A rule about who imports whom. */
export interface ImportRule extends Planted {
  readonly sentence: string;
  readonly forbidden: readonly Pick<IRegularForbiddenRuleType, 'from' | 'to'>[];
}

/** A rule about what a file is called or holds. `offence` says what is wrong, or nothing. */
export interface FileRule extends Planted {
  readonly sentence: string;
  readonly appliesTo: RegExp;
  readonly offence: (file: HouseFile) => string | undefined;
}

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
    ],
    breaks: {
      'apps/panel-review/src/use-cases/see-minutes/borrows.ts':
        "import { rounds } from '../see-sitting/rounds.view.js';\nexport const borrowed = rounds;",
      'apps/panel-review/src/use-cases/see-minutes/knows-a-type.ts':
        "import type { Rounds } from '../see-sitting/rounds.view.js';\nexport type Known = Rounds;",
      'apps/panel-review/src/showing/leans-on-a-use-case.ts':
        "export { rounds } from '../use-cases/see-sitting/rounds.view.js';",
    },
    keeps: {
      'apps/panel-review/src/use-cases/see-sitting/rounds.view.ts':
        'export const rounds = 1;\nexport type Rounds = number;',
      'apps/panel-review/src/use-cases/see-sitting/see-sitting.view.ts': "export { rounds } from './rounds.view.js';",
      'apps/panel-review/src/use-cases/see-sitting/see-sitting.query.ts': 'export class SeeSitting {}',
      'apps/panel-review/src/use-cases/see-minutes/asks.ts':
        "import { SeeSitting } from '../see-sitting/see-sitting.query.js';\nexport const asked = SeeSitting;",
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

const withoutComments = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '');

const firstMatch = (text: string, pattern: RegExp) => pattern.exec(text)?.[0].trim();

const linesAllowed = 400;

/** Words the method does not use (people and stories are not ranked), in both languages, and as parts of names. */
const wordsNotUsed =
  /winner|winning|best[ _-]?stor(?:y|ies)|leader-?board|score[ _-]?league|league[ _-]?table|top[ _-]?stor(?:y|ies)|enillydd|enillwyr|stor(?:i|ïau) orau|tabl cynghrair/i;

const cutsADay =
  /\.(?:slice|substring|substr)\(0, ?10\)|\.split\(['"`]T['"`]\)|\.get(?:UTC)?(?:Date|Month|FullYear)\(|['"`]Europe\/London['"`]/;

const instantWithoutZone =
  /\bwrite(?:Date|Time|DateAndTime)\(\s*[\w.]+,\s*(?:new Date\([^()]*\)|[\w.]*(?:\bat|\bnow|At)(?:\(\))?)\s*,?\s*\)/;

export const fileRules: readonly FileRule[] = [
  {
    sentence: 'No module is global',
    appliesTo: /^(apps|libs)\/.*\.ts$/,
    offence: ({ text }) => firstMatch(withoutComments(text), /^\s*@Global\(|\bglobal:\s*true\b/m),
    breaks: {
      'libs/access/everywhere.module.ts': '@Global()\n@Module({})\nexport class EverywhereModule {}',
      'libs/access/dynamic.module.ts': 'export const dynamic = { module: class {}, global: true };',
    },
    keeps: { 'libs/access/here.module.ts': '// Not @Global(): a service asks for it.\nexport class HereModule {}' },
  },
  {
    sentence: 'Nobody reaches round a module for a provider',
    appliesTo: /^(apps|libs)\/.*\.ts$/,
    offence: ({ text }) => firstMatch(withoutComments(text), /\bstrict:\s*false\b/),
    breaks: { 'apps/platform/src/reaches.ts': 'export const found = { strict: false };' },
    keeps: { 'apps/platform/src/asks.ts': '// strict: false would find it anywhere.\nexport const found = {};' },
  },
  {
    sentence: 'What stands before every request is listed once, where a process is put together',
    appliesTo: /^(apps|libs)\/(?!service-kit\/http\/http-app\.ts$)(?!.*(?:\.spec\.ts$|\/testing\/)).*\.ts$/,
    offence: ({ text }) =>
      firstMatch(
        withoutComments(text),
        /\bAPP_(?:GUARD|PIPE|FILTER|INTERCEPTOR)\b|\buseGlobal(?:Guards|Pipes|Filters|Interceptors)\b/,
      ),
    breaks: {
      'libs/service-kit/guards-all.ts':
        "import { APP_GUARD as everywhere } from '@nestjs/core';\nexport const g = everywhere;",
      'apps/panel-review/src/intercepts-all.module.ts':
        'export const providers = (APP_INTERCEPTOR: string) => [{ provide: APP_INTERCEPTOR, useValue: 1 }];',
      'apps/platform/src/pipes-all.ts':
        'export const pipe = (app: { useGlobalPipes(): void }) => app.useGlobalPipes();',
    },
    keeps: {
      'libs/service-kit/http/http-app.ts':
        'export const list = (app: { useGlobalPipes(): void }) => app.useGlobalPipes();',
      'apps/panel-review/src/guards-one.module.ts': '// Not APP_GUARD: its own routes alone.\nexport const guards = 1;',
    },
  },
  {
    sentence: 'Whoever takes something away at a key looks first whether that can be written down',
    // Beside those: what goes because an event says so already, or because an intent was left; and what is nobody's text,
    // the box of a round that was counted and a code that was sent.
    appliesTo:
      /^apps\/[^/]+\/src\/(?!testing\/|telling\/erase-draft-keys|deciding\/box-of-round|over-time\/code-to-send|use-cases\/(?:own-needs\/erase-said-before|withdraw-story\/settle-intents))(?!.*\.spec\.ts$).*\.ts$/,
    offence: ({ text }) =>
      text.includes("'#service-kit/unlocking/take-away.js'")
        ? undefined
        : firstMatch(withoutComments(text), /\bvault\s*\.(?:narrow|withdraw|freeze|erase|erasePerson|setReach)\(/),
    breaks: {
      'apps/story-submission/src/use-cases/burn/burn.command.ts':
        'export const burn = (vault: { erase(owner: string): void }) => vault.erase("story/1");',
      'apps/story-submission/src/burning/burn.ts':
        'export const burn = (vault: { withdraw(owner: string): void }) => vault.withdraw("story/1");',
    },
    keeps: {
      'apps/story-submission/src/use-cases/burn/look-and-burn.command.ts':
        "import { takeAway } from '#service-kit/unlocking/take-away.js';\nexport const burn = (vault: { erase(): void }) => takeAway(() => vault.erase());",
      'libs/service-kit/unlocking/take-away.ts': 'export const takeAway = (act: () => void) => act();',
      'apps/story-submission/src/use-cases/burn/tells.ts':
        '// Not vault.erase(owner): that is done elsewhere.\nexport const tells = 1;',
    },
  },
  {
    sentence: `No file is longer than ${linesAllowed} lines`,
    appliesTo: /^(apps|libs)\/.*\.(ts|njk|mjs)$/,
    offence: ({ text }) => {
      const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
      return lines > linesAllowed ? `${lines} lines` : undefined;
    },
    breaks: { 'libs/web/long.ts': '// A line.\n'.repeat(linesAllowed + 1) },
    keeps: { 'libs/web/nearly-long.ts': '// A line.\n'.repeat(linesAllowed) },
  },
  {
    sentence: 'A file is named for what it is about',
    appliesTo: /\.(ts|mjs)$/,
    offence: ({ path }) =>
      firstMatch(path, /[^/]*(manager|helper|util)[^/]*$|(?<=\/)(index|types|common|misc)\.m?[tj]s$/i),
    breaks: {
      'libs/web/index.ts': 'export const passedOn = 1;',
      'libs/web/form-helper.ts': 'export const form = 1;',
      'libs/web/SessionManager.ts': 'export const session = 1;',
      'tests/acceptance/utils.ts': 'export const utility = 1;',
    },
    keeps: { 'libs/web/event-types.ts': 'export const types = 1;' },
  },
  {
    sentence: 'A day is asked for, never cut from an instant',
    // One place knows how, by the time zone that is meant: #contracts/shared/calendar-day.js.
    appliesTo: /^(apps|libs)\/(?!contracts\/shared\/calendar-day\.ts$)(?!.*(?:\.spec\.ts$|\/testing\/)).*\.ts$/,
    offence: ({ text }) => firstMatch(withoutComments(text), cutsADay),
    breaks: {
      'apps/panel-review/src/told-on.ts': 'export const toldOn = (at: string) => at.slice(0, 10);',
      'apps/panel-review/src/paid-on.ts': 'export const paidOn = (at: string) => at.substring(0,10);',
      'libs/web/due-on.ts': "export const dueOn = (at: string) => at.split('T')[0];",
      'libs/web/day-of-month.ts': 'export const day = (at: Date) => at.getUTCDate();',
      'libs/web/year-of.ts': 'export const year = (at: Date) => at.getFullYear();',
      'libs/web/zone-of.ts': "export const zone = 'Europe/London';",
    },
    keeps: {
      'libs/contracts/shared/calendar-day.ts': "export const day = (at: Date) => [at.getUTCDate(), 'Europe/London'];",
      'libs/web/first-twelve.ts':
        '// Not .slice(0, 10): more fit.\nexport const some = (all: string[]) => all.slice(0, 12);',
      'libs/web/due-on.unit.spec.ts': "export const day = '2026-07-01T23:30:00.000Z'.slice(0, 10);",
    },
  },
  {
    sentence: 'An instant is shown as clocks show it where its programme runs',
    // Accounts and registers are of an organisation, which has no time zone: they go by Wales.
    appliesTo: /^(apps\/(?!identity-access\/)|libs\/)(?!.*(?:\.spec\.ts$|\/testing\/)).*\.ts$/,
    offence: ({ text }) => firstMatch(withoutComments(text), instantWithoutZone),
    breaks: {
      'apps/panel-review/src/read.view.ts': 'export const read = (at: string) => writeDate(language, at);',
      'apps/panel-review/src/asked.view.ts': 'export const asked = () => writeDate(words.language, each.askedAt);',
      'apps/panel-review/src/shown.view.ts':
        'export const shown = (at: string) => writeDateAndTime(\n  language,\n  new Date(at),\n);',
      'libs/web/printed.ts': 'export const printed = () => writeTime(language, clock.now());',
    },
    keeps: {
      'apps/panel-review/src/met.view.ts':
        'export const met = (at: string) => writeDate(language, at, design?.timezone);',
      'apps/panel-review/src/due.view.ts': 'export const due = (dueOn: string) => writeDate(language, dueOn);',
      'apps/identity-access/src/signed-in.view.ts': 'export const at = () => writeDate(language, session.begunAt);',
    },
  },
  {
    sentence: 'One vocabulary: no winners, no best stories, no leagues',
    appliesTo: /^(apps|libs|bin)\//,
    offence: ({ path, text }) => firstMatch(`${path}\n${text}`, wordsNotUsed),
    breaks: {
      'apps/impact-reporting/src/count.ts': 'export const winnerOf = 1;',
      'apps/impact-reporting/src/count.words.en.json': '{ "title": "The best story" }',
      'apps/impact-reporting/src/count.words.cy.json': '{ "title": "Y stori orau" }',
      'apps/impact-reporting/src/leaderboard.njk': '<h1>{{ title }}</h1>',
    },
    keeps: { 'apps/impact-reporting/src/chosen.ts': 'export const mostSignificantForThisPanel = 1;' },
  },
  {
    sentence: 'Nothing is left for later',
    appliesTo: /^(apps|libs|bin|infra)\/.*\.(ts|mjs|njk|scss)$/,
    offence: ({ text }) => firstMatch(text, /(\/\/|\*|\{#).*\b(TODO|FIXME|XXX|HACK)\b/),
    breaks: { 'libs/web/later.ts': `// ${'TO'}DO: the rest` },
    keeps: { 'libs/web/says-todo.ts': "export const refused = ['TODO'];" },
  },
];
