/** How an attack is printed. */
import type { Outcome } from './attack.ts';
import type { Finding } from './ledger.ts';

/** A row a family, a pair of columns a channel: probes, and characters recovered. */
export function tableOfFamilies({ probes, findings }: Outcome): string[][] {
  const cells = [...probes].map(([key, number]) => {
    const [family, channel] = key.split('\t') as [string, string];
    return { family, channel, number };
  });
  const channels = [...new Set(cells.map(({ channel }) => channel))].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const charactersOf = (of: (finding: Finding) => boolean) => String(findings.filter(of).reduce((sum, { characters }) => sum + characters, 0));
  const figures = (family: string | undefined) => channels.flatMap((channel) => {
    const number = cells.filter((cell) => (family === undefined || cell.family === family) && cell.channel === channel).reduce((sum, cell) => sum + cell.number, 0);
    return number === 0 ? ['–', '–'] : [number.toLocaleString('en'), charactersOf((finding) => (family === undefined || finding.family === family) && finding.channel === channel)];
  });
  return [
    ['family', ...channels.flatMap((channel) => [`${channel}: probes`, 'recovered'])],
    ...[...new Set(cells.map(({ family }) => family))].map((family) => [family, ...figures(family)]),
    ['all', ...figures(undefined)],
  ];
}

const order = ['SQL', 'GraphQL', 'run_query'];

/** A line a finding. */
export function describeFindings(findings: readonly Finding[]): string[] {
  return findings.map(({ family, channel, role, column, characters, example }) => `RECOVERED ${characters} characters of ${column} as ${role}, by ${family} through ${channel}: ${JSON.stringify(example)}`);
}
