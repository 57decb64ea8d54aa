import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** An API key as it is asked for: who it says it is, and the hash of its secret. */
export type ApiKey = Readonly<{
  /** The part that may be shown, and logged. */
  publicId: string;
  /** SHA-256 of the secret, as the database keeps it: the secret itself goes no further. */
  secretHash: Buffer;
}>;

/** A key that can not be one of ours. The reason is for the log; a client only learns that it has no valid credential. */
export class KeyRefused extends Error {}

// functions/api_key.sql says what its parts are.
const form = /^(tenet_([a-z]{2,12})_([0-9A-Za-z]{10})_([0-9A-Za-z]{43}))_([0-9A-Za-z]{6})$/;
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Whether a credential says of itself that it is an API key, be it a good one or not. A JWT never does. */
export function saysItIsAKey(credential: string): boolean {
  return credential.startsWith('tenet_');
}

/**
 * Reads an API key without asking anybody: its form, its check sum, and whether it is of this environment.
 *
 * Throws KeyRefused. That it did not says nothing about whether there is such a key.
 */
export function readKey(credential: string, environment: string): ApiKey {
  const [, summed, named, publicId, secret, sum] = form.exec(credential) ?? [];
  if (summed === undefined || publicId === undefined || secret === undefined) throw new KeyRefused('not the form of an API key');
  if (checkSum(summed) !== sum) throw new KeyRefused('an API key with a wrong check sum');
  if (named !== environment) throw new KeyRefused('an API key of another environment');
  return Object.freeze({ publicId, secretHash: createHash('sha256').update(secret).digest() });
}

/** The CRC-32 of a text in six digits of base 62. */
export function checkSum(text: string): string {
  let rest = crc32(text);
  let sum = '';
  while (sum.length < 6) {
    sum = digits.charAt(rest % 62) + sum;
    rest = Math.floor(rest / 62);
  }
  return sum;
}
