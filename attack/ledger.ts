/** What was tried, and what the attackers say that they found out by it. */
import { charactersRecovered, type Secret } from './judge.ts';
import type { Target, Victim } from './targets.ts';

type Cell = { family: string; channel: string; role: string; target: Target; said: Map<Victim, Set<string>> };

export type Finding = { family: string; channel: string; role: string; column: string; characters: number; example: string };

export type Ledger = {
  /** Notes that so many questions were asked. */
  count(family: string, channel: string, probes: number): void;
  /** Notes what an attacker takes a victim's value to be, or a text that holds it. */
  claim(place: { family: string; channel: string; role: string }, target: Target, victim: Victim, text: string): void;
  probes(): ReadonlyMap<string, number>;
  /** Asks the judge. */
  findings(secretOf: (target: Target, victim: Victim) => Secret): Finding[];
};

export function createLedger(): Ledger {
  const probes = new Map<string, number>();
  const cells = new Map<string, Cell>();
  return {
    count(family, channel, number) {
      const key = `${family}\t${channel}`;
      probes.set(key, (probes.get(key) ?? 0) + number);
    },
    claim({ family, channel, role }, target, victim, text) {
      if (text === '') return;
      const key = [family, channel, role, target.relation, target.column].join('\t');
      let cell = cells.get(key);
      if (cell === undefined) cells.set(key, (cell = { family, channel, role, target, said: new Map() }));
      const texts = cell.said.get(victim) ?? new Set<string>();
      cell.said.set(victim, texts.add(text));
    },
    probes: () => probes,
    findings(secretOf) {
      return [...cells.values()].flatMap(({ family, channel, role, target, said }) => {
        const statements = [...said].map(([victim, texts]) => ({ secret: secretOf(target, victim), texts: [...texts] }));
        const characters = charactersRecovered(statements);
        if (characters === 0) return [];
        const example = statements.flatMap(({ texts }) => texts).sort((a, b) => a.length - b.length)[0] as string;
        return [{ family, channel, role, column: `${target.relation}.${target.column}`, characters, example: example.slice(0, 120) }];
      });
    },
  };
}
