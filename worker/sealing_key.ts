/** The keys that sign the audit trail. They come from the environment or a file, and are never in the database or in a log. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A key of the trail, without a way to get the private part out again. */
export type SealingKey = {
  /** Name of the trail, which is the name of the key as well. */
  name: string;
  /** The public part as others verify with it (C2SP signed-note): `<name>+<key id in hex>+<base64>`. */
  vkey: string;
  /** The signature line for a note's text, with the line feed at its end. */
  signatureLine(text: string): string;
};

/** The first byte of an Ed25519 key and of what its id is made from, as C2SP signed-note numbers it. */
const ED25519 = Buffer.from([0x01]);
const PEM = /-----BEGIN PRIVATE KEY-----[\sA-Za-z0-9+/=]+-----END PRIVATE KEY-----/g;

/** What a file made by `npx tenet audit key` holds: a new private key in PEM. */
export function newSealingKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/**
 * Reads private keys out of a text: PEM blocks one after the other, or base64 of those, or base64 of PKCS #8, separated by commas
 * or spaces. The first one is the current key; the others sign as well, so that whoever knows only those can go on verifying.
 *
 * @throws without a key, and for one that is not Ed25519; the text is not in the message.
 */
export function readSealingKeys(text: string, name: string): SealingKey[] {
  const unfolded = text.replaceAll('\\n', '\n'); // as env files write line feeds
  const keys = readBlocks(unfolded) ?? unfolded.split(/[\s,]+/).filter(Boolean).flatMap(readEncoded);
  if (keys.length === 0) throw new Error('The sealing key is empty: npx tenet audit key makes one.');
  return keys.map((key) => sealingKey(key, name));
}

/** Keeps a key in a file of the state folder, made once, readable by its user alone. For development. */
export async function keptSealingKey(file: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return kept;
  await mkdir(dirname(file), { recursive: true });
  const staging = `${file}.${process.pid}.${randomUUID()}`;
  await writeFile(staging, newSealingKey(), { mode: 0o600, flag: 'wx' });
  try {
    await link(staging, file); // whole, and not over another's
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(staging);
  }
  return readFile(file, 'utf8');
}

function readBlocks(text: string): KeyObject[] | null {
  return text.match(PEM)?.map((pem) => readKey(() => createPrivateKey(pem))) ?? null;
}

function readEncoded(encoded: string): KeyObject[] {
  const bytes = Buffer.from(encoded, 'base64');
  return readBlocks(bytes.toString('latin1')) ?? [readKey(() => createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' }))];
}

function readKey(read: () => KeyObject): KeyObject {
  let key: KeyObject;
  try {
    key = read();
  } catch {
    // what the library says can hold a part of the key
    throw new Error('The sealing key cannot be read: it must be PKCS #8 in PEM, or base64 of it; npx tenet audit key makes one.');
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`The sealing key is ${key.asymmetricKeyType}, and must be Ed25519: npx tenet audit key makes one.`);
  return key;
}

function sealingKey(key: KeyObject, name: string): SealingKey {
  // SubjectPublicKeyInfo of Ed25519 (RFC 8410) ends with the 32 bytes of the key
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32);
  const typed = Buffer.concat([ED25519, publicKey]);
  const id = createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4);
  return {
    name,
    vkey: `${name}+${id.toString('hex')}+${typed.toString('base64')}`,
    signatureLine: (text) => `— ${name} ${Buffer.concat([id, sign(null, Buffer.from(text), key)]).toString('base64')}\n`,
  };
}
