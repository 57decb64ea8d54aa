/** Groups, distinct values and sets: into which group does a victim fall? */
import type { Family } from '../channels/channel.ts';
import type { Victim } from '../targets.ts';
import { areVictims, askOfGuesses, column, guess, guessed, guessTable, isVictim, value, view } from './sql_text.ts';

export const group: Family = {
  name: 'group',
  async sql(scene) {
    const from = `${view(scene.relation)} v where ${areVictims(scene.relation, scene.victims)}`;
    for (const target of scene.targets) {
      const text = `${column(target)}::text`;
      for (const sql of [
        `select ${text} as c, pg_catalog.count(*) from ${from} group by ${text}`,
        `select ${text} as c from ${from} group by grouping sets ((${value(target)}, ${text}), ())`,
        `select distinct ${text} as c from ${from}`,
        `select distinct on (${value(target)}) ${text} as c from ${from}`,
        `select ${text} as c from ${from} union select ${text} from ${from} order by 1`,
        `select first_value(${text}) over (partition by ${text}) as c from ${from}`,
        `select ${text} as c from ${from} group by ${text} having pg_catalog.max(${text}) is not null`,
        `select ${value(target)} as c from ${from} group by rollup (${value(target)})`,
      ]) scene.dump(await scene.ask(sql));
      for (const victim of scene.victims) {
        const one = (of: Victim) => `${view(scene.relation)} v where ${isVictim(scene.relation, of)}`;
        await askOfGuesses(scene, target, victim,
          (of) => `select g.guess,
                  exists (select ${guess(target)} intersect select ${value(target)} from ${one(of)}) as by_intersect,
                  exists (select ${guess(target)} except select ${value(target)} from ${one(of)}) as by_except,
                  (select pg_catalog.count(*) from (select ${guess(target)} union select ${value(target)} from ${one(of)}) u) as by_union,
                  (select pg_catalog.count(distinct u.c) from (select ${guess(target)} union all select ${value(target)} from ${one(of)}) u (c)) as by_distinct,
                  (select pg_catalog.count(*) from (select u.c from (select ${guess(target)} union all select ${value(target)} from ${one(of)}) u (c) group by u.c) x) as by_group
             from ${guessTable(victim.guesses.get(target)!)}`, 5);
        await scene.ask(`select pg_catalog.count(*) from ${one(victim)} and ${value(target)} = ${guessed(target, victim.guesses.get(target)![0]!)} group by ${value(target)}`);
      }
    }
  },
  async graphql(scene) {
    const { list } = scene.names;
    for (const target of scene.targets) {
      const field = scene.names.field(target.column);
      for (const fields of [
        `groupedAggregates(groupBy: [${target.column.toUpperCase()}]) { keys distinctCount { ${field} } }`,
        `distinct: nodes { ${field} } aggregates { distinctCount { ${field} } }`,
      ]) scene.dump(await scene.ask(`{ ${list}(first: 50, filter: { id: { in: [${scene.victims.map(({ id }) => `"${id}"`).join(', ')}] } }) { ${fields} } }`));
    }
  },
};
