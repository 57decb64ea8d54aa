/** Other doors: the table itself, keys and internals, roles, code of the attacker's own, functions that run text. */
import type { Family } from '../channels/channel.ts';
import { areVictims, askOfGuesses, column, guess, guessTable, isVictim, literal, view } from './sql_text.ts';

export const door: Family = {
  name: 'other doors',
  async sql(scene) {
    const { name: table, key } = scene.relation;
    const name = view(scene.relation);
    const are = areVictims(scene.relation, scene.victims);
    const here = `select * from ${table} v where ${are}`;
    for (const sql of [
      here,
      ...scene.targets.map((target) => `select v."${target.column}"::text from ${table} v where ${are}`),
      `select * from tenet_private.mask_keys`,
      `select * from tenet_private.sessions`,
      `select * from tenet.current_session`,
      `select * from tenet.masks`,
      `select * from tenet.audit_events e where e.object_type = ${literal(scene.relation.view)}`,
      `select pg_catalog.query_to_xml(${literal(here)}, true, false, '')`,
      `select pg_catalog.table_to_xml(${literal(table)}::regclass, true, false, '')`,
      `select pg_catalog.cursor_to_xml('held', 10, true, false, '')`,
      `select pg_catalog.database_to_xml(true, false, '')`,
      `select * from pg_catalog.ts_stat(${literal(`select pg_catalog.to_tsvector('simple', v::text) from ${table} v`)})`,
      `select tenet_private.view_text(p) from tenet.protected_tables p`,
      `select pg_catalog.pg_read_file('postgresql.conf')`,
      `select pg_catalog.lo_export(1, '/dev/null')`,
    ]) scene.dump(await scene.ask(sql));
    // whatever else one may read: a copy, or a view of the product's own that forgot the mask
    const readable = await scene.ask(
      `select pg_catalog.format('%I.%I', n.nspname, c.relname) as name
         from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'v', 'm', 'p', 'f') and n.nspname not in ('pg_catalog', 'information_schema') and pg_catalog.has_schema_privilege(n.oid, 'usage') and pg_catalog.has_any_column_privilege(c.oid, 'select')`);
    for (const { name: other } of readable.rows) if (other !== name) scene.dump(await scene.ask(`select o::text from ${other} o limit 200`));
    for (const target of scene.targets) {
      for (const victim of scene.victims) {
        // tokens that the attacker computes
        await askOfGuesses(scene, target, victim,
          (of) => `select g.guess, (select ${column(target)}::text = tenet_private.token(g.guess, '', '') from ${name} v where ${isVictim(scene.relation, of)}) as by_token,
                  (select ${column(target)} = case when true then ${guess(target)} end from ${name} v where ${isVictim(scene.relation, of)}) as by_case
             from ${guessTable(victim.guesses.get(target)!)}`, 2);
      }
    }
    if (!scene.writes) return;
    const doors = [
      'set local role tenet_views', 'set local role tenet_owner', 'set local role tenet_resolver', 'set local role tenet_worker', 'set local role tenet_auditor', 'set local role tenet_anonymous', 'reset role', 'set session authorization tenet_owner', 'set session authorization default',
      "select pg_catalog.set_config('tenet.session', '', true)", "set local tenet.session = ''", "set local tenet.purpose = 'retention'", "set local search_path = app, api", 'set local row_security = off', "set local default_transaction_read_only = off",
    ];
    for (const open of doors) {
      scene.dump(await scene.attempt(`${open}; ${here}`));
      scene.dump(await scene.attempt(`${open}; select v.* from ${name} v where ${are}`));
    }
    for (const sql of [
      `do $$ declare r record; begin for r in ${here} loop raise notice '%', r; end loop; end $$`,
      `do $$ declare r record; begin for r in select v.* from ${name} v where ${are} loop raise notice '%', r; end loop; end $$`,
      `create function pg_temp.told(v anyelement) returns boolean language plpgsql cost 0.0000001 as $$ begin raise notice '%', v; return true; end $$; select v.${key} from ${name} v where ${are} and ${scene.targets.map((target) => `pg_temp.told(v."${target.column}"::text)`).join(' and ')}`,
      `create function pg_temp.stolen() returns setof ${table} language sql as $$ ${here} $$; select * from pg_temp.stolen()`,
      `create operator pg_temp.=== (leftarg = text, rightarg = text, function = pg_catalog.texteq); select v.* from ${name} v where ${are}`,
      `create or replace view ${name} as ${here}; select v.* from ${name} v where ${are}`,
      `create rule stolen as on select to ${name} do instead ${here}`,
      `alter view ${name} alter column id set default null`,
      `create index on ${table} (id)`,
      `create trigger stolen instead of update on ${name} for each row execute function pg_catalog.suppress_redundant_updates_trigger()`,
      `grant select on ${table} to tenet_visitor; ${here}`,
      `select tenet.unmask(${literal(table)}, ${literal(scene.targets[0]!.column)}); select v.* from ${name} v where ${are}`,
      `select tenet_private.build_table(${literal(table)}::regclass)`,
      `lock table ${table} in access share mode`,
      `analyze ${table}`,
      `comment on column ${name}.${key} is 'x'`,
      `security label on table ${table} is 'x'`,
      `listen everything`,
      `copy ${table} to stdout`,
      `copy ${table} to program 'cat'`,
      `load 'auto_explain'`,
      `vacuum ${table}`,
    ]) scene.dump(await scene.attempt(sql));
  },
  async graphql(scene) {
    const among = `filter: { id: { in: [${scene.victims.map(({ id }) => `"${id}"`).join(', ')}] } }`;
    for (const query of [
      '{ __schema { types { name description fields { name description } } } }',
      ...scene.victims.map(({ id }) => `{ ${scene.names.list}(first: 1, filter: { id: { equalTo: "${id}' or true --" } }) { nodes { id } } }`),
      ...scene.targets.map((target) => `query { ${scene.names.list}(first: 10, ${among}, condition: { ${scene.names.field(target.column)}: "x" }) { nodes { id } } }`),
    ]) scene.dump(await scene.ask(query));
  },
};
