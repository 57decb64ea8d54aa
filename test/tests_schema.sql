-- What test files call, in test databases only. Everything here runs as its caller and needs a superuser at the bottom of the
-- connection: it changes the session's authorization, so that session_user is the login that a request would have.
-- All of it is undone by rollback.

create schema tests;
comment on schema tests is 'Helpers of the test files; never in a production database.';
grant usage on schema tests, tap to public;

-- Who asks ------------------------------------------------------------------------------------------------------------------

create function tests.as_admin()
  returns void
  language plpgsql
as $$
begin
  execute 'set local session authorization default';
  execute 'set local role none';
  execute $set$set local tenet.session = ''$set$;
end
$$;
comment on function tests.as_admin() is 'Back to the superuser that runs the test, without a session.';

create function tests.claims(email text, lifetime interval default '10 minutes')
  returns jsonb
  language plpgsql
as $$
declare
  claims jsonb;
begin
  insert into tenet.identities (issuer, subject, user_id)
  select 'https://tests.invalid', u.id::text, u.id
    from tenet.users u
   where u.email = $1
     and not exists (select from tenet.identities i where i.user_id = u.id);
  select jsonb_build_object('issuer', i.issuer, 'subject', i.subject, 'expires_at', extract(epoch from clock_timestamp() + lifetime)::bigint,
           'email', u.email, 'name', u.display_name, 'auth_time', extract(epoch from clock_timestamp())::bigint, 'amr', '["pwd", "mfa"]'::jsonb)
    into claims
    from tenet.users u
    join tenet.identities i
      on i.user_id = u.id
   where u.email = $1
   limit 1;
  if claims is null then
    raise exception 'no user has the e-mail address %', email;
  end if;
  return claims;
end
$$;
comment on function tests.claims(text, interval) is
  'What the server would hand to open_session for a verified token of this person, who signed in just now with two factors, that ends after lifetime.';

create function tests.open_session(email text, workspace text default null, lifetime interval default '10 minutes')
  returns text
  language plpgsql
as $$
declare
  claims jsonb;
  handle text;
begin
  perform tests.as_admin();
  claims := tests.claims(email, lifetime);
  execute 'set local session authorization tenet_gateway';
  select o.handle
    into handle
    from tenet_private.open_session(claims, workspace, '127.0.0.1', 'tests') o;
  perform tests.as_admin();
  return handle;
end
$$;
comment on function tests.open_session(text, text, interval) is
  'Opens a session as the gateway would, for a token that ends after lifetime, and returns its handle.';

create function tests.use_session(handle text, login name default 'tenet_authenticator', become name default 'tenet_visitor')
  returns void
  language plpgsql
as $$
begin
  perform tests.as_admin();
  execute format('set local session authorization %I', login);
  execute format('set local tenet.session = %L', handle);
  execute format('set local role %I', become);
end
$$;
comment on function tests.use_session(text, name, name) is 'The rest of the transaction runs as a request with this handle would.';

create function tests.authenticate_as(email text, workspace text default null)
  returns void
  language plpgsql
as $$
begin
  perform tests.use_session(tests.open_session(email, workspace));
end
$$;
comment on function tests.authenticate_as(text, text) is
  'The rest of the transaction runs as a request of this person in this workspace (slug, tenant/slug or id; null when there is only one).';

create function tests.open_newcomer_session(email text, subject text default null, name text default 'Somebody new', lifetime interval default '10 minutes')
  returns text
  language plpgsql
as $$
declare
  handle text;
begin
  perform tests.as_admin();
  execute 'set local session authorization tenet_gateway';
  select o.handle
    into handle
    from tenet_private.open_newcomer_session(jsonb_build_object(
           'issuer', 'https://tests.invalid', 'subject', coalesce(subject, email), 'email', email, 'email_verified', true, 'name', name,
           'expires_at', extract(epoch from clock_timestamp() + lifetime)::bigint), '127.0.0.1', 'tests') o;
  perform tests.as_admin();
  return handle;
end
$$;
comment on function tests.open_newcomer_session(text, text, text, interval) is
  'Opens a session of no tenant, as the gateway would for a token of somebody whom nobody needs to know, and returns its handle. tests.trust_issuer() first.';

create function tests.trust_issuer(mode text)
  returns void
  language plpgsql
