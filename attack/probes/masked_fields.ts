/** masked_fields: does it say anything that depends on the value, and can it be written? */
import type { Family } from '../channels/channel.ts';
import { areVictims, askOfGuesses, guess, guessTable, insertOwn, isVictim, literal, tryGuesses, value, view } from './sql_text.ts';

export const maskedFields: Family = {
  name: 'masked_fields',
  async sql(scene) {
    const from = view(scene.relation);
    const are = areVictims(scene.relation, scene.victims);
    const all = scene.targets.map((target) => `v."${target.column}"::text`).join(', ');
    scene.dump(await scene.ask(`select v.masked_fields::text as c, ${all} from ${from} v where ${are} and not v.masked_fields && '{}'::text[]`));
    if (scene.writes) {
      for (const given of ["'{}'", 'null', 'default', "array['title']"]) {
        scene.dump(await scene.attempt(`update ${from} v set masked_fields = ${given} where ${are} returning v.*`));
        scene.dump(await scene.attempt(`update ${from} v set masked_fields = ${given} where ${are}; select v.* from ${from} v where ${are}`));
        scene.dump(await scene.attempt(insertOwn(scene.relation, { masked_fields: given }, 'returning v.*')));
      }
    }
    for (const target of scene.targets) {
      for (const victim of scene.victims) {
        await askOfGuesses(scene, target, victim,
          (of) => `select g.guess, (select v.masked_fields::text from ${from} v where ${isVictim(scene.relation, of)} and (${value(target)} = ${guess(target)} or not ${literal(target.column)} = any (v.masked_fields))) as by_mask from ${guessTable(victim.guesses.get(target)!)}`, 1);
        if (scene.writes) await tryGuesses(scene, target, victim, (text) => insertOwn(scene.relation, { [target.column]: `${literal(text)}::${target.type}` }, 'returning v.masked_fields::text'));
      }
    }
  },
  async graphql(scene) {
    const { type, one, list } = scene.names;
    const fields = scene.targets.map(({ column }) => scene.names.field(column)).filter((name) => scene.names.fields.has(name)).join(' ');
    for (const victim of scene.victims) {
      for (const query of [
        `mutation { update${type}(input: { id: "${victim.id}", patch: { maskedFields: [] } }) { ${one} { maskedFields ${fields} } } }`,
        `{ ${list}(first: 5, filter: { id: { equalTo: "${victim.id}" }, maskedFields: { equalTo: [] } }) { nodes { maskedFields ${fields} } } }`,
        `{ ${list}(first: 5, filter: { id: { equalTo: "${victim.id}" } }, orderBy: [MASKED_FIELDS_ASC]) { nodes { maskedFields ${fields} } } }`,
        `{ ${one}(id: "${victim.id}") { maskedFields ${fields} } }`,
      ]) {
        const reply = await scene.ask(query, {}, scene.targets.length);
        for (const target of scene.targets) scene.claim(target, victim, reply.text);
      }
    }
  },
};
