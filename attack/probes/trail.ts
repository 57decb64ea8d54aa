/** The audit trail, as those read it who may: what it holds of masked columns, and whether a guess of one's own has the victim's hash. */
import type { Family } from '../channels/channel.ts';
import { oddOneOut } from '../oracle.ts';
import { insertOwn, literal } from './sql_text.ts';

const relations = ['api.audit_events', 'api.tenant_audit_events'];

export const trail: Family = {
  name: 'audit trail',
  async sql(scene) {
    for (const relation of relations) {
      for (const victim of [...scene.victims, scene.expendable]) {
        const answer = await scene.ask(`select e.payload::text, e::text from ${relation} e where e.object_id = ${literal(victim.id)}`, scene.targets.length);
        for (const target of scene.targets) scene.claim(target, victim, answer.text);
      }
    }
    if (!scene.writes) return;
    const hash = (id: string, column: string) => `(select e.payload #>> '{after,${column},hash}' from api.audit_events e where e.object_id = ${literal(id)} and e.payload -> 'after' ? ${literal(column)} order by e.at limit 1)`;
    for (const target of scene.targets) {
      for (const victim of scene.victims) {
        const outcomes: { guess: string; answer: string }[] = [];
        for (const text of victim.guesses.get(target)!) {
          const made = await scene.ask(insertOwn(scene.relation, { [target.column]: `${literal(text)}::${target.type}` }, `returning v.${scene.relation.key} as id`));
          if (made.error !== null) break; // may not write it
          const { rows } = await scene.ask(`select (${hash(made.rows[0]!['id'] as string, target.column)} = ${hash(victim.id, target.column)})::text as same`);
          outcomes.push({ guess: text, answer: rows[0]?.['same'] ?? 'null' });
        }
        const odd = oddOneOut(outcomes);
        if (odd !== undefined) scene.claim(target, victim, odd);
        if (outcomes.length === 0) break;
      }
    }
  },
  async graphql(scene) {
    for (const victim of scene.victims) {
      const reply = await scene.ask(`{ auditEvents(first: 20, filter: { objectId: { equalTo: "${victim.id}" } }) { nodes { action objectId payload } } }`, {}, scene.targets.length);
      for (const target of scene.targets) scene.claim(target, victim, reply.text);
    }
    scene.dump(await scene.ask('{ auditEvents(first: 100) { nodes { objectType objectId payload } } }', {}, scene.targets.length));
  },
};
