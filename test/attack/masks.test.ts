/** The attack on masks with few guesses, so that it runs with every change; `npm run attack:masks` is the whole of it. */
import { afterAll, describe, expect, test } from 'vitest';
import { prepareAttack } from '../../attack/attack.ts';
import { faults, plantAndAttack } from '../../attack/faults.ts';
import { charactersRecovered, longestRun } from '../../attack/judge.ts';
import { oddOneOut } from '../../attack/oracle.ts';
import { describeFindings } from '../../attack/report.ts';
import { NOT_NOISE, rankSumDeviation } from '../../attack/statistics.ts';
import { useDatabase } from '../database.ts';

describe('an attack', async () => {
  const { urls } = await useDatabase({ template: 'agency_template' });
  const attack = await prepareAttack(urls, { effort: { victims: 2, guesses: 4, controls: 60, rounds: 2 } });
  afterAll(() => attack.stop());

  test('an admin, who reads the trail, an editor, who writes, and a viewer recover nothing of what is masked for them', async () => {
    const { probes, findings } = await attack.run({ roles: ['admin', 'editor', 'viewer'] });
    const asked = (channel: string) => [...probes].filter(([key]) => key.endsWith(channel)).reduce((sum, [, number]) => sum + number, 0);
    expect(asked('SQL')).toBeGreaterThan(1000);
    expect(asked('GraphQL')).toBeGreaterThan(100);
    expect(describeFindings(findings)).toEqual([]);
  });

  test.for(faults)('an attacker finds it when $what', async (fault) => {
    const { by, missedBy } = await plantAndAttack(attack, fault);
    expect(by).not.toEqual([]);
    expect(missedBy).toEqual([]);
  });

  test('an attacker finds nothing any more when the faults are taken away', async () => {
    for (const column of new Set(faults.map((fault) => fault.column))) {
      const { findings } = await attack.run({ roles: ['editor'], column });
      expect(describeFindings(findings)).toEqual([]);
    }
  });
});

describe('the judge', () => {
  const secret = { value: 'q7hx2mkp@a.example', controls: ['qc4vrw9t@a.example', 'q2zzzzzz@a.example'] };

  test('the judge counts the characters of a value, and not those that its mask shows', () => {
    expect(charactersRecovered([{ secret, texts: ['q7hx2mkp@a.example'] }])).toBe(8);
    expect(charactersRecovered([{ secret, texts: ['q•••@a.example'] }])).toBe(0);
  });

  test('the judge does not count what agrees with other values as well', () => {
    expect(charactersRecovered([{ secret, texts: ['', 'zzzz', 'abcdefghijklmnopqrstuvwxyz0123456789'] }])).toBe(0);
  });

  test('the judge adds up what is known of several victims', () => {
    const said = [{ secret, texts: ['7hx'] }, { secret: { ...secret, value: 'qkkw8e5n@a.example' }, texts: ['qkk'] }];
    expect(charactersRecovered(said)).toBeGreaterThan(2);
  });

  test('a run is found wherever it is in a text', () => {
    expect(longestRun('abcdef', ['xx cde yy', 'ab'])).toBe(3);
    expect(longestRun('abcdef', [''])).toBe(0);
  });
});

describe('an oracle', () => {
  const answers = (...list: string[]) => list.map((answer, index) => ({ guess: `g${index}`, answer }));

  test('a guess stands out when all the others are answered alike', () => {
    expect(oddOneOut(answers('no', 'no', 'yes', 'no'))).toBe('g2');
    expect(oddOneOut(answers('no', 'no', 'no', 'no'))).toBeUndefined();
    expect(oddOneOut(answers('a', 'b', 'c', 'd'))).toBeUndefined();
  });

  test('latencies that are apart are told from latencies that are not', () => {
    const near = (base: number, seed: number) => Array.from({ length: 20 }, (_, index) => base + ((index * seed) % 7) / 10);
    expect(Math.abs(rankSumDeviation(near(1, 3), near(1, 5)))).toBeLessThan(NOT_NOISE);
    expect(rankSumDeviation(near(2, 3), near(1, 5))).toBeGreaterThan(NOT_NOISE);
    expect(rankSumDeviation(near(1, 3), near(2, 5))).toBeLessThan(-NOT_NOISE);
  });
});
