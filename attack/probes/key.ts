/** Keys: does writing a guess tell that somebody has this value? */
import type { Family } from '../channels/channel.ts';
import { oddOneOut } from '../oracle.ts';
import { insertOwn, isVictim, literal, tryGuesses, view } from './sql_text.ts';

export const key: Family = {
  name: 'unique and foreign keys',
  async sql(scene) {
    if (!scene.writes) return;
    for (const target of scene.targets) {
      for (const victim of scene.victims) {
        const given = (text: string) => ({ [target.column]: `${literal(text)}::${target.type}` });
        await tryGuesses(scene, target, victim, (text) => insertOwn(scene.relation, given(text)));
        if (victim !== scene.victims[0]) continue;
        await tryGuesses(scene, target, victim, (text) => insertOwn(scene.relation, given(text), 'on conflict do nothing'));
        // another row is written, so that it hits the key of the victim
        const other = scene.victims.find((candidate) => candidate !== victim) ?? victim;
        await tryGuesses(scene, target, victim, (text) => `update ${view(scene.relation)} v set "${target.column}" = ${literal(text)}::${target.type} where ${isVictim(scene.relation, other)}`);
        await tryGuesses(scene, target, victim, (text) =>
          `merge into ${view(scene.relation)} v using (select ${literal(other.id)}::uuid as id) s on v.id = s.id when matched then update set "${target.column}" = ${literal(text)}::${target.type}`);
      }
    }
  },
  async graphql(scene) {
    const { type, one } = scene.names;
    for (const target of scene.targets) {
      const field = scene.names.field(target.column);
      if (!scene.names.creatable.has(field)) continue;
      for (const victim of scene.victims.slice(0, 2)) {
        const outcomes: { guess: string; answer: string }[] = [];
        for (const text of victim.guesses.get(target)!) {
          const reply = await scene.ask(`mutation ($row: ${type}Input!) { create${type}(input: { ${one}: $row }) { ${one} { maskedFields } } }`, { row: { ...requiredFields(scene), [field]: graphqlValue(target.type, text) } });
          outcomes.push({ guess: text, answer: reply.codes.join() });
          if (reply.codes.some((code) => code.startsWith('FORBIDDEN'))) break;
        }
        const odd = oddOneOut(outcomes);
        if (odd !== undefined) scene.claim(target, victim, odd);
      }
    }
  },
};

/** What has to be given for a row, as GraphQL takes it. */
export function requiredFields({ relation, names }: { relation: { required: Record<string, string> }; names: { field(column: string): string } }): Record<string, unknown> {
  return Object.fromEntries(Object.entries(relation.required).map(([name, sql]) => [names.field(name), sql.startsWith("'") ? sql.slice(1, -1) : sql === 'current_date' ? new Date().toISOString().slice(0, 10) : JSON.parse(sql)]));
}

/** A value as the scalar of its type. */
export function graphqlValue(type: string, text: string): unknown {
  if (/^(integer|double)/.test(type)) return Number(text);
  if (/\[\]$/.test(type)) return text.slice(1, -1).split(',');
  if (/^json/.test(type)) return JSON.parse(text);
  return text;
}
