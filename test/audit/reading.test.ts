// How a page of the trail is read: from the primary key, in the order of time, whatever else the table holds. (F-54)
import { expect, test } from 'vitest';
import { useDatabase } from '../database.ts';
import { sealedTrail } from './sealed_trail.ts';

const { urls, admin } = await useDatabase({ template: 'tenet_template' });
const trail = sealedTrail(urls, admin);
const { places: [busy, quiet] } = await trail.createTenant('acme', ['busy', 'quiet']);

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Actual Rows': number; Plans?: Plan[] };
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

test('the newest page of a workspace is read backwards from its index, twenty rows and no more, also after a filter and from a cursor', async () => {
  await trail.record(busy!, Array.from({ length: 20_000 }, (_, n) => `event ${n}`));
  await trail.record(quiet!, ['one', 'two']);
  await admin.query('vacuum analyze tenet.audit_events');
  for (const condition of ['', "where action = 'note.created'", "where (at, id) < (clock_timestamp(), '00000000-0000-0000-0000-000000000000')"]) {
    const plan = await trail.asMember('owner@acme', 'busy', async (client) => {
      const { rows } = await client.query(`explain (analyze, format json) select id, at, action, sealed from api.audit_events ${condition} order by at desc, id desc limit 20`);
      return rows[0]['QUERY PLAN'][0].Plan as Plan;
    });
    const nodes = nodesOf(plan);
    expect(nodes.filter((node) => node['Node Type'] === 'Sort')).toEqual([]);
    const read = nodes.filter((node) => node['Relation Name']?.startsWith('audit_events'));
    expect(read.reduce((sum, node) => sum + node['Actual Rows'], 0)).toBeLessThanOrEqual(21);
    expect(read.every((node) => node['Node Type'] === 'Index Scan')).toBe(true);
  }
});

test('what happened to one object is found by its index', async () => {
  await trail.record(busy!, ['a', 'b', 'c'], { object: 'contact-7' });
  const { plan, rows } = await trail.asMember('owner@acme', 'busy', async (client) => {
    const select = "select id from api.audit_events where object_id = 'contact-7' order by at desc, id desc limit 20";
    const explained = await client.query(`explain (analyze, format json) ${select}`);
    return { plan: explained.rows[0]['QUERY PLAN'][0].Plan as Plan, rows: (await client.query(select)).rows };
  });
  expect(rows).toHaveLength(3);
  expect(JSON.stringify(plan)).toContain('object_id');
  expect(nodesOf(plan).filter((node) => node['Node Type'] === 'Seq Scan' && node['Actual Rows'] > 0 && node['Relation Name']?.startsWith('audit_events'))).toEqual([]);
});
