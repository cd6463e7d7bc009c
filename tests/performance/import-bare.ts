import { createCipheriv, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Sealed, TextClass } from '#contracts/shared/sealed.js';
import { eventStoreSchema } from '#event-store/sqlite/sqlite-schema.js';
import { schema as vaultSchema } from '#key-vault/sqlite/schema.js';
import { indexedFields, indexValue } from '#projections/indexed-fields.js';
import { sqlValue, ViewTable } from '#projections/sqlite/view-table.js';

import { storiesModel, type StoryDocument } from '../../apps/story-submission/src/read-models/stories/stories.js';
import { openBare } from './bare-database.js';
import { peakMebibytes, type ImportMeasured } from './import-newid.js';

const rowsInGroup = 256;

/** Rows of a CSV, quotation marks taken off: no checks, no line numbers, the whole file in memory. */
function* bareRows(text: string): Generator<readonly string[]> {
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell: string;
    if (text.charCodeAt(at) === 34) {
      let end = text.indexOf('"', at + 1);
      while (text.charCodeAt(end + 1) === 34) end = text.indexOf('"', end + 2);
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      const comma = text.indexOf(',', at);
      const line = text.indexOf('\n', at);
      const end = comma >= 0 && comma < line ? comma : line;
      cell = text.slice(at, end);
      at = end;
    }
    row.push(cell);
    if (text.charCodeAt(at) === 10) {
      yield row;
      row = [];
    }
    at += 1;
  }
}

function seal(key: Buffer, plain: string | Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

const at = '2026-11-21T10:00:00.000Z';
const hash = '0'.repeat(64);

/**
 * What no import can do without, and nothing more: parses the file, seals text and names under fresh keys, wraps those
 * under a key of the teller, and inserts what stands on the disk afterwards (event, command id, place in the log, documents
 * of the views, record of the keys) into tables of the same make, in groups, durably. Nothing is judged, looked up, hashed,
 * read back or decoded.
 */
export function importBare(file: string, stories: number, folder: string): ImportMeasured {
  const events = openBare(join(folder, 'bare-events.db'));
  events.exec(eventStoreSchema);
  const views = storiesModel.collections.map((collection) => {
    const fields = indexedFields(collection);
    const table = new ViewTable({ readModel: 'stories', version: 1, number: 1 }, collection.name, fields);
    events.exec(table.create);
    for (const [index, of] of Object.entries(collection.indexes)) events.exec(table.createIndex(index, of));
    return { fields, insert: events.prepare(table.put(1)) };
  });
  const vault = openBare(join(folder, 'bare-vault.db'));
  vault.exec(vaultSchema);
  const epochKey = randomBytes(32);
  const commit = events.prepare(
    'INSERT INTO commits (stream, first_version, last_version, organisation, commands, json, previous_hash, hash) VALUES (?, 1, 1, ?, ?, ?, ?, ?)',
  );
  const command = events.prepare('INSERT INTO command_ids (command_id, commit_id) VALUES (?, ?)');
  const inLog = events.prepare('INSERT INTO log (position, commit_id) VALUES (?, ?)');
  const holder = vault.prepare('INSERT INTO holders (id, revision, epoch, box) VALUES (?, 1, 1, ?)');
  const keys = vault.prepare(
    `INSERT INTO keys (owner, kind, organisation, holder, state, classes, consent, stories, reach, createdAt, revision, ring)
     VALUES (?, 'story', ?, ?, 'active', ?, ?, NULL, NULL, 0, 1, ?)`,
  );
  const organisation = 'pont-y-bore';

  const write = (cells: readonly string[]): void => {
    const [externalId = '', title, narrative = '', why, language, domain, period = '', toldOn = '', changed, place] =
      cells;
    const [teller, tellerRole, collector, collectorRole, route, audience] = cells.slice(10);
    const story = randomUUID();
    const person = randomUUID();
    const hasNames = teller !== '' || collector !== '';
    const classes: readonly TextClass[] = hasNames ? ['text', 'name'] : ['text'];
    const ring = classes.map(() => randomBytes(32));
    const holderKey = randomBytes(32);
    const sealed = (index: 0 | 1, value: object): Sealed => ({
      box: seal(ring[index] ?? holderKey, JSON.stringify(value)).toString('base64'),
      class: index === 0 ? 'text' : 'name',
      version: 1,
    });
    const text = sealed(0, {
      ...{ title, narrative, whySignificant: why, place, tellerRole, collectorRole, changeHappenedOn: changed },
      ...{ contentNotes: [], peopleAffected: 1, recommendation: null, notes: null },
    });
    const names = hasNames ? sealed(1, { teller, collector }) : null;
    const consent = {
      ...{ answeredAt: toldOn, audiences: { panel: { naming: 'named' }, organisation: { naming: 'named' } } },
      ...{ exclusions: [], how: 'file', language, uses: ['quote', 'contact-again'], wordingVersion: 1, audience },
    };
    const json = JSON.stringify([
      {
        event: {
          data: {
            ...{ codeHash: null, collector: person, consent, domain, externalId, import: 'bench-import', language },
            ...{ names, original: null, period, programme: 'telling', reference: externalId, route, story },
            ...{ storyVersion: 1, teller: person, text, toldOn, words: narrative.split(' ').length },
          },
          schemaVersion: 1,
          type: 'StorySubmitted',
        },
        metadata: { actor: 'bench', at, correlation: 'bench-import', organisation },
      },
    ]);
    const commandId = randomUUID();
    const commands = JSON.stringify([{ commandId, fingerprint: hash.slice(0, 43), firstVersion: 1, lastVersion: 1 }]);
    const { lastInsertRowid } = commit.run(`story/${story}`, organisation, commands, json, hash, hash);
    command.run(commandId, lastInsertRowid);
    inLog.run(lastInsertRowid, lastInsertRowid);
    const document: StoryDocument = {
      ...{ audiences: ['panel', 'organisation'], collector: person, domain: 'quality', id: story },
      ...{
        import: 'bench-import',
        isWithdrawn: false,
        state: 'active',
        isWaiting: false,
        waitsUntil: null,
        heldFor: [],
        legalHolds: [],
        language: 'en',
        organisation,
        period,
      },
      ...{ programme: 'telling', reference: externalId, route: 'interview', teller: person, toldOn },
      ...{ version: 1, words: 100, codeHash: null, mergedInto: null, names, text, moderation: 'waiting' as const },
    };
    for (const { fields, insert } of views) {
      insert.run(story, JSON.stringify(document), ...fields.map((field) => sqlValue(indexValue(document, field))));
    }
    holder.run(`person:${person}`, seal(epochKey, holderKey));
    keys.run(
      `story/${story}`,
      organisation,
      `person:${person}`,
      JSON.stringify(classes),
      JSON.stringify(consent),
      seal(holderKey, Buffer.concat(ring)),
    );
  };

  const started = performance.now();
  const databases = [vault, events];
  const rows = bareRows(readFileSync(file, 'utf8'));
  rows.next();
  let count = 0;
  for (const cells of rows) {
    if (count % rowsInGroup === 0) for (const database of databases) database.exec('BEGIN IMMEDIATE');
    write(cells);
    count += 1;
    if (count % rowsInGroup === 0 || count === stories) for (const database of databases) database.exec('COMMIT');
  }
  const milliseconds = performance.now() - started;
  if (count !== stories) throw new Error(`${String(count)} rows were read, not ${String(stories)}`);
  for (const database of databases) database.close();
  return { milliseconds, peakMebibytes: peakMebibytes() };
}
