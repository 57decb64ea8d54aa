/** An attack on the masks of one database: who is attacked, by whom, and what came of it. */
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import type { DatabaseUrls } from '../database/urls.ts';
import type { Channel, Effort as ProbeEffort, Setting } from './channels/channel.ts';
import { graphqlChannel } from './channels/graphql.ts';
import { hasRunQuery, queryChannel } from './channels/query.ts';
import { sqlChannel } from './channels/sql.ts';
import { createLedger, type Finding, type Ledger } from './ledger.ts';
import { makePeople } from './people.ts';
import { type Effort, plantVictims } from './plant.ts';
import { families } from './probes/index.ts';
import { findTargets } from './targets.ts';

export type AttackOptions = { effort: Effort & ProbeEffort };

export type Outcome = {
  /** `family<tab>channel` and how many probes. */
  probes: ReadonlyMap<string, number>;
  findings: Finding[];
};

export type Attack = {
  /** What is attacked and by whom: for the report. */
  columns: number;
  tables: number;
  /** Pairs of a column and a role that must not see it. */
  pairs: number;
  roles: readonly string[];
  channels: readonly string[];
  admin: pg.Client;
  /** Runs every family on every channel that takes it; of those things that are named, only these. A column is `app.table.column`. */
  run(only?: { roles?: readonly string[]; column?: string; families?: readonly string[] }): Promise<Outcome>;
  stop(): Promise<void>;
};

/** How many people attack through one channel at a time: Postgres plans for one while it computes for another. */
const LANES = 3;

async function sideBySide<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  await Promise.all(Array.from({ length: LANES }, async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  }));
}

/** Enough to tell luck from knowledge, in a minute. */
export const fullEffort: AttackOptions['effort'] = { victims: 3, guesses: 8, controls: 100, rounds: 20, every: 1 };

/**
 * Makes the tables, people and victims of an attack in a database that has the example, and opens the channels.
 *
 * The connection of an administrator is for planting and judging alone. Throws when a masked column has a type that no value is
 * known for: what cannot be attacked must not count as safe.
 */
export async function prepareAttack(urls: DatabaseUrls, { effort }: AttackOptions): Promise<Attack> {
  const admin = new pg.Client({ connectionString: urls.admin });
  await admin.connect();
  const channels: Channel[] = [];
  const stop = async () => {
    for (const channel of channels) await channel.stop();
    await admin.end();
  };
  try {
    const { rows: [server] } = await admin.query<{ version: number }>("select current_setting('server_version_num')::integer as version");
    await admin.query('begin');
    await admin.query('set local role tenet_owner');
    await admin.query(await readFile(new URL('every_mask.sql', import.meta.url), 'utf8'));
    await admin.query('reset role');
    const { people, ...place } = await makePeople(admin);
    const roles = people.map(({ role }) => role);
    const relations = await findTargets(admin, roles);
    const { victims, expendable, secretOf } = await plantVictims(admin, relations, place, roles, effort);
    await admin.query('commit');
    await admin.query('analyze');

    /** Takes away what attackers wrote, so that the guesses of one attack are not in the way of the next. */
    async function forgetGuesses(): Promise<void> {
      for (const relation of relations) {
        const planted = [...victims.get(relation)!, ...expendable.get(relation)!.values()].map(({ id }) => id);
        await admin.query(`delete from ${relation.name} where tenant_id = $1 and "${relation.key}"::text <> all ($2)`, [place.tenant, planted]);
      }
    }

    let ledger: Ledger = createLedger();
    let onlyColumn: string | undefined;
    const setting: Setting = {
      targetsOf: (relation, role) => relation.targets.filter(({ hiddenFrom, column }) => hiddenFrom.includes(role) && (onlyColumn === undefined || onlyColumn === `${relation.name}.${column}`)),
      victimsOf: (relation) => victims.get(relation)!,
      expendableOf: (relation, role) => expendable.get(relation)!.get(role)!,
      effort,
      count: (...given) => ledger.count(...given),
      claim: (...given) => ledger.claim(...given),
    };
    const { version } = server!;
    channels.push(sqlChannel(urls, version, setting), await graphqlChannel(urls, setting));
    if (await hasRunQuery(admin)) channels.push(queryChannel(urls, version, setting));

    return {
      columns: relations.reduce((sum, { targets }) => sum + targets.length, 0),
      tables: relations.length,
      pairs: relations.reduce((sum, { targets }) => sum + targets.reduce((some, { hiddenFrom }) => some + hiddenFrom.length, 0), 0),
      roles,
      channels: channels.map(({ name }) => name),
      admin,
      stop,
      async run(only = {}) {
        ledger = createLedger();
        onlyColumn = only.column;
        for (const family of families) {
          if (only.families && !only.families.includes(family.name)) continue;
          const attackers = people.filter(({ role }) => !only.roles || only.roles.includes(role));
          const pairs = relations.flatMap((relation) => attackers.filter(({ role }) => setting.targetsOf(relation, role).length > 0).map((person) => ({ relation, person })));
          await Promise.all(channels.filter((channel) => channel.takes(family)).map((channel) => sideBySide(pairs, ({ relation, person }) => channel.run(family, person, relation))));
        }
        await forgetGuesses();
        return { probes: ledger.probes(), findings: ledger.findings(secretOf) };
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
