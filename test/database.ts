/** A database of its own for a test file. */
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import type { DatabaseUrls } from '../database/urls.ts';
import { copyTemplate, type Template } from './scratch.ts';

export type { Template };

export type TestDatabase = {
  urls: DatabaseUrls;
  /** Connections of a superuser; ended, like the database, when the file's tests are done. */
  admin: pg.Pool;
};

/** Gives the calling test file (or suite) a fresh copy of a template, with the schemas tap and tests, and drops it afterwards. */
export async function useDatabase({ template }: { template: Template }): Promise<TestDatabase> {
  const { urls, drop } = await copyTemplate(inject('scratch'), template);
  const admin = new pg.Pool({ connectionString: urls.admin, max: 4 });
  afterAll(async () => {
    await admin.end();
    await drop();
  });
  return { urls, admin };
}
