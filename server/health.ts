import type { Pool } from 'pg';
import { checkLogin } from './startup_checks.ts';

export type Readiness = { ready: boolean; checks: { database: boolean; migrated: boolean; logins: boolean } };

type Options = { api: Pool; gateway: Pool; now(): number };

const checkedFor = 5000;

/**
 * Says whether this process can serve: the database answers, it is migrated as far as the server needs, and both logins are still
 * as harmless as at start. Asked at most once in five seconds, because anybody may ask.
 */
export function readiness({ api, gateway, now }: Options): () => Promise<Readiness> {
  let last: { at: number; result: Promise<Readiness> } | undefined;
  return () => {
    if (last === undefined || now() - last.at > checkedFor) last = { at: now(), result: look(api, gateway) };
    return last.result;
  };
}

async function look(api: Pool, gateway: Pool): Promise<Readiness> {
  const holds = (check: Promise<boolean>) => check.catch(() => false);
  const [database, migrated, logins] = await Promise.all([
    holds(Promise.all([api.query('select'), gateway.query('select')]).then(() => true)),
    holds(gateway.query('select from tenet_private.identity_providers(), tenet_private.classified_columns()').then(() => true)),
    holds(Promise.all([checkLogin(api, 'authenticator'), checkLogin(gateway, 'gateway')]).then((faults) => faults.flat().length === 0)),
  ]);
  return { ready: database && migrated && logins, checks: { database, migrated, logins } };
}
