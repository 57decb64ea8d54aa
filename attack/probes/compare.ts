/** Write, then compare: guesses in rows of the attacker's own, whose masks and tokens are held against the victim's. */
import type { Family } from '../channels/channel.ts';
import { oddOneOut } from '../oracle.ts';
import { graphqlValue, requiredFields } from './key.ts';
import { insertOwn, isVictim, literal, value, view } from './sql_text.ts';

export const compare: Family = {
  name: 'write, then compare',
  async sql(scene) {
    if (!scene.writes) return;
    const from = view(scene.relation);
    const own = scene.relation.key;
    for (const target of scene.targets) {
      for (const victim of scene.victims) {
        const ids = new Map<string, string>();
        for (const text of victim.guesses.get(target)!) {
          const made = await scene.ask(insertOwn(scene.relation, { [target.column]: `${literal(text)}::${target.type}` }, `returning v.${own} as id`));
          if (made.error !== null) break;
          ids.set(made.rows[0]!['id'] as string, text);
        }
        if (ids.size < 2) break; // may not write it
        const { rows } = await scene.ask(
          `select o.${own} as id, (o."${target.column}"::text is not distinct from v."${target.column}"::text)::text as by_text, (${value(target).replace('v.', 'o.')} is not distinct from ${value(target)})::text as by_value,
                  (pg_catalog.hashtext(o."${target.column}"::text) = pg_catalog.hashtext(v."${target.column}"::text))::text as by_hash, (o.masked_fields = v.masked_fields)::text as by_masked_fields,
                  (pg_catalog.pg_column_size(o."${target.column}") = pg_catalog.pg_column_size(v."${target.column}"))::text as by_size
             from ${from} o, ${from} v where ${isVictim(scene.relation, victim)} and o.${own} in (${[...ids.keys()].map(literal).join(', ')})`, 5 * ids.size);
        for (const oracle of ['by_text', 'by_value', 'by_hash', 'by_masked_fields', 'by_size']) {
          const odd = oddOneOut(rows.map((row) => ({ guess: ids.get(row['id'] as string) as string, answer: row[oracle] ?? 'null' })));
          if (odd !== undefined) scene.claim(target, victim, odd);
        }
      }
    }
  },
  async graphql(scene) {
    const { type, one, list } = scene.names;
    for (const target of scene.targets) {
      const field = scene.names.field(target.column);
      if (!scene.names.creatable.has(field) || !scene.names.fields.has(field)) continue;
      const victim = scene.victims[scene.victims.length - 1]!;
      const shown = await scene.ask(`{ ${list}(first: 1, filter: { id: { equalTo: "${victim.id}" } }) { nodes { ${field} maskedFields } } }`);
      const mask = JSON.stringify((shown.data as Record<string, { nodes: Record<string, unknown>[] }> | null)?.[list]?.nodes[0]?.[field]);
      const outcomes: { guess: string; answer: string }[] = [];
      for (const text of victim.guesses.get(target)!) {
        const reply = await scene.ask(`mutation ($row: ${type}Input!) { create${type}(input: { ${one}: $row }) { ${one} { ${field} } } }`, { row: { ...requiredFields(scene), [field]: graphqlValue(target.type, text) } });
        if (reply.codes.length > 0) break;
        const made = (reply.data as Record<string, Record<string, Record<string, unknown>>>)[`create${type}`]?.[one]?.[field];
        outcomes.push({ guess: text, answer: String(JSON.stringify(made) === mask) });
      }
      const odd = oddOneOut(outcomes);
      if (odd !== undefined) scene.claim(target, victim, odd);
    }
  },
};
