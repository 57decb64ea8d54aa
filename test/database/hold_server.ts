// Starts Postgres on the folder it is given, prints its port, and holds it until it is told to stop: a Node to kill in tests.
import { startPostgres } from '../../database/server.ts';

const cluster = await startPostgres({ dataFolder: process.argv[2]!, durable: process.argv[3] !== 'fast' });
const held = setInterval(() => {}, 60_000);
process.once('SIGTERM', async () => {
  await cluster.stop();
  clearInterval(held);
});
console.log(JSON.stringify({ port: cluster.port, adminUrl: cluster.adminUrl })); // last: whoever reads it may tell it to stop
