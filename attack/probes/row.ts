/** Whole rows: as JSON, as text, compared, copied, through cursors and prepared statements. */
import type { Family } from '../channels/channel.ts';
import type { Victim } from '../targets.ts';
import { areVictims, askOfGuesses, column, guess, guessTable, isVictim, value, view } from './sql_text.ts';

const wholes = ['pg_catalog.row_to_json(v)::text', 'pg_catalog.to_json(v)::text', 'pg_catalog.to_jsonb(v)::text', 'v::text', 'v.*', 'row(v.*)::text', 'pg_catalog.record_out(v)', 'pg_catalog.json_agg(v)::text',
  'pg_catalog.jsonb_pretty(pg_catalog.to_jsonb(v))', '(select pg_catalog.string_agg(e.value, chr(32)) from pg_catalog.jsonb_each_text(pg_catalog.to_jsonb(v)) e)', 'pg_catalog.array_agg(v)::text', 'pg_catalog.format(\'%s\', v)', 'pg_catalog.concat(v)',
  'pg_catalog.quote_literal(v)', 'xmlforest(v as r)::text', 'pg_catalog.jsonb_populate_record(v, \'{}\')::text', 'pg_catalog.jsonb_path_query_array(pg_catalog.to_jsonb(v), \'$.*\')::text', 'pg_catalog.record_send(v)::text'];

export const row: Family = {
  name: 'whole rows',
  async sql(scene) {
    const name = view(scene.relation);
    const where = `where ${areVictims(scene.relation, scene.victims)}`;
    const grouped = (whole: string) => (whole.includes('_agg(v') ? '' : ` order by v.${scene.relation.key}`);
    for (const whole of wholes) scene.dump(await scene.ask(`select ${whole} from ${name} v ${where}${grouped(whole)}`, scene.targets.length));
    for (const sql of [
      `table ${name}`,
      `select * from (select v from ${name} v ${where}) x`,
      `select (x.r).* from (select v as r from ${name} v ${where} offset 0) x`,
      `select pg_catalog.to_jsonb(x) from (select * from ${name} v ${where} offset 0) x`,
      `with x as materialized (select * from ${name} v ${where}) select x::text from x`,
      `select v.* from ${name} v ${where} for update of v`,
      `select v.* from ${name} v ${where} for share`,
      `select v.ctid, v.tableoid, v.xmin, v.* from ${name} v ${where}`,
      `select v.* from ${name} v tablesample system (100) ${where}`,
      `select v.*, t.* from ${name} v, lateral (select v.*) t ${where}`,
      `select v.* from only ${name} v ${where}`,
    ]) scene.dump(await scene.ask(sql, scene.targets.length));
    for (const target of scene.targets) {
      scene.dump(await scene.ask(`select ${target.column}(v)::text as c from ${name} v ${where}`));
      scene.dump(await scene.ask(`select (v).${target.column}::text as c from ${name} v ${where}`));
      for (const victim of scene.victims) {
        const one = (of: Victim) => `${name} v where ${isVictim(scene.relation, of)}`;
        await askOfGuesses(scene, target, victim,
          (of) => `select g.guess,
                  (select row(v.*) = row(x.*) from ${one(of).replace(' v where', ' v, lateral (select v.*) x where')}) as by_row,
                  (select row(${value(target)}, 1) = row(${guess(target)}, 1) from ${one(of)}) as by_pair,
                  (select row(${value(target)}) *= row(${guess(target)}) from ${one(of)}) as by_image,
                  (select row(${value(target)}) is distinct from row(${guess(target)}) from ${one(of)}) as by_distinct,
                  (select pg_catalog.to_jsonb(v) @> pg_catalog.jsonb_build_object('${target.column}', ${guess(target)}) from ${one(of)}) as by_containment,
                  (select pg_catalog.strpos(v::text, g.guess) > 0 from ${one(of)}) as by_text,
                  (select pg_catalog.hash_record(v) = pg_catalog.hash_record(v) and ${column(target)}::text = g.guess from ${one(of)}) as by_hash,
                  (select pg_catalog.to_tsvector('simple', v::text) @@ pg_catalog.plainto_tsquery('simple', g.guess) from ${one(of)}) as by_words
             from ${guessTable(victim.guesses.get(target)!)}`, 8);
      }
    }
    if (!scene.writes) return;
    for (const sql of [
      `copy (select * from ${name} v ${where}) to stdout`,
      `copy ${name} to stdout`,
      `declare held cursor for select v.* from ${name} v ${where}; fetch all from held`,
      `declare held scroll cursor with hold for select v.*, v::text from ${name} v ${where}; fetch backward all from held; close held`,
      `set local plan_cache_mode = force_generic_plan; prepare generic (uuid) as select v.* from ${name} v where v.${scene.relation.key} = $1; ${scene.victims.map(({ id }) => `execute generic ('${id}')`).join('; ')}; deallocate generic`,
      `set local enable_seqscan = off; set local enable_indexscan = off; select v.* from ${name} v ${where}`,
      `set local row_security = off; select v.* from ${name} v ${where}`,
      `set local session_replication_role = replica; select v.* from ${name} v ${where}`,
      `set local constraint_exclusion = on; set local join_collapse_limit = 1; select v.* from (values (1)) x (x) left join ${name} v on true ${where}`,
      `create temporary table kept as select * from ${name} v ${where}; table kept`,
      `create temporary view seen as select * from ${name} v ${where}; table seen`,
      `select * into temporary kept from ${name} v ${where}; table kept`,
    ]) scene.dump(await scene.attempt(sql, scene.targets.length));
  },
  async graphql(scene) {
    const { list, one, type, field } = scene.names;
    const fields = scene.targets.map(({ column: name }) => field(name)).filter((name) => scene.names.fields.has(name)).join(' ');
    const among = `filter: { id: { in: [${scene.victims.map(({ id }) => `"${id}"`).join(', ')}] } }`;
    scene.dump(await scene.ask(`{ ${list}(first: 50, ${among}) { nodes { ${fields} } edges { node { ...f } } } } fragment f on ${type} { again: id ${fields} }`, {}, scene.targets.length));
    for (const victim of scene.victims) {
      const reply = await scene.ask(`{ ${one}(id: "${victim.id}") { ${fields} } }`, {}, scene.targets.length);
      for (const target of scene.targets) scene.claim(target, victim, reply.text);
    }
    // a field that the schema does not have is asked for by name as well
    for (const target of scene.targets) scene.dump(await scene.ask(`{ ${list}(first: 50, ${among}) { nodes { ${field(target.column)} } } }`));
  },
};
