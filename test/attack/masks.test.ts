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
  const attack = await prepareAttack(urls, { effort: { victims: 2, guesses: 4, controls: 60, rounds: 2, every: 4 } });
  afterAll(() => attack.stop());

  test.for(faults)('an attacker finds what was planted wrong: $what', async (fault) => {
    const { by, missedBy } = await plantAndAttack(attack, fault);
    expect(by).not.toEqual([]);
    expect(missedBy).toEqual([]);
  });

  // after the faults, so that none of them is left behind unnoticed
  test('an editor, who writes, recovers nothing of what is masked for them', async () => {
    const { probes, findings } = await attack.run({ roles: ['editor'] });
    const asked = (channel: string) => [...probes].filter(([key]) => key.endsWith(channel)).reduce((sum, [, number]) => sum + number, 0);
    expect(asked('SQL')).toBeGreaterThan(10_000);
    expect(asked('GraphQL')).toBeGreaterThan(500);
    expect(describeFindings(findings)).toEqual([]);
  });

  test('an admin, who reads the trail, recovers nothing by it', async () => {
    const { probes, findings } = await attack.run({ roles: ['admin'], families: ['whole rows', 'audit trail'] });
    expect(probes.get('audit trail\tSQL')).toBeGreaterThan(50);
    expect(describeFindings(findings)).toEqual([]);
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
    const said = [{ secret, texts: ['7hx2mk'] }, { secret: { ...secret, value: 'qkkw8e5n@a.example' }, texts: ['qkkw8'] }];
    expect(charactersRecovered(said)).toBeGreaterThan(Math.max(...said.map((one) => charactersRecovered([one]))));
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
