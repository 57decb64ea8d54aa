/** SQL as the API's own login becomes a visitor, with the session of a person: what somebody has who can inject any statement. */
import type { EventEmitter } from 'node:events';
import pg from 'pg';
import type { DatabaseUrls } from '../../database/urls.ts';
import { developmentIssuer } from '../../server/development_issuer.ts';
import { WORKSPACE } from '../people.ts';
import type { Answer, Channel, Row, Setting, SqlScene } from './channel.ts';
import { sceneOf } from './channel.ts';

const asText = { getTypeParser: () => (value: string) => value };

/** A connection on which one can ask as a visitor; every family begins a transaction, which is rolled back. */
export type Visit = { ask(sql: string, ending?: 'kept' | 'undone'): Promise<Answer>; begin(handle: string): Promise<void>; rollback(): Promise<void>; end(): Promise<void> };

export async function openVisit(url: string): Promise<Visit> {
  const client = new pg.Client({ connectionString: url, types: asText as unknown as pg.CustomTypesConfig });
  await client.connect();
  const heard: string[] = [];
  client.on('notice', (notice) => heard.push(`${notice.message} ${notice.detail ?? ''}`));
  // what COPY sends
  (client as unknown as { connection: EventEmitter }).connection.on('copyData', (message: { chunk: Buffer }) => heard.push(message.chunk.toString()));
  return {
    async begin(handle) {
      await client.query('begin');
      await client.query('select pg_catalog.set_config($1, $2, true)', ['tenet.session', handle]);
      await client.query('set local role tenet_visitor');
    },
    async ask(sql, ending = 'kept') {
      heard.length = 0;
      const start = performance.now();
      let rows: Row[] = [];
      let error: string | null = null;
      try {
        const results = [await client.query(`savepoint probe; ${sql}; ${ending === 'undone' ? 'rollback to savepoint probe; ' : ''}release savepoint probe`)].flat() as pg.QueryResult<Row>[];
        rows = results.flatMap((result) => result.rows ?? []);
      } catch (thrown) {
        const { code, message, detail, hint, where, column, constraint } = thrown as pg.DatabaseError;
        error = [code, message, detail, hint, where, column, constraint].filter(Boolean).join(' | ');
      }
      const milliseconds = performance.now() - start;
      if (error !== null) await client.query('rollback to savepoint probe; release savepoint probe').catch(() => {});
      return { rows, error, milliseconds, text: [...rows.flatMap((row) => Object.values(row).map((value) => value ?? '')), error ?? '', ...heard].join('\n') };
    },
    async rollback() {
      await client.query('rollback');
    },
    async end() {
      await client.end();
    },
  };
}

/** Gives connections on which people have begun their visit, and opens more when all are in use. */
export function visitors(urls: DatabaseUrls): { visit(email: string, work: (visit: Visit) => Promise<void>): Promise<void>; end(): Promise<void> } {
  const gateway = new pg.Pool({ connectionString: urls.gateway, max: 1 });
  const handles = new Map<string, string>();
  const all: Visit[] = [];
  const free: Visit[] = [];
  return {
    async visit(email, work) {
      let visit = free.pop();
      if (visit === undefined) all.push((visit = await openVisit(urls.authenticator)));
      const handle = handles.get(email) ?? (await openSession(gateway, email));
      handles.set(email, handle);
      await visit.begin(handle);
      try {
        await work(visit);
      } finally {
        await visit.rollback();
        free.push(visit);
      }
    },
    async end() {
      await Promise.all([gateway.end(), ...all.map((visit) => visit.end())]);
    },
  };
}

/** Opens a session of a person through the gateway, as the server does; returns its handle. */
async function openSession(gateway: pg.Pool, email: string): Promise<string> {
  const claims = { issuer: developmentIssuer, subject: email, expires_at: Math.floor(Date.now() / 1000) + 3600 };
  const { rows } = await gateway.query<{ handle: string }>('select handle from tenet_private.open_session($1, $2, null, null)', [JSON.stringify(claims), WORKSPACE]);
  return rows[0]!.handle;
}

export function sqlChannel(urls: DatabaseUrls, version: number, setting: Setting): Channel {
  const name = 'SQL';
  const people = visitors(urls);
  return {
    name,
    takes: (family) => family.sql !== undefined,
    run: (family, person, relation) => people.visit(person.email, async (visit) => {
      const asked = (ending: 'kept' | 'undone'): SqlScene['ask'] => (sql, probes = 1) => {
        setting.count(family.name, name, probes);
        return visit.ask(sql, ending);
      };
      await family.sql!({ ...sceneOf(setting, name, family, person, relation), writes: true, version, ask: asked('kept'), attempt: asked('undone') });
    }),
    stop: people.end,
  };
}