as $$
begin
  perform tests.as_admin();
  perform tenet.trust_issuer('https://tests.invalid', audiences => '{tests}', jwks => '{"keys": []}');
  update tenet.identity_providers
     set mode = trust_issuer.mode
   where issuer = 'https://tests.invalid';
end
$$;
comment on function tests.trust_issuer(text) is 'The issuer of tests.claims() is trusted, and treats newcomers in this mode: off, invite_only or jit.';

create function tests.as_anonymous()
  returns void
  language plpgsql
as $$
begin
  perform tests.use_session('', become => 'tenet_anonymous');
end
$$;
comment on function tests.as_anonymous() is 'The rest of the transaction runs as a request without a token would.';

-- The world -----------------------------------------------------------------------------------------------------------------

create function tests.let_support_in(workspace text, person uuid, may_write boolean default false, may_unmask boolean default false, lifetime interval default '2 hours')
  returns uuid
  language plpgsql
as $$
declare
  place tenet.workspaces;
  opener uuid;
  support_grant uuid;
begin
  if not exists (select from tenet.staff a where a.user_id = person) then
    perform tenet.add_staff(person);
  end if;
  select w.* into strict place from tenet.workspaces w join tenet.tenants t on t.id = w.tenant_id where t.slug || '/' || w.slug = workspace;
  select m.user_id into strict opener from tenet.memberships m where m.tenant_id = place.tenant_id and m.role = 'owner' limit 1;
  insert into tenet.support_settings (tenant_id, enabled) values (place.tenant_id, true) on conflict do nothing;
  insert into tenet.support_grants (tenant_id, grantee_email, grantee_id, reason, may_write, may_unmask, starts_at, ends_at, needed_approvals, opened_by)
  select place.tenant_id, a.email, person, 'To look into it', may_write, may_unmask, clock_timestamp(), clock_timestamp() + lifetime, 1, opener
    from tenet.staff a
   where a.user_id = person
  returning id into support_grant;
  insert into tenet.support_grant_workspaces (tenant_id, grant_id, workspace_id) values (place.tenant_id, support_grant, place.id);
  insert into tenet.support_grant_approvals (tenant_id, grant_id, user_id) values (place.tenant_id, support_grant, opener);
  return support_grant;
end
$$;
comment on function tests.let_support_in(text, uuid, boolean, boolean, interval) is
  'Lets a person, made staff if need be, into a workspace (tenant/workspace) as support, by a grant of its owner; returns the grant.';

create function tests.create_world()
  returns void
  language plpgsql
as $$
declare
  place record;
  role text;
begin
  for place in
    select t.slug as tenant, tenet.create_tenant(t.slug, 'Tenant ' || t.slug) as tenant_id, t.workspaces
      from (values ('alpha-tests', '{one,two}'::text[]), ('beta-tests', '{one}'::text[])) as t (slug, workspaces)
  loop
    perform tenet.create_workspace(place.tenant_id, w.slug, 'Workspace ' || w.slug) from unnest(place.workspaces) as w (slug);
    for role in select r.name from tenet.roles r where r.name <> 'support' loop
      perform tenet.add_member(
        place.tenant_id,
        tenet.create_user(role || '@' || place.tenant, role || ' of ' || place.tenant),
        role,
        (select w.id from tenet.workspaces w where w.tenant_id = place.tenant_id and w.slug = 'one')
      );
    end loop;
    perform tests.let_support_in(place.tenant || '/one', tenet.create_user('support@' || place.tenant, 'support of ' || place.tenant));
  end loop;
end
$$;
comment on function tests.create_world() is
  'Two tenants: alpha-tests with workspaces one and two, beta-tests with workspace one. Of every role there is one person a tenant, <role>@<tenant>, a member of workspace one alone; support@<tenant> is staff, let in there by a grant.';

create function tests.tenant(slug text)
  returns uuid
  language sql
  security definer
  set search_path = ''
as $$
  select t.id from tenet.tenants t where t.slug = tenant.slug
$$;
comment on function tests.tenant(text) is 'The id of a tenant.';

create function tests.workspace(name text)
  returns uuid
  language sql
  security definer
  set search_path = ''
as $$
  select w.id from tenet.workspaces w join tenet.tenants t on t.id = w.tenant_id where t.slug || '/' || w.slug = workspace.name
$$;
comment on function tests.workspace(text) is 'The id of a workspace, named tenant/workspace.';

create function tests.person(email text)
  returns uuid
  language sql
  security definer
  set search_path = ''
