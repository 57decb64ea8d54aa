/** Masks planted wrong, each in a way of its own: an attack that does not find them proves nothing. */
import type pg from 'pg';
import type { Attack, Outcome } from './attack.ts';

export type Fault = {
  /** What is wrong, as a sentence. */
  what: string;
  /** The column whose values it tells. */
  column: `app.${string}.${string}`;
  /** Channels that must find it. */
  channels: readonly string[];
  sql: string;
  undo: string;
  /** Functions that `sql` replaces, to be put back. */
  replaces?: readonly string[];
};

const rebuild = (table: string) => `begin; set local role tenet_owner; select tenet_private.build_table('${table}'); commit`;
/** The text of a function with one thing in it said otherwise; fails when it is not said there. */
const rewrite = (signature: string, from: string, to: string) => `
  do $fault$
  declare
    before text := pg_get_functiondef('${signature}'::regprocedure);
  begin
    if strpos(before, $$${from}$$) = 0 then
      raise exception '${signature} is not written as the fault expects: bring attack/faults.ts up to date';
    end if;
    execute replace(before, $$${from}$$, $$${to}$$);
  end
  $fault$`;

const writer = 'tenet_private.tg_write_attacked_files()';

export const faults: readonly Fault[] = [
  {
    what: 'the view shows a column as it is',
    column: 'app.contacts.email',
    channels: ['SQL', 'GraphQL'],
    sql: `
      do $fault$
      declare
        kept tenet.masks;
      begin
        delete from tenet.masks m where m.relation = 'app.contacts'::regclass and m.column_name = 'email' returning m.* into kept;
        execute format('create or replace view api.contacts as %s', tenet_private.view_text(tenet_private.find_protected('app.contacts')));
        insert into tenet.masks select kept.*;
      end
      $fault$`,
    undo: rebuild('app.contacts'),
  },
  {
    what: 'a unique key over a column that may be written blindly',
    column: 'app.attacked_files.surname',
    channels: ['SQL', 'GraphQL'],
    sql: 'create unique index attacked_by_surname on app.attacked_files (tenant_id, workspace_id, surname)',
    undo: 'drop index app.attacked_by_surname',
  },
  {
    what: 'the view and masked_fields are right, and the answer to a write is not',
    column: 'app.attacked_files.diagnosis',
    channels: ['SQL', 'GraphQL'],
    sql: rewrite(writer, 'return new;', 'new.diagnosis := written.diagnosis; return new;'),
    undo: rebuild('app.attacked_files'),
    replaces: [writer],
  },
  {
    what: 'tokens of a column that everybody may write',
    column: 'app.attacked_files.badge',
    channels: ['SQL', 'GraphQL'],
    sql: rewrite(writer, 'is not true then', 'is null and false then'),
    undo: rebuild('app.attacked_files'),
    replaces: [writer],
  },
  {
    what: 'a trigger whose error tells the value',
    column: 'app.attacked_files.reference',
    channels: ['SQL'],
    sql: `
      create function app.tell() returns trigger language plpgsql as $$ begin raise exception 'file % is closed', old.reference; end $$;
      grant execute on function app.tell() to tenet_views;
      create trigger _100_tell before update on app.attacked_files for each row execute function app.tell()`,
    undo: 'drop trigger _100_tell on app.attacked_files; drop function app.tell()',
  },
  {
    what: 'another view shows the table without its masks',
    column: 'app.attacked_files.passport',
    channels: ['SQL'],
    sql: `
      create view api.attacked_copies as select f.* from app.attacked_files f;
      alter view api.attacked_copies owner to tenet_views;
      grant select on api.attacked_copies to tenet_visitor`,
    undo: 'drop view api.attacked_copies',
  },
  {
    what: 'a mask as long as the value',
    column: 'app.attacked_files.surname',
    channels: ['SQL'],
    sql: `create or replace function tenet.mask_name(value text) returns text language sql immutable parallel safe
          return pg_catalog.left(value, 1) || pg_catalog.repeat('•', pg_catalog.length(value) - 1)`,
    undo: 'select',
    replaces: ['tenet.mask_name(text)'],
  },
];

export type Caught = { fault: Fault; outcome: Outcome; by: string[]; missedBy: string[] };

/** Plants a fault, attacks as one who writes and must not see, takes the fault away, and says which channels found it. */
export async function plantAndAttack(attack: Attack, fault: Fault): Promise<Caught> {
  const before = await definitions(attack.admin, fault.replaces ?? []);
  await attack.admin.query(fault.sql);
  try {
    const outcome = await attack.run({ roles: ['editor'], column: fault.column });
    const found = outcome.findings.filter(({ column }) => column === fault.column);
    const missedBy = fault.channels.filter((channel) => !found.some((finding) => finding.channel === channel));
    return { fault, outcome, by: [...new Set(found.map(({ family }) => family))], missedBy };
  } finally {
    await attack.admin.query(fault.undo);
    for (const definition of before) await attack.admin.query(definition);
  }
}

async function definitions(admin: pg.Client, signatures: readonly string[]): Promise<string[]> {
  const { rows } = await admin.query<{ text: string }>('select pg_get_functiondef(s::regprocedure) as text from unnest($1::text[]) s', [signatures]);
  return rows.map(({ text }) => text);
}
