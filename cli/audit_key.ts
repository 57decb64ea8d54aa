/** `npx tenet audit key`: makes a key that signs the audit trail. */
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { newSealingKey, readSealingKeys } from '../worker/sealing_key.ts';

const usage = `npx tenet audit key [--out <file>] [--name <trail>]

Makes an Ed25519 key, writes its private part into a file that only you can read (sealing_key.pem), and prints the public part,
which whoever verifies the trail needs. The worker takes the file with TENET_SEALING_KEY_FILE, and the name with TENET_TRAIL_NAME.

To change keys, put the new one in front of the old one in the same file and start the worker again: both sign. When everybody who
verifies knows the new one, take the old one out.`;

/**
 * Makes a key pair, and returns the exit code: 0, or 2 when it could not. A file that is there is never overwritten: without the old
 * key, nobody could take over from it.
 */
export async function run(argv: readonly string[]): Promise<number> {
  try {
    await make(argv);
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
}

async function make(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      out: { type: 'string', default: 'sealing_key.pem' },
      name: { type: 'string', default: process.env['TENET_TRAIL_NAME'] || 'tenet' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(usage);
  if (!/^[!-*,-~]{1,200}$/.test(values.name)) throw new Error(`The trail cannot be called "${values.name}": take visible ASCII without spaces and plus signs, such as audit.example.com.`);
  const pem = newSealingKey();
  const file = await open(values.out, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'EEXIST' ? `${values.out} is there already and stays as it is: name another file with --out.` : `${values.out} cannot be written (${error.code}): name another file with --out.`);
  });
  try {
    await file.writeFile(pem);
    await file.sync();
  } finally {
    await file.close();
  }
  console.error(`The private key is in ${resolve(values.out)}. Keep a copy where the database's backups are not.`);
  console.log(readSealingKeys(pem, values.name)[0]!.vkey);
}
