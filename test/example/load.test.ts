import pg from 'pg';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { loadExample } from '../../examples/agency/load.ts';
import { useDatabase } from '../database.ts';

const template = await useDatabase({ template: 'agency_template' });
const fresh = await useDatabase({ template: 'tenet_template' });

/** A digest of every row of every table that the example fills. */
async function digest(admin: pg.Pool): Promise<Record<string, { rows: number; digest: string }>> {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select c.oid::regclass::text as name
       from pg_class c
      where c.relkind = 'r'
        and (c.relnamespace = 'app'::regnamespace
          or c.oid = any ('{tenet.workspaces,tenet.users,tenet.identities,tenet.members,tenet.memberships}'::regclass[]))
      order by 1`,
  );
  const digests: Record<string, { rows: number; digest: string }> = {};
  for (const { name } of tables) {
    const { rows } = await admin.query(`select count(*)::int as rows, md5(string_agg(md5(t::text), '' order by md5(t::text))) as digest from ${name} t`);
    digests[name] = rows[0];
  }
  return digests;
}

describe('the example', () => {
  test('is the same at every load, and a load that was interrupted starts afresh', { timeout: 120_000 }, async () => {
    const steps: string[] = [];
    const interrupted = loadExample({
      admin: fresh.urls.admin,
      log(line) {
        steps.push(line);
        if (line.startsWith('rows: clients')) throw new Error('interrupted');
      },
    });
    await expect(interrupted).rejects.toThrow('interrupted');
    expect((await fresh.admin.query("select to_regclass('app.contacts') as table, (select count(*)::int from tenet.tenants) as tenants")).rows).toEqual([{ table: null, tenants: 0 }]);

    await loadExample({ admin: fresh.urls.admin, log: (line) => steps.push(line) });
    expect(steps.at(-1)).toMatch(/^statistics/);
    expect(await digest(fresh.admin)).toEqual(await digest(template.admin));
  });

  test('is left as it is by a second load', async () => {
    await template.admin.query("update app.brands set tagline = 'changed by hand' where tagline is null");
    const before = await digest(template.admin);
    const log = vi.fn();
    await loadExample({ admin: template.urls.admin, log });
    expect(log).not.toHaveBeenCalled();
    expect(await digest(template.admin)).toEqual(before);
  });

  test('that was loaded from another text stays, and the log says so', async () => {
    await template.admin.query("comment on schema example is 'Text: 0000000000000000000000000000000000000000000000000000000000000000'");
    const log = vi.fn();
    await loadExample({ admin: template.urls.admin, log });
    expect(log).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('has changed since'));
  });

  test('is refused in production', async () => {
    vi.stubEnv('NODE_ENV', 'production');
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(loadExample({ admin: fresh.urls.admin, log: () => {} })).rejects.toThrow('a production database never gets it');
  });

  test('has three tenants, ten workspaces in the largest, somebody in every preset role, and some 50,000 rows', async () => {
    const { rows } = await template.admin.query(
      `select (select array_agg(n order by n desc) from (select count(*)::int as n from tenet.workspaces group by tenant_id) w) as workspaces,
              array(select r.name from tenet.roles r where not exists (select from tenet.memberships m where m.role = r.name) and (r.name <> 'support' or not exists (select from tenet.support_grants))) as roles_without_member,
              (select count(*)::int from (select user_id from tenet.memberships group by user_id having count(distinct tenant_id) > 1) m) as in_two_tenants`,
    );
    expect(rows).toEqual([{ workspaces: [10, 3, 1], roles_without_member: [], in_two_tenants: 2 }]);
    const total = Object.values(await digest(template.admin)).reduce((sum, table) => sum + table.rows, 0);
    expect(total).toBeGreaterThan(45_000);
    expect(total).toBeLessThan(55_000);
  });

  test('names nobody who could exist: addresses are reserved, telephone and social security numbers were never given out', async () => {
    const { rows } = await template.admin.query(
      `select (select count(*)::int from tenet.users where email !~ '\\.example$') as users,
              (select count(*)::int from app.contacts where email !~ '\\.example$') as addresses,
              (select count(*)::int from app.contacts where phone !~ '^\\+1 \\d{3} 555 01\\d\\d$' and phone !~ '^\\+44 (20 7946 0|161 496 0|113 496 0|131 496 0)\\d{3}$') as telephones,
              (select count(*)::int from app.contacts where national_id !~ '^9\\d\\d-[1-4]\\d-\\d{4}$') as national_ids`,
    );
    expect(rows).toEqual([{ users: 0, addresses: 0, telephones: 0, national_ids: 0 }]);
  });
});
