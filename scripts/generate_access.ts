/**
 * Writes test/access_matrix.txt: who may do what, in one text that is read as a difference: members' roles on the tables of the
 * example, database roles on every relation and function, and who may become whom. Its twin is verify_access.ts.
 */
import { writeFile } from 'node:fs/promises';
import { connected } from '../database/connected.ts';
import { withAgencyDatabase } from './scratch_database.ts';

export const accessFile = new URL('../test/access_matrix.txt', import.meta.url);

const databaseRoles = ['tenet_visitor', 'tenet_anonymous', 'tenet_views', 'tenet_resolver', 'tenet_parser', 'tenet_auditor', 'tenet_authenticator', 'tenet_gateway', 'tenet_worker'];
const schemas = ['app', 'api', 'tenet', 'tenet_private'];

type Cell = { row: string; column: string; cell: string };

/** Members: r read, c create, u update, d delete; in upper case where a rule decides by the row; s where it takes a share. */
const members = `
  select m.relation::text as row, m.role as column,
         string_agg(case m.decision when 'allowed' then c.letter when 'conditional' then upper(c.letter) when 'shared' then 's' else '-' end, '' order by c.position) as cell
    from tenet.policy_matrix m
    join (values ('select', 'r', 1), ('insert', 'c', 2), ('update', 'u', 3), ('delete', 'd', 4)) as c (command, letter, position)
      on c.command = m.command
    join tenet.roles r
      on r.name = m.role
   group by m.relation, m.role, r.position
   order by m.relation::text, r.position`;

/** Functions of the API, by role, and for whom alone their permission is. */
const actions = `
  select 'api.' || m.action as row, c.column, c.cell
    from tenet.action_matrix m
    join tenet.roles r
      on r.name = m.role
   cross join lateral (values
           (1, m.role, case m.decision when 'allowed' then 'x' when 'conditional' then 'X' else '-' end),
           (2, 'for', coalesce(m.reserved_for, ''))) as c (position, "column", cell)
   where c.position = 1 or r.position = 1
   order by m.action, c.position, r.position`;

/** Relations: the same letters, in upper case where only some columns are granted; t for truncate, references or trigger. */
const relations = `
  select c.oid::regclass::text as row, r.name as column,
         string_agg(
           case
             when pg_get_userbyid(c.relowner) = r.name then ''
             when has_table_privilege(r.name, c.oid, p.privilege) then p.letter
             when p.letter <> 'd' and p.letter <> 't' and has_any_column_privilege(r.name, c.oid, p.privilege) then upper(p.letter)
             else '-'
           end, '' order by p.position) as cell
    from pg_class c
   cross join unnest($1::text[]) with ordinality as r (name, position)
   cross join (values ('select', 'r', 1), ('insert', 'c', 2), ('update', 'u', 3), ('delete', 'd', 4), ('truncate', 't', 5)) as p (privilege, letter, position)
   where c.relnamespace::regnamespace::text = any ($2)
     and c.relkind in ('r', 'p', 'v', 'm', 'f')
     and not c.relispartition   -- their names depend on the month, and nobody is granted any (lint G17)
   group by c.oid, r.name, r.position
   order by c.oid::regclass::text, r.position`;

/** Functions: x where the role may call it; what a definer function runs as is part of its name. */
const functions = `
  select p.oid::regprocedure || case when p.prosecdef then ' as ' || pg_get_userbyid(p.proowner) else '' end as row, r.name as column,
         case when has_function_privilege(r.name, p.oid, 'execute') then 'x' else '-' end as cell
    from pg_proc p
   cross join unnest($1::text[]) with ordinality as r (name, position)
   where p.pronamespace::regnamespace::text = any ($2)
   order by p.oid::regprocedure::text, r.position`;

const memberships = `
  select pg_get_userbyid(m.member) || ' may become ' || pg_get_userbyid(m.roleid) as line
    from pg_auth_members m
   where pg_get_userbyid(m.member) ~ '^tenet_'
   order by 1`;

/** The text as the tree makes it now. */
export function currentAccess(): Promise<string> {
  return withAgencyDatabase((urls) =>
    connected(urls.admin, async (client) => {
      const cells = async (query: string, parameters: unknown[] = []): Promise<string> =>
        table((await client.query<Cell>(query, parameters)).rows);
      const { rows } = await client.query<{ line: string }>(memberships);
      const sections = [
        'Who may do what. Written by npm run generate:access, to be read as a difference, never edited.',
        section('Members, on the tables of the example', 'r read, c create, u update, d delete; upper case: where a rule about the row allows it; s: rows that are shared with them; always within the own workspace', await cells(members)),
        section('Members, on functions of the API', 'x may call it, X where it depends; for people: no API key, whatever its role; for owner: nor any other role', await cells(actions)),
        section('Database roles, on relations', 'r select, c insert, u update, d delete, t truncate; upper case: some columns; blank: the owner', await cells(relations, [databaseRoles, schemas])),
        section('Database roles, on functions', 'x execute', await cells(functions, [databaseRoles, schemas])),
        section('Who may become whom', 'the roles of a login are what an injected `set role` reaches', rows.map(({ line }) => line).join('\n')),
      ];
      return `${sections.join('\n')}\n`;
    }),
  );
}

function section(title: string, legend: string, body: string): string {
  return `\n${title}\n${legend}\n\n${body}`;
}

/** One line a row and one column a role, aligned. */
function table(cells: Cell[]): string {
  const columns = [...new Set(cells.map(({ column }) => column))].map((name) => ({ name, width: Math.max(name.replace('tenet_', '').length, 5) }));
  const rows = Map.groupBy(cells, ({ row }) => row);
  const first = Math.max(...[...rows.keys()].map((row) => row.length));
  const line = (title: string, values: (name: string) => string): string =>
    `${title.padEnd(first)}  ${columns.map(({ name, width }) => values(name).padEnd(width)).join('  ')}`.trimEnd();
  return [
    line('', (name) => name.replace('tenet_', '')),
    ...[...rows].map(([row, values]) => line(row, (name) => values.find(({ column }) => column === name)?.cell ?? '')),
  ].join('\n');
}

if (import.meta.main) await writeFile(accessFile, await currentAccess());
