/** Relations: asking a child about its masked parent, and joining on guesses. */
import { escapeIdentifier } from 'pg';
import type { Family } from '../channels/channel.ts';
import type { Victim } from '../targets.ts';
import { filterBy } from './filter.ts';
import { askOfGuesses, column, guess, guessTable, isVictim, literal, value, view } from './sql_text.ts';

export const relation: Family = {
  name: 'relation',
  async sql(scene) {
    const from = view(scene.relation);
    const key = `v.${escapeIdentifier(scene.relation.key)}`;
    for (const target of scene.targets) {
      for (const victim of scene.victims) {
        const is = (of: Victim) => isVictim(scene.relation, of);
        await askOfGuesses(scene, target, victim,
          (of) => `select g.guess,
                  exists (select from (values (${literal(of.id)})) k (id) join ${from} v on ${key}::text = k.id and ${value(target)} = ${guess(target)}) as by_join,
                  exists (select from (select ${guess(target)} as c) k join lateral (select ${value(target)} as c from ${from} v where ${is(of)}) x using (c)) as by_using,
                  (select pg_catalog.count(*) from ${from} v left join (select ${guess(target)} as c) k on k.c = ${value(target)} where ${is(of)} and k.c is null) as by_anti_join,
                  ${literal(of.id)} in (select ${key}::text from ${from} v where ${value(target)} = ${guess(target)}) as by_sub_select,
                  (select pg_catalog.count(*) from ${from} v full join (select 1 as one) k on ${is(of)} and ${column(target)}::text like g.guess where ${is(of)} and k.one = 1) as by_full_join
             from ${guessTable(victim.guesses.get(target)!)}`, 5);
        for (const child of scene.relation.children) {
          const parent = `${from} v join api.${escapeIdentifier(child.view)} c on c.${escapeIdentifier(child.column)} = ${key}`;
          await askOfGuesses(scene, target, victim,
            (of) => `select g.guess, (select pg_catalog.count(*) from ${parent} where ${is(of)} and ${value(target)} = ${guess(target)}) as by_child,
                    exists (select from api.${escapeIdentifier(child.view)} c where exists (select from ${from} v where ${is(of)} and ${key} = c.${escapeIdentifier(child.column)} and ${column(target)}::text = g.guess)) as by_semi_join
               from ${guessTable(victim.guesses.get(target)!)}`, 2);
          const answer = await scene.ask(`select ${column(target)}::text as c from ${parent} where ${is(victim)} order by ${column(target)}::text`);
          for (const row of answer.rows) scene.claim(target, victim, row['c'] ?? '');
        }
      }
    }
  },
  async graphql(scene) {
    const { children, field } = scene.names;
    for (const target of scene.targets) {
      for (const victim of scene.victims) {
        for (const child of children) {
          await filterBy(scene, target, victim, child, (condition) => ({ [child.relation]: { id: { equalTo: victim.id }, [field(target.column)]: condition } }));
        }
      }
    }
    for (const child of children) {
      const fields = scene.targets.map(({ column: name }) => field(name)).filter((name) => scene.names.fields.has(name)).join(' ');
      if (fields === '') continue;
      for (const victim of scene.victims) {
        const reply = await scene.ask(`{ ${child.list}(first: 3, filter: { ${child.relation}: { id: { equalTo: "${victim.id}" } } }) { nodes { id ${child.relation} { ${fields} maskedFields } } } }`, {}, scene.targets.length);
        for (const target of scene.targets) scene.claim(target, victim, reply.text);
      }
    }
  },
};