as $$
  select u.id from tenet.users u where u.email = person.email
$$;
comment on function tests.person(text) is 'The id of a user.';

create function tests.create_tables()
  returns void
  language plpgsql
as $$
begin
  set local role tenet_owner;
  create table app.sample_firms (
    tenant_id uuid not null,
    workspace_id uuid not null,
    id uuid not null default gen_random_uuid(),
    name text not null,
    amount integer not null default 1,
    details jsonb not null default '{"amount": 1}',
    parent_id uuid,
    created_at timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, workspace_id, name)
  );
  create index on app.sample_firms (tenant_id, workspace_id, created_at desc, id desc);
  create table app.sample_people (
    tenant_id uuid not null,
    workspace_id uuid not null,
    id uuid not null default gen_random_uuid(),
    firm_id uuid not null,
    mentor_id uuid,
    name text not null,
    primary key (tenant_id, id)
  );
  create table app.sample_letters (
    tenant_id uuid not null,
    workspace_id uuid not null,
    id uuid not null default gen_random_uuid(),
    sample_people_id uuid not null,
    body text not null,
    primary key (tenant_id, id)
  );
  create table app.sample_diaries (
    tenant_id uuid not null,
    workspace_id uuid not null,
    user_id uuid not null,
    id uuid not null default gen_random_uuid(),
    body text not null,
    primary key (tenant_id, id)
  );
  create table app.sample_brands (
    tenant_id uuid not null,
    id uuid not null default gen_random_uuid(),
    name text not null,
    primary key (tenant_id, id),
    unique (tenant_id, name)
  );
  perform tenet.protect('app.sample_firms');
  perform tenet.refer('app.sample_firms', 'parent_id', 'app.sample_firms', on_delete => 'set null');
  perform tenet.protect('app.sample_people');
  perform tenet.refer('app.sample_people', 'firm_id', 'app.sample_firms', on_delete => 'cascade');
  perform tenet.refer('app.sample_people', 'mentor_id', 'tenet.members');
  perform tenet.protect('app.sample_letters', parent => 'app.sample_people', parent_key => 'sample_people_id');
  perform tenet.protect('app.sample_diaries', 'personal');
  perform tenet.protect('app.sample_brands', 'tenant');
  perform tests.as_admin();
end
$$;
comment on function tests.create_tables() is
  'Five governed tables: firms, people of firms and letters to them (a child), diaries (personal), brands (of a tenant).';

create function tests.create_rows()
  returns void
  language plpgsql
as $$
declare
  place record;
  firm uuid;
  people uuid;
begin
  perform tests.as_admin();
  for place in
    select tests.tenant(p.tenant) as tenant, tests.workspace(p.tenant || '/' || p.workspace) as workspace, p.mark, 'owner@' || p.tenant as person
      from (values ('alpha-tests', 'one', 'OWN'), ('alpha-tests', 'two', 'SENTINEL_B_workspace'), ('beta-tests', 'one', 'SENTINEL_B_tenant')) as p (tenant, workspace, mark)
  loop
    for number in 1..3 loop
      insert into app.sample_firms (tenant_id, workspace_id, name, amount, details)
      values (place.tenant, place.workspace, place.mark || '_firm_' || number, number, jsonb_build_object('amount', place.mark))
      returning id into firm;
      insert into app.sample_people (tenant_id, workspace_id, firm_id, name)
      values (place.tenant, place.workspace, firm, place.mark || '_person_' || number)
      returning id into people;
      insert into app.sample_letters (tenant_id, workspace_id, sample_people_id, body)
      values (place.tenant, place.workspace, people, place.mark || '_letter_' || number);
      insert into app.sample_diaries (tenant_id, workspace_id, user_id, body)
      values (place.tenant, place.workspace, tests.person(place.person), place.mark || '_diary_' || number);
      insert into app.sample_brands (tenant_id, name)
      values (place.tenant, case when place.mark = 'SENTINEL_B_workspace' then 'OWN_second' else place.mark end || '_brand_' || number);
    end loop;
  end loop;
end
$$;
comment on function tests.create_rows() is
  'Three rows in each table of tests.create_tables() and each workspace. Rows of alpha-tests/one are named OWN_…, all others SENTINEL_B_…: no request of alpha-tests/one may ever see that word.';

create function tests.firm(name text)
  returns uuid
  language plpgsql
  security definer
  set search_path = ''
