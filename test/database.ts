/** A database of its own for a test file. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { connected } from '../database/connected.ts';
import { cloneDatabase, dropDatabase } from '../database/template.ts';
import { type DatabaseUrls, urlsOf } from '../database/urls.ts';

/** `tenet_template` is a migrated database with the schemas tap and tests; `agency_template` holds the example as well. */
export type Template = 'tenet_template' | 'agency_template';

export type TestDatabase = {
  urls: DatabaseUrls;
  /** Connections of a superuser; ended, like the database, when the file's tests are done. */
  admin: pg.Pool;
};

/** Gives the calling test file (or suite) a fresh copy of a template, which is dropped after its tests. */
export async function useDatabase({ template }: { template: Template }): Promise<TestDatabase> {
  const { adminUrl, passwords } = inject('cluster');
  if (template === 'agency_template') await makeAgencyTemplate(adminUrl);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await cloneDatabase(adminUrl, template, name);
  const urls = urlsOf(adminUrl, name, passwords);
  const admin = new pg.Pool({ connectionString: urls.admin, max: 4 });
  afterAll(async () => {
    await admin.end();
    await dropDatabase(adminUrl, name);
  });
  return { urls, admin };
}

/** Loads the example once a run, when the first file asks for it; the others wait for that one. */
async function makeAgencyTemplate(adminUrl: string): Promise<void> {
  await connected(adminUrl, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('agency_template'))");
    const { rowCount } = await client.query("select from pg_database where datname = 'agency_template'");
    if (rowCount) return;
    const { loadExample } = await import('../examples/agency/load.ts');
    const staging = 'agency_template_loading';
    await dropDatabase(adminUrl, staging);
    await cloneDatabase(adminUrl, 'tenet_template', staging);
    await loadExample({ admin: urlsOf(adminUrl, staging, inject('cluster').passwords).admin, log: () => {} });
    await client.query(`alter database ${staging} rename to agency_template`);
  });
}
