/** Aggregates: what they say of victims together, and of all but one. */
import type { Family } from '../channels/channel.ts';
import type { Victim } from '../targets.ts';
import { areVictims, askOfGuesses, column, comparable, guess, guessTable, isVictim, value, view } from './sql_text.ts';

export const aggregate: Family = {
  name: 'aggregate',
  async sql(scene) {
    const from = `${view(scene.relation)} v where ${areVictims(scene.relation, scene.victims)}`;
    for (const target of scene.targets) {
      const text = `${column(target)}::text`;
      for (const expression of [
        `pg_catalog.string_agg(${text}, ',')`, `pg_catalog.array_agg(${value(target)})::text`, `pg_catalog.json_agg(${value(target)})::text`, `pg_catalog.jsonb_agg(${text})::text`,
        `pg_catalog.jsonb_object_agg(v.${scene.relation.key}, ${value(target)})::text`, `pg_catalog.min(${text})`, `pg_catalog.max(${text})`, `mode() within group (order by ${text})`,
        `percentile_disc(array[0.0, 0.5, 1.0]) within group (order by ${text})::text`, `pg_catalog.count(distinct ${text})::text`, `pg_catalog.bool_or(${text} is null)::text`,
        `pg_catalog.min(${value(target)})::text`, `pg_catalog.max(${value(target)})::text`, `pg_catalog.xmlagg(xmlelement(name c, ${text}))::text`,
      ]) scene.dump(await scene.ask(`select ${expression} as c from ${from}`));
      for (const victim of scene.victims) {
        const is = isVictim(scene.relation, victim);
        // with and without the victim
        for (const expression of [
          `pg_catalog.sum(${column(target)}) - coalesce(pg_catalog.sum(${column(target)}) filter (where not ${is}), 0)`,
          `pg_catalog.avg(${column(target)}) * pg_catalog.count(${column(target)}) - coalesce(pg_catalog.sum(${column(target)}) filter (where not ${is}), 0)`,
          `pg_catalog.max(${column(target)}) filter (where ${is})`, `pg_catalog.min(${column(target)}) filter (where ${is})`,
          `pg_catalog.sum(extract(epoch from ${column(target)})) filter (where ${is})`,
          `pg_catalog.to_timestamp(pg_catalog.max(extract(epoch from ${column(target)})) filter (where ${is}))`,
        ]) {
          const answer = await scene.ask(`select (${expression})::text as c from ${from}`);
          scene.claim(target, victim, answer.rows[0]?.['c'] ?? '');
        }
        const one = (of: Victim) => `${view(scene.relation)} v where ${isVictim(scene.relation, of)}`;
        await askOfGuesses(scene, target, victim,
          (of) => `select g.guess,
                  (select pg_catalog.bool_or(${value(target)} = ${guess(target)}) from ${one(of)}) as by_or,
                  (select pg_catalog.bool_and(${text} = g.guess) from ${one(of)}) as by_and,
                  (select pg_catalog.count(*) filter (where ${value(target)} = ${guess(target)}) from ${one(of)}) as by_filter,
                  (select pg_catalog.sum(case when ${text} = g.guess then 1 else 0 end) from ${one(of)}) as by_case,
                  (select pg_catalog.md5(pg_catalog.string_agg(${text}, '')) = pg_catalog.md5(g.guess) from ${one(of)}) as by_digest,
                  (select pg_catalog.hashtext(pg_catalog.max(${text})) = pg_catalog.hashtext(g.guess) from ${one(of)}) as by_hash,
                  (select pg_catalog.array_agg(${value(target)}) = array[${guess(target)}] from ${one(of)}) as by_array
             from ${guessTable(victim.guesses.get(target)!)}`, 7);
        if (comparable(target)) await scene.ask(`select pg_catalog.sum(${column(target)}) over (order by v.${scene.relation.key}) as c from ${from}`);
      }
    }
  },
  async graphql(scene) {
    const among = `filter: { id: { in: [${scene.victims.map(({ id }) => `"${id}"`).join(', ')}] } }`;
    for (const target of scene.targets) {
      const field = scene.names.field(target.column);
      scene.dump(await scene.ask(`{ ${scene.names.list}(first: 50, ${among}) { aggregates { sum { ${field} } min { ${field} } max { ${field} } average { ${field} } } } }`));
      for (const victim of scene.victims) await scene.ask(`{ ${scene.names.list}(first: 50, filter: { not: { id: { equalTo: "${victim.id}" } } }) { totalCount aggregates { sum { ${field} } } } }`);
    }
  },
};
