/** What a write answers with: `returning`, and the payloads of mutations. */
import { type Family, some } from '../channels/channel.ts';
import { requiredFields } from './key.ts';
import { areVictims, column, isVictim, literal, view } from './sql_text.ts';

export const payload: Family = {
  name: 'answers to writes',
  async sql(scene) {
    if (!scene.writes) return;
    const from = view(scene.relation);
    const are = areVictims(scene.relation, scene.victims);
    const [harmless = scene.relation.key, given = `v.${scene.relation.key}`] = Object.entries(scene.relation.required)[0] ?? [];
    const set = `update ${from} v set "${harmless}" = ${given}`;
    const columns = scene.targets.map((target) => `${column(target)}::text`).join(', ');
    const endings = ['*', 'v', 'pg_catalog.to_jsonb(v)', 'v::text', ...scene.targets.map(column), `pg_catalog.concat_ws(' ', ${columns})`, 'v.masked_fields'];
    if (scene.version >= 180_000) endings.push('old.*', 'new.*', 'old', 'new', 'pg_catalog.to_jsonb(old), pg_catalog.to_jsonb(new)', ...scene.targets.flatMap((target) => [`old."${target.column}"`, `new."${target.column}"`]));
    for (const ending of some(endings, scene.effort)) scene.dump(await scene.attempt(`${set} where ${are} returning ${ending}`));
    for (const ending of endings.slice(0, 5)) scene.dump(await scene.attempt(`delete from ${from} v where ${are} returning ${ending}`));
    scene.dump(await scene.attempt(`with w as (${set} where ${are} returning v.*) select pg_catalog.to_jsonb(w)::text from w`));
    if (scene.version >= 170_000) {
      scene.dump(await scene.attempt(`merge into ${from} v using (values (1)) s (x) on ${are} when matched then update set "${harmless}" = ${given} returning v.*`));
      scene.dump(await scene.attempt(`merge into ${from} v using (values (1)) s (x) on ${are} when matched then delete returning v.*, merge_action()`));
    }
    for (const target of scene.targets) {
      for (const victim of scene.victims) {
        const is = isVictim(scene.relation, victim);
        // one column, from another, from itself, and by the row that is written
        for (const sql of [
          `update ${from} v set "${target.column}" = v."${target.column}" where ${is} returning v.*`,
          `update ${from} v set "${target.column}" = null where ${is} returning v.*`,
          `update ${from} v set "${harmless}" = pg_catalog.left(v."${target.column}"::text, 100) where ${is} returning v."${harmless}"`,
          `update ${from} v set "${harmless}" = x.c from (select y."${target.column}"::text as c from ${from} y where y.${scene.relation.key} = ${literal(victim.id)}) x where ${is} returning v."${harmless}"`,
        ]) {
          const answer = await scene.attempt(sql);
          scene.claim(target, victim, answer.text);
        }
      }
    }
  },
  async graphql(scene) {
    const { type, one, list, field } = scene.names;
    const fields = `id nodeId maskedFields ${scene.targets.map(({ column: name }) => field(name)).filter((name) => scene.names.fields.has(name)).join(' ')}`;
    const patch = requiredFields(scene);
    for (const victim of scene.victims) {
      for (const selection of [`${one} { ${fields} }`, `${one}Edge { cursor node { ${fields} } }`, `query { ${list}(first: 50) { nodes { ${fields} } } }`]) {
        const reply = await scene.ask(`mutation ($id: UUID!, $patch: ${type}Patch!) { update${type}(input: { id: $id, patch: $patch }) { ${selection} } }`, { id: victim.id, patch }, scene.targets.length);
        for (const target of scene.targets) scene.claim(target, victim, reply.text);
      }
    }
    scene.dump(await scene.ask(`mutation ($row: ${type}Input!) { create${type}(input: { ${one}: $row }) { ${one} { ${fields} } query { ${list}(first: 50) { nodes { ${fields} } } } } }`, { row: patch }, scene.targets.length));
    const reply = await scene.ask(`mutation { delete${type}(input: { id: "${scene.expendable.id}" }) { ${one} { ${fields} } deleted${type}NodeId ${one}Edge { cursor } } }`, {}, scene.targets.length);
    for (const target of scene.targets) scene.claim(target, scene.expendable, reply.text);
  },
};
