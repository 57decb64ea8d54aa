/**
 * `npm run attack:masks`: tries to get at masked values by inference, over every masked column of the example and of a table with
 * every mask, as every role that must not see it, through SQL, GraphQL and, where there is one, the query function. Then plants masks
 * that are wrong, and has to find each. Fails when a character was recovered, or a planted fault was not found.
 */
import './environment.ts'; // before what reads it
import { table } from '../bench/harness/report.ts';
import { inTemporaryFolder } from '../bench/harness/cluster.ts';
import { installDatabase } from '../database/install.ts';
import { type Cluster, startPostgres } from '../database/server.ts';
import { randomPasswords } from '../database/urls.ts';
import { loadExample } from '../examples/agency/load.ts';
import { fullEffort, prepareAttack } from './attack.ts';
import { faults, plantAndAttack } from './faults.ts';
import { describeFindings, tableOfFamilies } from './report.ts';

let cluster: Cluster | undefined;
const start = performance.now();
const seconds = () => `${((performance.now() - start) / 1000).toFixed(0)} s`;

await inTemporaryFolder(async (folder) => {
  cluster = await startPostgres({ dataFolder: folder, durable: false, log: () => {} });
  const urls = await installDatabase({ adminUrl: cluster.adminUrl, database: 'attacked', passwords: randomPasswords() });
  await loadExample({ admin: urls.admin, log: () => {} });
  const attack = await prepareAttack(urls, { effort: fullEffort });
  try {
    console.log(`\n${attack.columns} masked columns of ${attack.tables} tables, ${attack.pairs} pairs of a column and a role that must not see it, through ${attack.channels.join(', ')}\n`);
    const outcome = await attack.run();
    table(tableOfFamilies(outcome));
    for (const line of describeFindings(outcome.findings)) console.error(`  ${line}`);
    if (outcome.findings.length > 0) process.exitCode = 1;

    console.log(`  Self-check (after ${seconds()}): masks planted wrong, which have to be found\n`);
    const rows = [['', 'found by', 'characters']];
    for (const fault of faults) {
      const { by, missedBy, outcome: { findings } } = await plantAndAttack(attack, fault);
      const characters = findings.filter(({ column }) => column === fault.column).reduce((sum, finding) => sum + finding.characters, 0);
      rows.push([fault.what, missedBy.length > 0 ? `NOT FOUND through ${missedBy.join(', ')}` : by.length > 3 ? `${by.length} families` : by.join(', '), String(characters)]);
      if (missedBy.length > 0) process.exitCode = 1;
    }
    table(rows);
    console.log(`  ${process.exitCode ? 'FAILED' : 'Nothing was recovered, and every planted fault was found'}, after ${seconds()}\n`);
  } finally {
    await attack.stop();
  }
}, async () => cluster?.stop());
