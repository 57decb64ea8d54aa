import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createLog } from '../../server/log.ts';
import { newSealingKey } from '../../worker/sealing_key.ts';

/** What the log makes of a value, as a field, as part of a message, and as a part of an error. */
function logged(text: string): string {
  const lines: string[] = [];
  const log = createLog('info', (line) => lines.push(line));
  log.info({ field: text, nested: { list: [text] } }, `message with ${text} in it`);
  log.error({ stack: new Error(text).stack }, 'failed');
  for (const line of lines) JSON.parse(line); // still JSON
  return lines.join('');
}

test('no secret that the server or the worker handles is in a line, whatever way it got there; other text is', () => {
  const word = 'Kq7vZ2mX9tR4';
  const webhookSecret = `whsec_${randomBytes(32).toString('base64')}`;
  const pem = newSealingKey();
  const secrets: [text: string, hidden: string][] = [
    [`Bearer ${word}`, word],
    [`eyJhbGciOiJFZERTQSJ9.${word}.${word}`, word],
    [`postgres://tenet_worker:${word}@db/tenet`, word],
    [`smtps://alerts:${word}@mail.example.com:465`, word],
    ['ada@example.com', 'ada@'],
    [`tenet_live_AbCdEf0123_${word.repeat(4).slice(0, 43)}_${word.slice(0, 6)}`, word.slice(0, 6)],
    [`/graphql?key=tenet_live_AbCdEf0123_${word}`, word],
    [webhookSecret, webhookSecret.slice(10)],
    [pem, pem.split('\n')[1]!],
    [pem.replaceAll('\n', '\\n'), pem.split('\n')[1]!],
  ];
  for (const [text, hidden] of secrets) expect(logged(`before ${text} after`)).not.toContain(hidden);
  expect(logged(`before ${word} after`)).toContain(word);
  expect(logged(`tenet_live_AbCdEf0123_${word}`)).toContain('tenet_live_AbCdEf0123_[secret]'); // which key it was
  expect(logged(`before ${pem} after`)).toMatch(/before \[secret\]/);
});
