import './environment.ts';
import { stateFolder } from '../database/state.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { startServer } from './start.ts';

try {
  const config = readConfig(process.env);
  const log = createLog(config.TENET_LOG_LEVEL);
  const server = await startServer({ config, log, developmentFolder: stateFolder });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      server.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.fatal({ stack: (error as Error).stack }, 'could not stop in order');
          process.exit(1);
        },
      );
    });
  }
  // whoever changed the database's schema, or trusts another key, says so with this signal
  process.on('SIGHUP', () => {
    server.reload().catch((error: unknown) => log.error({ stack: (error as Error).stack }, 'the schema could not be built again; the old one stays'));
  });
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
