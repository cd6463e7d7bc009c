import type { Database } from '#sqlite/database.js';
import { translating } from '#sqlite/database.js';

import type { Backlog, Message, ParkedSubject } from '../message-bus.js';

/**
 * Topics are logs in one table. A group has taken everything up to its offset, except what is parked. What no group
 * needs any more is deleted.
 */
const schema = `
  CREATE TABLE IF NOT EXISTS messages (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    topic TEXT NOT NULL,
    message TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS messages_of_topic ON messages (topic, position);
  CREATE TABLE IF NOT EXISTS group_offsets (
    group_name TEXT NOT NULL,
    topic TEXT NOT NULL,
    taken INTEGER NOT NULL,
    PRIMARY KEY (group_name, topic)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS parked_subjects (
    group_name TEXT NOT NULL,
    topic TEXT NOT NULL,
    subject TEXT NOT NULL,
    because TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (group_name, topic, subject)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS parked_messages (
    group_name TEXT NOT NULL,
    topic TEXT NOT NULL,
    subject TEXT NOT NULL,
    position INTEGER NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (group_name, topic, subject, position)
  ) STRICT, WITHOUT ROWID;
`;

/** A topic that no group takes keeps its newest messages only. */
const keptForNobody = 10_000;

export interface Delivered {
  readonly position: number;
  readonly message: Message;
}

export type SubjectOfGroup = Pick<ParkedSubject, 'group' | 'topic' | 'subject'>;

/** The tables of `bus.db`. Synchronous: one write, one transaction. */
export class BusStorage {
  constructor(private readonly database: Database) {
    database.run(schema);
  }

  add(topic: string, messages: readonly Message[]): void {
    this.database.transaction(() => {
      const insert = this.database.statement('INSERT INTO messages (topic, message) VALUES (?, ?)');
      for (const message of messages) insert.run(topic, JSON.stringify(message));
      this.database
        .statement(
          `DELETE FROM messages WHERE topic = ?1 AND position <= (
             SELECT position FROM messages WHERE topic = ?1 ORDER BY position DESC LIMIT 1 OFFSET ${String(keptForNobody)}
           ) AND NOT EXISTS (SELECT 1 FROM group_offsets WHERE topic = ?1)`,
        )
        .run(topic);
    });
  }

  /** A new group begins at the earliest message that is kept. Returns its offset. */
  join(group: string, topic: string): number {
    return this.database.transaction(() => {
      this.database.statement('INSERT OR IGNORE INTO group_offsets VALUES (?, ?, 0)').run(group, topic);
      const sql = 'SELECT taken FROM group_offsets WHERE group_name = ? AND topic = ?';
      return this.database.tuples<[number]>(sql).get(group, topic)?.[0] ?? 0;
    });
  }

  read(topic: string, after: number, limit: number): readonly Delivered[] {
    const sql = 'SELECT position, message FROM messages WHERE topic = ? AND position > ? ORDER BY position LIMIT ?';
    return translating(() => this.database.tuples<[number, string]>(sql).all(topic, after, limit)).map(
      ([position, json]) => ({ position, message: messageOf(json) }),
    );
  }

  lastPosition(topic: string): number {
    const sql = 'SELECT coalesce(max(position), 0) FROM messages WHERE topic = ?';
    return translating(() => this.database.tuples<[number]>(sql).get(topic))?.[0] ?? 0;
  }

  taken(group: string, topic: string, position: number): void {
    this.database.transaction(() => {
      this.database
        .statement('UPDATE group_offsets SET taken = ? WHERE group_name = ? AND topic = ?')
        .run(position, group, topic);
      this.database
        .statement(
          'DELETE FROM messages WHERE topic = ?1 AND position <= (SELECT min(taken) FROM group_offsets WHERE topic = ?1)',
        )
        .run(topic);
    });
  }

  /** The subject stands still, with these messages. */
  park(
    { group, topic, subject }: SubjectOfGroup,
    because: string,
    since: string,
    messages: readonly Delivered[],
  ): void {
    this.database.transaction(() => {
      this.database
        .statement('INSERT OR IGNORE INTO parked_subjects VALUES (?, ?, ?, ?, ?)')
        .run(group, topic, subject, because, since);
      // Ignored where it stands there already: it was delivered again, because the offset had not been saved.
      const insert = this.database.statement('INSERT OR IGNORE INTO parked_messages VALUES (?, ?, ?, ?, ?)');
      for (const { position, message } of messages) {
        insert.run(group, topic, subject, position, JSON.stringify(message));
      }
    });
  }

  firstParked({ group, topic, subject }: SubjectOfGroup): Delivered | undefined {
    const sql = `SELECT position, message FROM parked_messages
      WHERE group_name = ? AND topic = ? AND subject = ? ORDER BY position LIMIT 1`;
    const row = translating(() => this.database.tuples<[number, string]>(sql).get(group, topic, subject));
    return row === undefined ? undefined : { position: row[0], message: messageOf(row[1]) };
  }

  parkedMessages({ group, topic, subject }: SubjectOfGroup): readonly Message[] {
    const sql =
      'SELECT message FROM parked_messages WHERE group_name = ? AND topic = ? AND subject = ? ORDER BY position';
    return translating(() => this.database.tuples<[string]>(sql).all(group, topic, subject)).map(([json]) =>
      messageOf(json),
    );
  }

  /** True: it was the last one, and the subject goes on. */
  unpark({ group, topic, subject }: SubjectOfGroup, position: number): boolean {
    return this.database.transaction(() => {
      this.database
        .statement('DELETE FROM parked_messages WHERE group_name = ? AND topic = ? AND subject = ? AND position = ?')
        .run(group, topic, subject, position);
      if (this.firstParked({ group, topic, subject }) !== undefined) return false;
      this.database
        .statement('DELETE FROM parked_subjects WHERE group_name = ? AND topic = ? AND subject = ?')
        .run(group, topic, subject);
      return true;
    });
  }

  stillParked({ group, topic, subject }: SubjectOfGroup, because: string): void {
    const sql = 'UPDATE parked_subjects SET because = ? WHERE group_name = ? AND topic = ? AND subject = ?';
    translating(() => this.database.statement(sql).run(because, group, topic, subject));
  }

  parkedSubjects(): readonly ParkedSubject[] {
    const sql = `SELECT s.group_name, s.topic, s.subject, s.because, s.since, count(*), min(m.position), (
        SELECT message FROM parked_messages f
        WHERE f.group_name = s.group_name AND f.topic = s.topic AND f.subject = s.subject ORDER BY f.position LIMIT 1
      )
      FROM parked_subjects s JOIN parked_messages m USING (group_name, topic, subject)
      GROUP BY s.group_name, s.topic, s.subject ORDER BY s.since, s.subject`;
    type Row = readonly [string, string, string, string, string, number, number, string];
    return translating(() => this.database.tuples<Row>(sql).all()).map(
      ([group, topic, subject, because, since, messages, , first]) => {
        const { id: messageId, type } = messageOf(first);
        return { group, topic, subject, because, since, messages, messageId, type };
      },
    );
  }

  backlog(): readonly Backlog[] {
    const sql = `SELECT group_name, topic, (
        SELECT count(*) FROM messages WHERE messages.topic = group_offsets.topic AND position > taken
      ) FROM group_offsets ORDER BY group_name, topic`;
    return translating(() => this.database.tuples<[string, string, number]>(sql).all()).map(
      ([group, topic, messages]) => ({ group, topic, messages }),
    );
  }

  close(): void {
    this.database.close();
  }
}

/** The bytes are this library's own. */
const messageOf = (json: string): Message => JSON.parse(json) as Message;
