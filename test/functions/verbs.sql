-- The verbs: declared once, made into plain objects, the same however often they are called; and a wrong call changes nothing and
-- says what to write. (F-01, F-02, F-31, F-32)

begin;
set local search_path = tap, tests, public;
select plan(54);

select tests.create_world();
do $$ begin execute format('grant temporary on database %I to tenet_owner', current_database()); end $$;   -- set_eq() needs it
set local role tenet_owner;
create table app.sample_teams (tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(), name text not null, primary key (tenant_id, id));
create table app.sample_notes (
  tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(),
  sample_team_id uuid, status text not null default 'open', count_ integer, created_by uuid, created_at timestamptz not null default now(), updated_at timestamptz,
  primary key (tenant_id, id)
);
create table app.sample_keyless (tenant_id uuid not null, workspace_id uuid not null, id uuid not null);
create table app.sample_backwards (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, primary key (id, tenant_id));
create table app.sample_nullable (tenant_id uuid not null, workspace_id uuid, id uuid not null, primary key (tenant_id, id));
create table app.sample_texts (tenant_id text not null, workspace_id uuid not null, id uuid not null, primary key (tenant_id, id));
create table app.sample_uniques (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, name text unique, primary key (tenant_id, id));
create table app.sample_strays (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, team uuid, primary key (tenant_id, id));
create table app.sample_codes (code text primary key);
create view app.sample_view as select 1 as one;

-- Undeclared ------------------------------------------------------------------------------------------------------------------

select is((select c.status from tenet.coverage c where c.relation = 'app.sample_notes'::regclass), 'UNDECLARED', 'a new table shows as undeclared');
select ok(not has_table_privilege('tenet_views', 'app.sample_notes', 'select, insert, update, delete'), 'and is closed, to the views as well');
select is(to_regclass('api.sample_notes'), null, 'and has no view');

-- What is wrong changes nothing -------------------------------------------------------------------------------------------------

select tests.as_admin();
create temporary table wrong (position integer generated always as identity, call text, hint text);
insert into wrong (call, hint) values
  ($$select tenet.protect('app.nothing')$$, '%app.nothing%'),
  ($$select tenet.protect('sample_notes')$$, '%app.sample_notes%'),
  ($$select tenet.protect('tenet.tenants')$$, '%app.%'),
  ($$select tenet.protect('app.sample_view')$$, '%'),
  ($$select tenet.protect('app.sample_notes', 'world')$$, '%workspace%tenant%personal%shared%'),
  ($$select tenet.protect('app.sample_notes', 'personal')$$, '%user_id uuid not null%'),
  ($$select tenet.protect('app.sample_notes', 'tenant')$$, '%'),
  ($$select tenet.protect('app.sample_codes')$$, '%tenant_id uuid not null%'),
  ($$select tenet.protect('app.sample_codes', 'shared')$$, '%reason%'),
  ($$select tenet.protect('app.sample_keyless')$$, '%primary key (tenant_id, id)%'),
  ($$select tenet.protect('app.sample_backwards')$$, '%primary key (tenant_id, id)%'),
  ($$select tenet.protect('app.sample_nullable')$$, '%workspace_id set not null%'),
  ($$select tenet.protect('app.sample_texts')$$, '%type uuid%'),
  ($$select tenet.protect('app.sample_uniques')$$, '%unique (tenant_id, workspace_id, name)%'),
  ($$select tenet.protect('app.sample_notes', read_only => '{nothing}')$$, '%read_only%'),
  ($$select tenet.protect('app.sample_notes', resource => 'A Note')$$, '%resource%'),
  ($$select tenet.protect('app.sample_notes', parent => 'app.sample_teams')$$, '%tenet.protect(''app.sample_teams'')%'),
  ($$select tenet.refer('app.sample_notes', 'sample_team_id', 'app.sample_teams')$$, '%tenet.protect(''app.sample_notes'')%'),
  ($$select tenet.allow('app.sample_notes', 'update', when_ => 'true')$$, '%tenet.protect(''app.sample_notes'')%');

grant select on wrong to public;
create function pg_temp.complaint(call text)
  returns text[]
  language plpgsql
as $$
declare
  hint text;
begin
  execute call;
  return array['no complaint'];
exception
  when others then
    get stacked diagnostics hint = pg_exception_hint;
    return array[sqlstate, hint];
end
$$;
create temporary table before_all as
  select (select count(*) from tenet.protected_tables) as tables, (select count(*) from tenet.declarations) as declarations,
         (select count(*) from pg_policy) as policies, (select count(*) from tenet.permissions) as permissions;
grant select on before_all to public;
set local role tenet_owner;
select ok((pg_temp.complaint(w.call))[1] = 'TN422' and (pg_temp.complaint(w.call))[2] like w.hint, format('%s raises TN422 and says what to write: %s', w.call, (pg_temp.complaint(w.call))[2]))
  from wrong w
 order by w.position;
select results_eq($$select (select count(*) from tenet.protected_tables), (select count(*) from tenet.declarations), (select count(*) from pg_policy), (select count(*) from tenet.permissions)$$,
                  'select * from before_all', 'and none of these calls has changed anything');

-- What is right -----------------------------------------------------------------------------------------------------------------

select lives_ok($$select tenet.protect('app.sample_teams')$$, 'a table is protected by its name alone');
select lives_ok($$select tenet.protect('app.sample_notes')$$, 'and so is the next');
select is((select c.status from tenet.coverage c where c.relation = 'app.sample_notes'::regclass), 'ACTIVE', 'it shows as active');
select is_empty('select * from tenet.drift', 'nothing has drifted');
select policies_are('app', 'sample_notes', '{all_rows,select_permitted,insert_permitted,update_permitted,delete_permitted}'::name[], 'it has a restrictive policy a command, over one that permits');
select isnt(to_regclass('api.sample_notes'), null, 'it has a view');
select set_eq($$select name from tenet.permissions where resource = 'sample_note'$$,
              '{sample_note:read,sample_note:create,sample_note:update,sample_note:delete}'::text[], 'its permissions are registered');
