/** What this clone remembers between two starts: .tenet/state.json, readable by its user alone. Never used in production. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connected } from './connected.ts';
import { type Passwords, randomPasswords } from './urls.ts';

export const stateFolder = fileURLToPath(new URL('../.tenet', import.meta.url));
const file = join(stateFolder, 'state.json');

export type State = {
  /** Passwords of the logins, by the server's system identifier: another server gets others. */
  passwords?: Record<string, Passwords>;
};

export async function readState(): Promise<State> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  return JSON.parse(text);
}

/** Replaces what is named and keeps the rest; the file is complete at every moment. */
export async function updateState(change: Partial<State>): Promise<void> {
  await mkdir(stateFolder, { recursive: true });
  const staging = `${file}.${process.pid}`;
  await writeFile(staging, `${JSON.stringify({ ...(await readState()), ...change }, null, 2)}\n`, { mode: 0o600 });
  await rename(staging, file);
}

/** The passwords that this clone gives the logins of a server, told from others by its system identifier; made the first time. */
export async function passwordsFor(adminUrl: string): Promise<Passwords> {
  const { rows } = await connected(adminUrl, (client) =>
    client.query<{ server: string }>('select system_identifier::text as server from pg_control_system()'),
  );
  const { server } = rows[0]!;
  const { passwords = {} } = await readState();
  const known = passwords[server];
  if (known) return known;
  const made = randomPasswords();
  await updateState({ passwords: { ...passwords, [server]: made } });
  return made;
}
