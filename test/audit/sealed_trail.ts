/** A database whose trail is written, sealed, signed and exported, step by step as a test wants it. */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll } from 'vitest';
import type { DatabaseUrls } from '../../database/urls.ts';
import { inJavaScript, inPython, noPython, type Outcome, withFiles } from './programs.ts';
import { type Signer, signerOf } from './trail.ts';

export type Place = { tenant: string; workspace: string };
export type Kept = Record<string, string | Buffer>;

const signer: Signer = signerOf('the key of these tests', 'tests');

export type SealedTrail = ReturnType<typeof sealedTrail>;

/** What one does with the trail of a database. Its pools end with the test file. */
export function sealedTrail(urls: DatabaseUrls, admin: pg.Pool) {
  const worker = new pg.Pool({ connectionString: urls.worker, max: 4 });
  const api = new pg.Pool({ connectionString: urls.authenticator, max: 2 });
  const gateway = new pg.Pool({ connectionString: urls.gateway, max: 1 });
  afterAll(() => Promise.all([worker, api, gateway].map((pool) => pool.end())));

  const value = async <T>(pool: pg.Pool, text: string, values: unknown[] = []): Promise<T> =>
    Object.values((await pool.query(text, values)).rows[0]!)[0] as T;

  /** Makes a tenant with these workspaces, and an owner of all of it. */
  async function createTenant(slug: string, workspaces: string[]): Promise<{ tenant: string; places: Place[] }> {
    const tenant = await value<string>(admin, 'select tenet.create_tenant($1, $1)', [slug]);
    const places: Place[] = [];
    for (const name of workspaces) places.push({ tenant, workspace: await value<string>(admin, 'select tenet.create_workspace($1, $2, $2)', [tenant, name]) });
    await addMember(`owner@${slug}`, 'owner', tenant);
    return { tenant, places };
  }

  async function addMember(email: string, role: string, tenant: string, workspace: string | null = null): Promise<string> {
    const person = await value<string>(admin, "select tenet.create_user(case when $1 ~ '\\.' then $1 else $1 || '.example' end, $1)", [email]);
    await admin.query("select tenet.link_identity($1, 'https://tests.invalid', $2)", [person, email]);
    await admin.query('select tenet.add_member($1, $2, $3, $4)', [tenant, person, role, workspace]);
    return person;
  }

  /** Writes events, one for each text, `ago` in the past. */
  async function record({ tenant, workspace }: Place, texts: string[], { ago = '0', object = null as string | null, actor = null as string | null } = {}): Promise<void> {
    await admin.query(
      `insert into tenet.audit_events (tenant_id, workspace_id, at, action, category, severity, actor_kind, actor_id, object_type, object_id, payload)
       select $1, $2, clock_timestamp() - $4::interval, 'note.created', 'data_change', 'info', 'member', $6, 'notes', $5, jsonb_build_object('after', jsonb_build_object('body', t))
         from unnest($3::text[]) t`,
      [tenant, workspace, texts, ago, object, actor],
    );
  }

  /**
   * Waits until what is marked has settled: transactions are the cluster's, and other tests, in other databases, hold some open.
   */
  async function settled(): Promise<void> {
    const isSettled = 'select coalesce(bool_and(pending_before <= pg_snapshot_xmin(pg_current_snapshot())), true) from tenet_private.audit_seals';
    while (!(await value<boolean>(admin, isSettled))) await wait(10);
  }

  /** Seals all that is committed; returns how many events. */
  async function seal(): Promise<number> {
    const through = await value<string>(admin, 'select last_value from tenet_private.audit_numbers');
    const isSealed = () => value<boolean>(admin, 'select sealed_through >= $1 from tenet_private.audit_seals', [through]);
    let sealed = 0;
    do {
      sealed += await value<number>(worker, 'select tenet_private.seal_audit()');
      await settled();
    } while (!(await isSealed()));
    return sealed;
  }

  /** Signs the newest batch of every tenant, and returns what is kept outside of the database, by tenant. */
  async function sign(by: Signer[] = [signer]): Promise<Map<string, Kept>> {
    const { rows } = await worker.query("select *, encode(hash, 'base64') as base64 from tenet_private.due_checkpoints('0', 1)");
    const kept = new Map<string, Kept>();
    for (const { tenant_id, batch, size, base64, signed_size } of rows) {
      const text = `tests/${tenant_id}\n${size}\n${base64}\nbatch ${batch}\n`;
      const note = `${text}\n${by.map((one) => one.sign(text)).join('')}`;
      const leaves = await worker.query('select l from tenet_private.leaves_of($1, $2, $3) l', [tenant_id, signed_size ?? 0, size]);
      await worker.query('select tenet_private.record_checkpoint($1, $2, $3, $4)', [tenant_id, batch, size, note]);
      const name = String(size).padStart(20, '0');
      kept.set(tenant_id, { [`${name}.checkpoint`]: note, [`${name}.leaves`]: Buffer.concat(leaves.rows.map(({ l }) => l)) });
    }
    return kept;
  }

  async function openSession(email: string, workspace: string): Promise<string> {
    const claims = { issuer: 'https://tests.invalid', subject: email, expires_at: Math.floor(Date.now() / 1000) + 600 };
    return value<string>(gateway, "select handle from tenet_private.open_session($1, $2, '127.0.0.1', 'tests')", [claims, workspace]);
  }

  async function inSession<T>(handle: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await api.connect();
    try {
      await client.query('begin');
      await client.query("select set_config('role', 'tenet_visitor', true), set_config('tenet.session', $1, true)", [handle]);
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  }

  /** Does something as a person in a workspace, in one transaction. */
  async function asMember<T>(email: string, workspace: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return inSession(await openSession(email, workspace), work);
  }

  /** The evidence that a member gets, a few batches at a time, each in a transaction of its own as the server does it. */
  async function exportAs(email: string, workspace: string, { pageLines = 7, between = async (): Promise<void> => {} } = {}): Promise<string[]> {
    const handle = await openSession(email, workspace);
    await inSession(handle, (client) => client.query("select api.begin_audit_export('jsonl')"));
    const lines: string[] = [];
    for (let after = 0, isLast = false; !isLast; ) {
      const { rows } = await inSession(handle, (client) =>
        client.query<{ batch: string; line: string; is_last: boolean }>('select * from api.audit_evidence($1, $2)', [after, pageLines]),
      );
      lines.push(...rows.map(({ line }) => `${line}\n`));
      after = Number(rows.at(-1)!.batch);
      isLast = rows.at(-1)!.is_last;
      await between();
    }
    return lines;
  }

  return { worker, value, createTenant, addMember, record, settled, seal, sign, asMember, exportAs };
}

/** What both programs answer about an export, which must be the same. */
export async function verdictOn(lines: string[], kept: Kept = {}, keys = [signer.vkey]): Promise<Record<string, unknown>> {
  return withFiles([{ title: '', lines, keys, kept } as never], async ([argv]) => {
    const outcomes: Outcome[] = [await inJavaScript(argv!), ...(noPython ? [] : inPython([argv!]))];
    if (new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size !== 1) throw new Error(`The programs disagree: ${JSON.stringify(outcomes)}`);
    return JSON.parse(outcomes[0]!.stdout || JSON.stringify({ error: outcomes[0]!.stderr })) as Record<string, unknown>;
  });
}
