import type { WithPgClient } from 'postgraphile/@dataplan/pg';
import type { PgSettings } from './principal.ts';
import type { Turns } from './turns.ts';

/** A database service that gives each user a few of the pool's connections at a time: one operation may ask for many at once. */
export function fairService(service: GraphileConfig.PgServiceConfiguration, turns: Turns, userOf: (settings: PgSettings) => string | undefined): GraphileConfig.PgServiceConfiguration {
  const create = service.adaptor.createWithPgClient as unknown as (...settings: unknown[]) => WithPgClient;
  const createWithPgClient = ((...adaptorSettings: unknown[]) => {
    const withPgClient = create(...adaptorSettings);
    const inTurn: WithPgClient = (settings, callback) => turns(userOf((settings ?? {}) as PgSettings) ?? 'nobody', () => withPgClient(settings, callback));
    return Object.assign(inTurn, { release: withPgClient.release });
  }) as never;
  return { ...service, adaptor: { ...service.adaptor, createWithPgClient } };
}