as $$
begin
  return (select f.id from app.sample_firms f where f.name = firm.name);
end
$$;
comment on function tests.firm(text) is 'The id of a sample firm, past row level security.';

-- What a statement does -----------------------------------------------------------------------------------------------------

create function tests.effect(statement text)
  returns text
  language plpgsql
as $$
declare
  touched bigint;
begin
  execute statement;
  get diagnostics touched = row_count;
  raise exception using errcode = 'TS000', message = touched::text;
exception
  when others then
    return case sqlstate when 'TS000' then sqlerrm else sqlstate end;
end
$$;
comment on function tests.effect(text) is 'Runs a statement and undoes it: the number of rows that it read or changed, or the SQLSTATE that it raised.';

create function tests.effect_as_views(statement text)
  returns text
  language plpgsql
  security definer
as $$
declare
  touched bigint;
begin
  execute statement;
  get diagnostics touched = row_count;
  raise exception using errcode = 'TS000', message = touched::text;
exception
  when others then
    return case sqlstate when 'TS000' then sqlerrm else sqlstate end;
end
$$;
comment on function tests.effect_as_views(text) is
  'Like tests.effect, as tenet_views: what a view, or a mistake in one, could do to the tables in the session at hand.';
alter function tests.effect_as_views(text) owner to tenet_views;

create function tests.answer(statement text)
  returns text
  language plpgsql
as $$
declare
  answer jsonb;
begin
  execute format('select jsonb_agg(to_jsonb(q)) from (%s) q', statement) into answer;
  return coalesce(answer::text, '');
exception
  when others then
    return concat_ws(' ', sqlstate, sqlerrm);
end
$$;
comment on function tests.answer(text) is 'All that a query answers, as text, or the error that it raised.';

create function tests.checksum(tenant uuid, workspace uuid default null)
  returns text
  language plpgsql
  security definer
  set search_path = ''
as $$
declare
  relation regclass;
  sum text := '';
  part text;
begin
  for relation in
    select p.relation from tenet.protected_tables p where p.scope <> 'shared' order by p.relation::text
  loop
    execute format('select count(*) || pg_catalog.md5(coalesce(string_agg(r, chr(10) order by r), %L)) from (select t::text as r, to_jsonb(t) as j from %s t) x where j ->> %L = $1::text and ($2 is null or coalesce(j ->> %L, $2::text) = $2::text)',
                   '', relation, 'tenant_id', 'workspace_id')
      into part
      using tenant, workspace;
    sum := sum || relation || ' ' || part || chr(10);
  end loop;
  return sum;
end
$$;
comment on function tests.checksum(uuid, uuid) is 'Number and hash of the rows of a tenant (or of one workspace) in every governed table, past row level security.';

-- A valid row of any table --------------------------------------------------------------------------------------------------

create table tests.sample_values (
  relation text not null,
  column_name text not null,
  value jsonb not null,
  primary key (relation, column_name)
);
comment on table tests.sample_values is 'Values for columns where the catalogue does not tell what is valid; filled by test/sample_values.sql.';

create function tests.candidates(relation regclass, column_name name)
  returns jsonb[]
  language sql
  stable
