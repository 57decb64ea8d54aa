/** What the planner and the storage say of a value: plans, estimates, statistics, sizes. */
import type { Family } from '../channels/channel.ts';
import { areVictims, askOfGuesses, column, guessed, guessTable, isVictim, literal, tryGuesses, value, view } from './sql_text.ts';

export const statistics: Family = {
  name: 'statistics and sizes',
  async sql(scene) {
    const name = view(scene.relation);
    const where = `where ${areVictims(scene.relation, scene.victims)}`;
    for (const sql of [
      `select * from pg_catalog.pg_stats s where s.tablename in (${literal(scene.relation.view)})`,
      `select s::text from pg_catalog.pg_statistic s limit 1000`,
      `select * from pg_catalog.pg_stats_ext`,
      `select * from pg_catalog.pg_stats_ext_exprs`,
      `select * from pg_catalog.pg_stat_activity`,
      `select * from pg_catalog.pg_prepared_statements`,
      `select * from pg_catalog.pg_cursors`,
      `select * from pg_catalog.pg_locks`,
      `select pg_catalog.pg_get_viewdef('${name}'::regclass), pg_catalog.pg_relation_size('app.${scene.relation.view}'::regclass)`,
      `select c.reltuples, c.relpages from pg_catalog.pg_class c where c.relname = ${literal(scene.relation.view)}`,
    ]) scene.dump(await scene.ask(sql));
    for (const target of scene.targets) {
      if (scene.writes) scene.dump(await scene.ask(`explain (analyze, verbose, costs off, timing off, summary off) select ${column(target)} from ${name} v ${where} order by ${value(target)}`));
      for (const victim of scene.victims) {
        await askOfGuesses(scene, target, victim,
          (of) => `select g.guess,
                  (select pg_catalog.pg_column_size(${column(target)}) = pg_catalog.pg_column_size(g.guess::${target.type}) from ${name} v where ${isVictim(scene.relation, of)}) as by_size,
                  (select pg_catalog.octet_length(${column(target)}::text) = pg_catalog.octet_length((g.guess::${target.type})::text) from ${name} v where ${isVictim(scene.relation, of)}) as by_octets,
                  (select pg_catalog.length(v::text) = pg_catalog.length(g.guess) from ${name} v where ${isVictim(scene.relation, of)}) as by_row_length,
                  (select pg_catalog.pg_column_compression(${column(target)}) is null from ${name} v where ${isVictim(scene.relation, of)}) as by_compression
             from ${guessTable(victim.guesses.get(target)!)}`, 4);
        if (!scene.writes) continue;
        for (const options of ['analyze, timing off, summary off, buffers off', 'verbose']) {
          await tryGuesses(scene, target, victim, (text, of) => `explain (${options}) select from ${name} v where ${isVictim(scene.relation, of)} and ${value(target)} = ${guessed(target, text)}`);
        }
      }
    }
  },
};
