import './environment.ts';
import { stateFolder } from '../database/state.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';

try {
  const config = readConfig(process.env);
  const log = createLog(config.TENET_LOG_LEVEL);
  const starting = import('./start.ts').then(({ startServer }) => startServer({ config, log, developmentFolder: stateFolder }));

  // Whoever changed the database's schema, or trusts another key, says so with this signal. It ends a process that does not listen,
  // so this one listens before the long work, and builds again as soon as it is done.
  process.on('SIGHUP', () => {
    starting.then((server) => server.reload()).catch((error: unknown) => log.error({ stack: (error as Error).stack }, 'the schema could not be built again; the old one stays'));
  });
  const server = await starting;

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
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
