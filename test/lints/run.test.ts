// A lint is one query in one file that returns a row for each fault it finds. Here each one is silent on the migrated database and
// on the example, and finds the fault that faults/<same name> plants. New files of the folder are picked up as they are.
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../database.ts';

type Finding = { name: string; detail: string };

const columns = ['name', 'title', 'level', 'categories', 'description', 'detail', 'remediation', 'cache_key'];
const folder = new URL('.', import.meta.url);
const lints = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();

for (const template of ['tenet_template', 'agency_template'] as const) {
  const { urls } = await useDatabase({ template });
  const connection = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: urls.admin });
    await client.connect();
    return client;
  };

  describe(`lints of ${template}`, () => {
    for (const file of lints) {
      test(`${file} finds nothing, then exactly the planted fault, then nothing`, async () => {
        const [lint, fault] = await Promise.all([text(file), text(`faults/${file}`)]);
        const client = await connection();
        try {
          expect(await findings(client, lint)).toEqual([]);
          await client.query('begin');
          await client.query(fault);
          await client.query('set local role none');
          const found = await findings(client, lint);
          expect(found.map((finding) => finding.name)).toEqual([file.replace(/\.sql$/, '')]);
          await client.query('rollback');
          expect(await findings(client, lint)).toEqual([]);
        } finally {
          await client.end();
        }
      });
    }
  });
}

async function findings(client: pg.Client, lint: string): Promise<Finding[]> {
  const result = await client.query<Finding>(lint);
  expect(result.fields.map((field) => field.name)).toEqual(columns);
  return result.rows;
}

async function text(file: string): Promise<string> {
  return readFile(new URL(file, folder), 'utf8');
}
