/** Errors: a message that holds the value, or an error that comes only when a guess is right. */
import { type Family, some } from '../channels/channel.ts';
import type { Victim } from '../targets.ts';
import { requiredFields } from './key.ts';
import { areVictims, column, guessed, insertOwn, isVictim, literal, tryGuesses, value, view } from './sql_text.ts';

/** Each fails with most values, and Postgres says with which. */
const casts = ['integer', 'bigint', 'smallint', 'numeric', 'boolean', 'date', 'interval', 'timestamptz', 'uuid', 'json', 'inet', 'macaddr', 'point', 'tsquery', 'integer[]', 'regclass', 'pg_lsn', 'jsonpath', 'bit(4)', '"char"', 'money', 'xml', 'int4range'];
const calls = [
  (c: string) => `pg_catalog.to_date(${c}, 'YYYY-MM-DD')`, (c: string) => `pg_catalog.to_number(${c}, '999')`, (c: string) => `'a' ~ ('(' || ${c})`, (c: string) => `pg_catalog.decode(${c}, 'hex')`,
  (c: string) => `pg_catalog.decode(${c}, ${c})`, (c: string) => `pg_catalog.convert_to('a', ${c})`, (c: string) => `pg_catalog.current_setting(${c})`, (c: string) => `now() at time zone ${c}`,
  (c: string) => `pg_catalog.to_regtype(${c})`, (c: string) => `pg_catalog.date_trunc(${c}, now())`, (c: string) => `pg_catalog.parse_ident(${c}, true)::text`, (c: string) => `pg_catalog.jsonb_path_query('{}', ('$.a ? (@ == ' || ${c} || ')')::jsonpath)`,
  (c: string) => `pg_catalog.format(${c} || '%s')`, (c: string) => `pg_catalog.nextval(${c})`, (c: string) => `pg_catalog.has_table_privilege(${c}, 'select')`, (c: string) => `pg_catalog.normalize(${c}, NFC)::integer`,
];

export const error: Family = {
  name: 'error texts',
  async sql(scene) {
    const from = `${view(scene.relation)} v where ${areVictims(scene.relation, scene.victims)}`;
    for (const target of scene.targets) {
      const text = `${column(target)}::text`;
      for (const type of some(casts, scene.effort)) scene.dump(await scene.attempt(`select (${text})::${type} from ${from}`));
      for (const call of some(calls, scene.effort)) scene.dump(await scene.attempt(`select ${call(text)} from ${from}`));
      // in a condition, which might be asked before the mask is put on
      for (const condition of [`(${text})::integer = 1`, `case when (${text})::integer > 0 then true else false end`, `(select (${text})::uuid) is null`]) scene.dump(await scene.attempt(`select pg_catalog.count(*) from ${from} and ${condition}`));
      if (scene.writes) scene.dump(await scene.attempt(insertOwn(scene.relation, { [Object.keys(scene.relation.required)[0] ?? target.column]: `(select pg_catalog.repeat(${text}, 300) from ${from} limit 1)` })));
      for (const victim of scene.victims.slice(0, 1)) {
        const one = (of: Victim) => `${view(scene.relation)} v where ${isVictim(scene.relation, of)}`;
        await tryGuesses(scene, target, victim, (guess, of) => `select 1 / (case when ${text} = ${literal(guess)} then 0 else 1 end) from ${one(of)}`);
        await tryGuesses(scene, target, victim, (guess, of) => `select pg_catalog.count(*) from ${one(of)} and case when ${value(target)} = ${guessed(target, guess)} then 1 / 0 = 1 else true end`);
      }
    }
    if (!scene.writes) return;
    // a row that is refused must not be told
    const { required } = scene.relation;
    for (const name of [...Object.keys(required), ...scene.targets.map(({ column: masked }) => masked)]) {
      for (const given of ['null', "''", "pg_catalog.repeat('x', 100000)"]) {
        scene.dump(await scene.attempt(`update ${view(scene.relation)} v set "${name}" = ${given} where ${areVictims(scene.relation, scene.victims)}`));
      }
      scene.dump(await scene.attempt(`insert into ${view(scene.relation)} as v ("${name}") values (null)`));
    }
    scene.dump(await scene.attempt(`delete from ${view(scene.relation)} v where ${areVictims(scene.relation, scene.victims)} and 1 / (v.${scene.relation.key}::text = '')::integer = 1`));
  },
  async graphql(scene) {
    const { type, one, list, field } = scene.names;
    for (const victim of scene.victims) {
      const patches = [
        ...Object.keys(requiredFields(scene)).flatMap((name) => [{ [name]: null }, { [name]: 'x'.repeat(5000) }, { [name]: '' }]),
        // nothing that could be written: what is in the cell of a victim must stay there
        ...scene.targets.filter((target) => !/^json/.test(target.type)).map((target) => ({ [field(target.column)]: { not: { a: 'value' } } })),
      ];
      for (const patch of patches) {
        const reply = await scene.ask(`mutation ($id: UUID!, $patch: ${type}Patch!) { update${type}(input: { id: $id, patch: $patch }) { ${one} { id } } }`, { id: victim.id, patch });
        for (const target of scene.targets) scene.claim(target, victim, reply.text);
      }
    }
    for (const target of scene.targets) scene.dump(await scene.ask(`{ ${list}(first: 1, orderBy: [${target.column.toUpperCase()}]) { nodes { id ${field(target.column)}(a: 1) } } }`));
  },
};
