/** What this clone remembers between two starts: .tenet/state.json, readable by its user alone. Never used in production. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

/** The passwords this clone gave the logins of that server; made and kept the first time. */
export async function passwordsFor(systemIdentifier: string): Promise<Passwords> {
  const { passwords = {} } = await readState();
  const known = passwords[systemIdentifier];
  if (known) return known;
  const made = randomPasswords();
  await updateState({ passwords: { ...passwords, [systemIdentifier]: made } });
  return made;
}