select is((select string_agg(decision, ' ' order by array_position('{select,insert,update,delete}', command)) from tenet.policy_matrix where relation = 'app.sample_notes'::regclass and role = 'editor'),
          'allowed allowed allowed denied', 'and given to the roles by their bundles');
select ok(exists (select from pg_statistic_ext s where s.stxrelid = 'app.sample_notes'::regclass and 'f' = any (s.stxkind)), 'the planner knows that a workspace belongs to one tenant');
select is((select d.declared_by from tenet.protected_tables d where d.relation = 'app.sample_notes'::regclass), session_user, 'who declared it is written down');
select tests.as_admin();
create temporary table made as
  select (select jsonb_agg(to_jsonb(d) order by d.kind, d.name) from tenet.declared_objects d where d.relation = 'app.sample_notes'::regclass) as objects,
         (select count(*) from tenet.declarations) as declarations,
         (select version from tenet.protected_tables where relation = 'app.sample_notes'::regclass) as version;
grant select on made to public;
set local role tenet_owner;
select lives_ok($$select tenet.protect('app.sample_notes')$$, 'protecting it again is fine');
select results_eq($$
  select (select jsonb_agg(to_jsonb(d) order by d.kind, d.name) from tenet.declared_objects d where d.relation = 'app.sample_notes'::regclass),
         (select count(*) from tenet.declarations), (select version from tenet.protected_tables where relation = 'app.sample_notes'::regclass)
$$, 'select * from made', 'and changes nothing');

select lives_ok($$select tenet.refer('app.sample_notes', 'sample_team_id', 'app.sample_teams', on_delete => 'set null')$$, 'a column refers to another table');
select is((select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'app.sample_notes'::regclass and contype = 'f' and conname like '%sample_team_id%'),
          'FOREIGN KEY (tenant_id, workspace_id, sample_team_id) REFERENCES app.sample_teams(tenant_id, workspace_id, id) ON DELETE SET NULL (sample_team_id)', 'by a key that carries the scope, and nulls one column');
select throws_like($$select tenet.refer('app.sample_notes', 'status', 'app.sample_teams')$$, '%status%', 'a column of another type does not');
select throws_ok($$select tenet.refer('app.sample_notes', 'sample_team_id', 'app.sample_teams', on_delete => 'set default')$$, 'TN422', null, 'nor with another way to delete');
select lives_ok($$select tenet.allow('app.sample_notes', 'update', when_ => $w$status <> 'archived'$w$, reason => 'What is archived stays')$$, 'a rule is added to a command');
select is((select decision || ': ' || condition from tenet.policy_matrix where relation = 'app.sample_notes'::regclass and role = 'owner' and command = 'update') ~ '^conditional: .*status', true, 'and is in the matrix');
select throws_ok($$select tenet.allow('app.sample_notes', 'update', when_ => 'nothing > 0')$$, 'TN422', null, 'a rule about a column that is not there is refused');
select throws_ok($$select tenet.allow('app.sample_notes', 'truncate', when_ => 'true')$$, 'TN422', null, 'and so is a rule about another command');
select throws_ok($$select tenet.allow('app.sample_notes', 'update', permission => 'nothing:update')$$, 'TN422', null, 'and one with an unknown permission');
select throws_ok($$select tenet.grant_permission('nobody', 'sample_note:read')$$, 'TN422', null, 'no permission is granted to an unknown role');
select throws_ok($$select tenet.grant_permission('viewer', 'sample_note:fly')$$, 'TN422', null, 'nor an unknown one to a role');

-- Drift, and its cure -------------------------------------------------------------------------------------------------------------

alter policy select_permitted on app.sample_notes using (true);
alter table app.sample_notes no force row level security;
drop policy delete_permitted on app.sample_notes;
grant select on app.sample_notes to tenet_visitor;
drop trigger _900_scope_is_immutable on app.sample_notes;
select set_eq($$select kind || ' ' || difference from tenet.drift where relation = 'app.sample_notes'::regclass$$,
              '{policy changed,row level security changed,policy missing,table grant added,trigger missing}'::text[], 'whatever is changed by hand shows as drift');
select is((select c.status from tenet.coverage c where c.relation = 'app.sample_notes'::regclass), 'DRIFTED', 'and the table as drifted');
select cmp_ok(tenet.rebuild('app.sample_notes'), '=', 1, 'it is built again');
select is_empty($$select * from tenet.drift where relation = 'app.sample_notes'::regclass$$, 'and is as it was declared');

-- A row rule is a rule --------------------------------------------------------------------------------------------------------

select tests.as_admin();
insert into app.sample_notes (tenant_id, workspace_id, status)
values (tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), 'open'), (tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), 'archived');
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select is(tests.effect('update api.sample_notes set count_ = 1'), '1', 'an owner updates what the rule allows');
select throws_ok($$update api.sample_notes set status = 'archived'$$, '42501', null, 'and makes nothing of it that the rule forbids');
select is(tests.effect($$insert into api.sample_notes (created_at) values (now())$$), '42501', 'nobody writes the times');
insert into api.sample_notes (status) values ('new');
select is((select created_by from api.sample_notes where status = 'new'), tests.person('owner@alpha-tests'), 'the author is who is asking');

select * from finish();
rollback;
