/** Copies of a database, for tests and verifiers. */
import { connected } from './connected.ts';
import { runScript } from './scripts.ts';
import { withDatabase } from './urls.ts';

/**
 * Makes the database `name` a copy of `template`, to which nobody may be connected. What Postgres keeps outside of a database,
 * the rights to connect and create in it, is not copied and therefore set again. Files are copied as they are:
 * written to the log, as is usual, a copy takes twice as long.
 */
export async function cloneDatabase(adminUrl: string, template: string, name: string): Promise<void> {
  await connected(adminUrl, (client) =>
    client.query(`create database ${client.escapeIdentifier(name)} template ${client.escapeIdentifier(template)} strategy file_copy`),
  );
  await connected(withDatabase(adminUrl, name), (client) => runScript(client, 'database_rights.sql'));
}

/**
 * Removes a database; an absent one is fine. Sessions that are being closed get the five seconds that Postgres waits by itself;
 * those that stay are ended.
 */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await connected(adminUrl, async (client) => {
    const drop = `drop database if exists ${client.escapeIdentifier(name)}`;
    await client.query(drop).catch((error) => {
      if (error.code !== '55006') throw error; // in use
      return client.query(`${drop} with (force)`);
    });
  });
}
