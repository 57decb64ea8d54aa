import { pino, type Logger } from 'pino';

/** Where the process writes what happens to it: one JSON object a line, without secrets. */
export type Log = Logger;

const patterns: readonly [RegExp, string][] = [
  [/eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.?[A-Za-z0-9_-]*/g, '[token]'],
  // the part of an API key that may be shown stays: it says which one it was
  [/tenet_invite_[0-9a-f]{8,}/g, '[token]'],
  [/(tenet_[a-z]{2,12}_[0-9A-Za-z]{10}_)[0-9A-Za-z_]{8,}/g, '$1[secret]'],
  [/(Bearer|Basic) +[^\s"\\]+/gi, '$1 [secret]'],
  [/[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+/g, '[email]'],
  [/(postgres(?:ql)?:\/\/[^:\s/]*):[^@\s]*@/g, '$1:[secret]@'],
  [/(smtps?:\/\/[^:\s/]*):[^@\s]*@/g, '$1:[secret]@'],
  [/whsec_[A-Za-z0-9+/=]+/g, '[secret]'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^-"]*(-----END [A-Z ]*PRIVATE KEY-----)?/g, '[secret]'],
];

/** Takes tokens, credentials and e-mail addresses out of a text. */
export function scrub(text: string): string {
  return patterns.reduce((scrubbed, [pattern, replacement]) => scrubbed.replace(pattern, replacement), text);
}

/**
 * Makes a log. Every line is scrubbed whole after it has been put together, so that no field, message or stack can carry a secret
 * past a list of field names; the list only saves work. Lines go to the standard output, or to `write`. `flush` of a log calls back when
 * they have left this process.
 */
export function createLog(level: string, write?: (line: string) => void): Log {
  const redact = { paths: ['authorization', 'cookie', 'token', 'password', 'handle', '*.authorization', '*.cookie', '*.token', '*.password', '*.handle'], censor: '[secret]' };
  const destination = write
    ? { write: (line: string) => write(scrub(line)) }
    : { write: (line: string) => void process.stdout.write(scrub(line)), flush: (done: (error?: Error | null) => void) => void process.stdout.write('', done) };
  return pino({ level, base: undefined, redact, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