as $candidates$
  with attribute as (
    select a.attnum, a.attnotnull, a.atttypid, coalesce(nullif(t.typbasetype, 0), t.oid) as base, t.typelem, t.typcategory
      from pg_attribute a
      join pg_type t
        on t.oid = a.atttypid
     where a.attrelid = candidates.relation
       and a.attname = candidates.column_name
  )
  select array_remove(
           array(select s.value from tests.sample_values s where s.relation = candidates.relation::text and s.column_name = candidates.column_name)
           -- what the check constraints on the column mention, quoted
           || array(select to_jsonb(m.parts[1])
                      from pg_constraint c
                     cross join regexp_matches(pg_get_constraintdef(c.oid), $$'((?:[^']|'')*)'::$$, 'g') as m (parts)
                     where c.conrelid = candidates.relation
                       and c.contype = 'c'
                       and a.attnum = any (c.conkey))
           || array(select to_jsonb(e.enumlabel) from pg_enum e where e.enumtypid = a.base order by e.enumsortorder)
           || case
                when a.base in ('text'::regtype, 'varchar'::regtype) then array[
                  to_jsonb('sample ' || left(gen_random_uuid()::text, 8)), to_jsonb('sample-' || left(gen_random_uuid()::text, 8)),
                  to_jsonb('sample_' || left(gen_random_uuid()::text, 8)), to_jsonb(left(gen_random_uuid()::text, 8) || '@example.test'),
                  '"https://example.test/sample"', '"S"', '"eur"', '"EUR"', '"en"', '"2030-01-01"', '"0"',
                  '"sample.png"', '"image/png"', '"#aabbcc"', '"+15550100"', to_jsonb(md5('sample')), '""']::jsonb[]
                when a.base in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype, 'float4'::regtype, 'float8'::regtype)
                  then '{1,0,5,10,100,2030,-1}'::jsonb[]
                when a.base = 'bool'::regtype then '{true,false}'::jsonb[]
                when a.base in ('date'::regtype, 'timestamptz'::regtype, 'timestamp'::regtype)
                  then array[to_jsonb(now()), to_jsonb(now() + interval '1 day'), to_jsonb(now() - interval '1 day'), to_jsonb(now() + interval '2 days')]
                when a.base = 'uuid'::regtype then array[to_jsonb(gen_random_uuid())]
                when a.base in ('jsonb'::regtype, 'json'::regtype) then array['{}', '[]', '"sample"']::jsonb[]
                when a.base = 'bytea'::regtype then array[to_jsonb('\x' || repeat('00', 32)), '"\\x00"']::jsonb[]
                when a.base = 'inet'::regtype then array['"192.0.2.1"']::jsonb[]
                when a.base = 'interval'::regtype then array['"1 day"', '"30 days"']::jsonb[]
                when a.typcategory = 'A' then array['[]']::jsonb[]
                else '{}'
              end
           || case when a.attnotnull then '{}' else array['null']::jsonb[] end,
           null)
    from attribute a
$candidates$;
comment on function tests.candidates(regclass, name) is 'Values that a column might take, the likeliest first.';

create function tests.shared_row(relation regclass)
  returns jsonb
  language plpgsql
as $$
declare
  made jsonb;
begin
  if exists (select from tenet.protected_tables p where p.relation = shared_row.relation and p.scope = 'shared') then
    execute format('select to_jsonb(t) from %s t limit 1', relation) into made;
  end if;
  return made;
end
$$;
comment on function tests.shared_row(regclass) is 'Some row of a shared table; null when it is not one, or is empty.';

create function tests.sample_row(relation regclass, tenant uuid, workspace uuid, person uuid, given jsonb default '{}')
  returns jsonb
  language plpgsql
as $$
declare
  row_values jsonb := given;
  attribute record;
  reference record;
  options jsonb := '{}';    -- column -> the values to try
  choice jsonb := '{}';     -- column -> which of them
  made jsonb;
  broken text;
  culprit text;
  next_culprit text;
