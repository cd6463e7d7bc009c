import { posix } from 'node:path';
import type { FileRule } from './rule.js';

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

const useCaseOf = (path: string): string | undefined => /^apps\/[^/]+\/src\/use-cases\/[^/]+(?=\/)/.exec(path)?.[0];

/** What a module or a template reads beside its imports, by its path there. */
const readsBeside = /\bimport\.meta\.url,\s*['"`]([^'"`]+)|\{%-?\s*(?:include|import|from|extends)\s+["'](\.[^"']+)/g;

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
    sentence: 'A password is typed into a field of which nothing is shown again',
    // Their names stand in libs/web/errors/texts-sent.ts: by any other, a page that says what is wrong would show it.
    appliesTo: /^apps\/.*\.ts$/,
    offence: ({ text }) =>
      firstMatch(withoutComments(text), /\bpasswordInput\(\s*fields\.(?!(?:password|current)\b)\w+/),
    breaks: {
      'apps/identity-access/src/use-cases/try/try.view.ts':
        'export const view = (fields: Fields) => passwordInput(\n  fields.passphrase,\n  "en");',
    },
    keeps: {
      'apps/identity-access/src/use-cases/try/kept.view.ts':
        'export const view = (fields: Fields) => [passwordInput(fields.password), passwordInput(fields.current)];',
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
        : firstMatch(
            withoutComments(text),
            /\bvault\s*\.(?:narrow|withdraw|freeze|erase|erasePerson|narrowReach|setReach)\(/,
          ),
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
    sentence: 'Whoever has come in is SomeoneAsking',
    appliesTo: /^(apps|libs)\/(?!access\/principal\.ts$).*\.ts$/,
    offence: ({ text }) =>
      firstMatch(
        withoutComments(text),
        /\b(?:PersonAsking\s*\|\s*OperatorAsking|OperatorAsking\s*\|\s*PersonAsking)\b/,
      ),
    breaks: {
      'apps/panel-review/src/names-it-anew.ts': 'export type Who = PersonAsking | OperatorAsking;',
      'libs/web/leaves-it-unnamed.ts': 'export const ask = (who: OperatorAsking | PersonAsking) => who;',
    },
    keeps: {
      'libs/access/principal.ts': 'export type SomeoneAsking = PersonAsking | OperatorAsking;',
      'apps/panel-review/src/asks-a-person.ts': 'export const ask = (who: PersonAsking | undefined) => who;',
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
  {
    sentence: 'Words and templates are loaded where they stand; a use case’s own are nobody else’s',
    appliesTo: /^apps\/(?!.*(?:\.spec\.ts$|\/testing\/)).*\.(ts|njk)$/,
    offence: ({ path, text }) => {
      const read = [...withoutComments(text).matchAll(readsBeside)].map((match) => match[1] ?? match[2] ?? '');
      if (path.endsWith('.ts')) return read.find((name) => name.includes('/'));
      return read.find((name) => {
        const of = useCaseOf(posix.join(posix.dirname(path), name));
        return of !== undefined && of !== useCaseOf(path);
      });
    },
    breaks: {
      'apps/panel-review/src/use-cases/see-minutes/borrows-words.ts':
        "export const words = loadWords(import.meta.url, '../see-sitting/see-sitting');",
      'apps/panel-review/src/showing/borrows-a-template.ts':
        "export const template = pageTemplate(\n  import.meta.url,\n  '../use-cases/see-sitting/see-sitting.njk',\n);",
      'apps/panel-review/src/use-cases/see-minutes/reaches-for-what-is-shared.ts':
        "export const words = loadWords(import.meta.url, '../../showing/meeting');",
      'apps/panel-review/src/use-cases/see-minutes/see-minutes.njk': '{% include "../see-sitting/rounds.njk" %}',
      'apps/panel-review/src/showing/meeting.njk': '{%- from "../use-cases/see-sitting/rounds.njk" import rounds %}',
    },
    keeps: {
      'apps/panel-review/src/showing/meeting-words.ts': "export const words = loadWords(import.meta.url, 'meeting');",
      'apps/panel-review/src/use-cases/see-sitting/sitting.njk':
        '{% extends "layouts/page.njk" %}{% include "./rounds.njk" %}{% include "../../showing/story.njk" %}',
      'apps/panel-review/src/use-cases/see-minutes/minutes.unit.spec.ts':
        "export const words = loadWords(import.meta.url, '../see-sitting/see-sitting');",
    },
  },
];