begin
  -- the scope
  for attribute in
    select a.attname, x.value
      from pg_attribute a
      join (values ('tenant_id', tenant), ('workspace_id', workspace), ('user_id', person), ('created_by', person)) as x (name, value)
        on x.name = a.attname
     where a.attrelid = relation
       and not a.attisdropped
       and not given ? a.attname
  loop
    row_values := row_values || jsonb_build_object(attribute.attname, attribute.value);
  end loop;

  -- what it must point at: a row of the same scope, made here where there is none of the kind
  for reference in
    select c.confrelid::regclass as target, h.attname as here, t.attname as there
      from pg_constraint c
     cross join lateral unnest(c.conkey, c.confkey) as pair (here, there)
      join pg_attribute h
        on h.attrelid = c.conrelid
       and h.attnum = pair.here
      join pg_attribute t
        on t.attrelid = c.confrelid
       and t.attnum = pair.there
     where c.conrelid = relation
       and c.contype = 'f'
       and h.attnotnull
  loop
    continue when row_values ? reference.here;
    if reference.target = relation then
      raise exception 'no sample row could be made for %: % is not null and points at the same table', relation, reference.here
        using hint = 'Let the first row point at nothing: alter table … alter column … drop not null.';
    end if;
    made := case reference.target::text
              when 'tenet.members' then jsonb_build_object('id', person)
              when 'tenet.users' then jsonb_build_object('id', person)
              when 'tenet.workspaces' then jsonb_build_object('id', workspace)
              when 'tenet.tenants' then jsonb_build_object('id', tenant)
              else coalesce(tests.shared_row(reference.target), tests.sample_row(reference.target, tenant, workspace, person))
            end;
    row_values := row_values || jsonb_build_object(reference.here, made -> reference.there);
  end loop;

  -- what has neither a value nor a default that works without a session
  for attribute in
    select a.attname
      from pg_attribute a
      left join pg_attrdef d
        on d.adrelid = a.attrelid
       and d.adnum = a.attnum
     where a.attrelid = relation
       and a.attnum > 0
       and not a.attisdropped
       and a.attnotnull
       and a.attidentity = ''
       and a.attgenerated = ''
       and (d.oid is null or pg_get_expr(d.adbin, d.adrelid) ~ 'tenet\.current_')
       and not row_values ? a.attname
  loop
    options := options || jsonb_build_object(attribute.attname, to_jsonb(tests.candidates(relation, attribute.attname)));
    choice := choice || jsonb_build_object(attribute.attname, 0);
  end loop;

  for attempt in 1..500 loop
    begin
      select row_values || coalesce(jsonb_object_agg(o.key, o.value -> (choice ->> o.key)::integer), '{}')
        into made
        from jsonb_each(options) o;
      execute format('insert into %s as t (%s) select %2$s from jsonb_populate_record(null::%1$s, $1) returning to_jsonb(t)',
                     relation, (select string_agg(quote_ident(k), ', ') from jsonb_object_keys(made) k))
        into made
        using made;
      return made;
    exception
      when check_violation then
        get stacked diagnostics broken = constraint_name;
        -- count up through the values of the columns that the constraint looks at
        culprit := null;
        for attribute in
          select a.attname
            from pg_constraint c
            join pg_attribute a
              on a.attrelid = c.conrelid
             and a.attnum = any (c.conkey)
           where c.conrelid = relation
             and c.conname = broken
             and not row_values ? a.attname
           order by a.attnum
        loop
          if not options ? attribute.attname then
            options := options || jsonb_build_object(attribute.attname, to_jsonb(tests.candidates(relation, attribute.attname)));
            choice := choice || jsonb_build_object(attribute.attname, -1);
          end if;
          if (choice ->> attribute.attname)::integer + 1 < jsonb_array_length(options -> attribute.attname) then
            choice := choice || jsonb_build_object(attribute.attname, (choice ->> attribute.attname)::integer + 1);
            culprit := attribute.attname;
            exit;
          end if;
          choice := choice || jsonb_build_object(attribute.attname, 0);
          next_culprit := attribute.attname;
        end loop;
        if culprit is null then
          raise exception 'no sample row could be made for %: none of the values tried satisfies "%"', relation, broken
            using hint = format('Say which value fits, in test/sample_values.sql: insert into tests.sample_values (relation, column_name, value) values (%L, %L, to_jsonb(…));',
                                relation, coalesce(next_culprit, 'column'));
        end if;
      when unique_violation or exclusion_violation then
        select coalesce(jsonb_object_agg(o.key, to_jsonb(tests.candidates(relation, o.key::name))), '{}') into options from jsonb_each(options) o;
    end;
  end loop;
  raise exception 'no sample row could be made for % in 500 attempts', relation
    using hint = 'Say which values fit, in test/sample_values.sql: insert into tests.sample_values (relation, column_name, value) values (…);';
end
$$;
comment on function tests.sample_row(regclass, uuid, uuid, uuid, jsonb) is
  'Inserts a valid row of any governed table, made from its types, checks, not null and foreign keys (parents are made too), and returns it. `given` holds values that must be as they are.';

create function tests.sample_input(relation regclass, tenant uuid, workspace uuid, person uuid)
  returns jsonb
  language plpgsql
as $$
declare
  made jsonb := tests.sample_row(relation, tenant, workspace, person);
begin
  execute format('delete from %s t where to_jsonb(t) = $1', relation) using made;
  return made;
end
$$;
comment on function tests.sample_input(regclass, uuid, uuid, uuid) is 'A valid row that is not in the table; what it points at is there.';

create function tests.foreign_row(relation regclass, own_workspace text)
  returns jsonb
  language plpgsql
as $$
declare
  foreign_row jsonb;
begin
  execute format('select to_jsonb(t) from %s t where to_jsonb(t) ->> %L <> %L order by t.* limit 1', relation, 'tenant_id', tests.tenant(split_part(own_workspace, '/', 1)))
    into foreign_row;
  return foreign_row;
end
$$;
comment on function tests.foreign_row(regclass, text) is 'Some row of another tenant, past row level security; null where there is none.';
