--! Previous: sha1:57f9af5ff6f77a006b103a2ff76bab7a21f9a660
--! Hash: sha1:0bf19e55ae54521538b70fa44784ce910582c70f
--! Message: Retention of the trail drops months

-- Retention of the trail drops months: how far a tenant's trail is pruned is one number, and the anchors of batches never change.

alter table tenet_private.audit_removals add column if not exists pruned_through bigint;
do $$
begin
  if exists (select from pg_attribute where attrelid = 'tenet.audit_batches'::regclass and attname = 'pruned_at' and not attisdropped) then
    alter table tenet.audit_batches no force row level security;
    alter table tenet_private.audit_removals no force row level security;
    update tenet_private.audit_removals r
       set pruned_through = coalesce(
             (select max(b.number) from tenet.audit_batches b where b.tenant_id = r.tenant_id and b.number <= r.through_batch and b.pruned_at is not null), 0)
     where r.through_batch is not null;
    alter table tenet_private.audit_removals force row level security;
    alter table tenet.audit_batches force row level security;
  end if;
end
$$;
alter table tenet_private.audit_removals drop constraint if exists a_removal_is_pruned_as_far_as_it_goes;
alter table tenet_private.audit_removals add constraint a_removal_is_pruned_as_far_as_it_goes
  check ((pruned_through is null) = (through_batch is null) and pruned_through between 0 and through_batch);
create index if not exists audit_removals_done on tenet_private.audit_removals (tenant_id, pruned_through) where pruned_through > 0;

revoke update on tenet.audit_batches from tenet_resolver;
alter table tenet.audit_batches drop column if exists pruned_at;

-- Batches are written in the order of time, and never changed: a small index says which of them reach into a month.
create index if not exists audit_batches_by_time on tenet.audit_batches using brin (tstzrange(first_at, last_at, '[]')) with (autosummarize = on);

drop function if exists tenet_private.apply_audit_removals(integer);   -- it returns a bigint now
drop function if exists tenet_private.is_removal_due(tenet_private.audit_removals);

--! Included functions/audit_seal.sql
-- Sealing: how events that are committed become a batch of their tenant's trail that nobody can alter unseen.
--
-- The format (headers, leaves, trees, batches) is told in docs/audit_trail.md, is verified offline by cli/audit_verify.mjs, and
-- never changes for version 1: a function of this file that computes bytes is only ever replaced by one that computes the same.
--
-- Membership. An event draws a number from one sequence, under a transaction id. A batch of a tenant is its events with numbers in
-- (after_number, through_number], so sealing touches no event and writers never meet it.
--
-- Settling. A number below the newest may belong to a transaction that is still open. So sealing has two steps: a mark notes the
-- newest number and then a transaction id drawn after it; once every transaction older than that id has ended, whatever has a
-- number up to the mark is there or never will be. Long readers do not hold this up; a long writer does.

set local role tenet_resolver;

create or replace function tenet_private.json_string(value text)
  returns text
  language sql
  stable   -- as to_json is: only then is this inlined
  parallel safe
  return coalesce(pg_catalog.to_json(value)::text, 'null');
comment on function tenet_private.json_string(text) is 'A text as a JSON string, null as null; escaped as RFC 8785 asks.';
revoke execute on function tenet_private.json_string(text) from public;

create or replace function tenet_private.json_time(value timestamptz)
  returns text
  language sql
  stable
  parallel safe
  return '"' || pg_catalog.to_char(value at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"';
comment on function tenet_private.json_time(timestamptz) is 'A time as a JSON string in UTC, with six decimals.';
revoke execute on function tenet_private.json_time(timestamptz) from public;

create or replace function tenet_private.audit_header(event tenet.audit_events)
  returns text
  language sql
  stable
  parallel safe
  return '{"action":' || tenet_private.json_string((event).action)
      || ',"actor_id":' || tenet_private.json_string((event).actor_id::text)
      || ',"actor_kind":' || tenet_private.json_string((event).actor_kind)
      || ',"actor_name":' || tenet_private.json_string((event).actor_name)
      || ',"at":' || tenet_private.json_time((event).at)
      || ',"behalf_of":' || tenet_private.json_string((event).behalf_of::text)
      || ',"category":' || tenet_private.json_string((event).category)
      || ',"credential_id":' || tenet_private.json_string((event).credential_id::text)
      || ',"id":"' || (event).id
      || '","object_id":' || tenet_private.json_string((event).object_id)
      || ',"object_type":' || tenet_private.json_string((event).object_type)
      || ',"request_id":' || tenet_private.json_string((event).request_id)
      || ',"severity":' || tenet_private.json_string((event).severity)
      || ',"tenant_id":"' || (event).tenant_id
      || '","v":"1","workspace_id":"' || (event).workspace_id
      || '"}';
comment on function tenet_private.audit_header(tenet.audit_events) is
  'The header of an event: canonical JSON (RFC 8785) of all that is not forgotten with its payload. Version 1; never changes.';
revoke execute on function tenet_private.audit_header(tenet.audit_events) from public;

create or replace function tenet_private.audit_commitment(event tenet.audit_events)
  returns bytea
  language sql
  stable
  parallel safe
  return coalesce(
    (event).commitment,
    pg_catalog.sha256(pg_catalog.uuid_send((event).salt) || pg_catalog.convert_to((event).payload::text, 'UTF8')));
comment on function tenet_private.audit_commitment(tenet.audit_events) is
  'What the leaf holds of the payload: SHA-256 of salt and payload, which says nothing once the salt is forgotten.';
revoke execute on function tenet_private.audit_commitment(tenet.audit_events) from public;

create or replace function tenet_private.audit_leaf(event tenet.audit_events)
  returns bytea
  language sql
  stable
  parallel safe
  return pg_catalog.sha256('\x00'::bytea || pg_catalog.convert_to(tenet_private.audit_header(event), 'UTF8') || tenet_private.audit_commitment(event));
comment on function tenet_private.audit_leaf(tenet.audit_events) is 'The leaf of an event, as RFC 9162 hashes leaves.';
revoke execute on function tenet_private.audit_leaf(tenet.audit_events) from public;

create or replace function tenet_private.merkle_root(leaves bytea)
  returns bytea
  language plpgsql
  immutable
  parallel safe
  set search_path = ''
as $$
declare
  level bytea := leaves;
  nodes integer := pg_catalog.length(leaves) / 32;
begin
  -- From the leaves up, a last node without a sibling moving up as it is: the tree of RFC 9162, section 2.1.1.
  while nodes > 1 loop
    level := (
      select pg_catalog.string_agg(pg_catalog.sha256('\x01'::bytea || pg_catalog.substr(level, i * 64 + 1, 64)), ''::bytea order by i)
        from pg_catalog.generate_series(0, nodes / 2 - 1) i
    ) || case when nodes % 2 = 1 then pg_catalog.substr(level, (nodes - 1) * 32 + 1, 32) else ''::bytea end;
    nodes := (nodes + 1) / 2;
  end loop;
  return nullif(level, ''::bytea);
end
$$;
comment on function tenet_private.merkle_root(bytea) is 'The root of the tree of RFC 9162 over leaf hashes, which are given one after the other in one value of 32 bytes each; null for none.';
revoke execute on function tenet_private.merkle_root(bytea) from public;

create or replace function tenet_private.batch_header(batch tenet.audit_batches)
  returns text
  language sql
  stable
  parallel safe
  return '{"count":"' || (batch).count
      || '","first":"' || (batch).first
      || '","number":"' || (batch).number
      || '","previous":"' || pg_catalog.encode((batch).previous, 'hex')
      || '","root":"' || pg_catalog.encode((batch).root, 'hex')
      || '","sealed_at":' || tenet_private.json_time((batch).sealed_at)
      || ',"tenant_id":"' || (batch).tenant_id
      || '","v":"1"}';
comment on function tenet_private.batch_header(tenet.audit_batches) is 'What the hash of a batch is made of: canonical JSON. Version 1; never changes.';
revoke execute on function tenet_private.batch_header(tenet.audit_batches) from public;

create or replace function tenet_private.seal_audit(batch_limit integer default 100000)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  state tenet_private.audit_seals;
  newest bigint;
  transaction_id xid8;
  through bigint;
  sealed integer := 0;
begin
  if pg_catalog.current_setting('transaction_isolation') <> 'read committed' or pg_catalog.pg_current_xact_id_if_assigned() is not null then
    raise exception 'the trail is sealed in a transaction of its own, at read committed'
      using errcode = 'TN400', hint = 'Call tenet_private.seal_audit() first in its transaction.';
  end if;

  -- In this order: whoever drew a number up to the newest has an older transaction id than this one.
  select s.last_value into newest from tenet_private.audit_numbers s where s.is_called;
  if not exists (select from tenet_private.audit_seals s where s.sealed_through < newest) then
    return 0;
  end if;
  transaction_id := pg_catalog.pg_current_xact_id();

  select * into state from tenet_private.audit_seals s for update skip locked;
  if not found then
    return 0;   -- somebody else is at it
  end if;

  -- A database that was restored into another cluster counts its transactions anew, and would wait for ever.
  if state.pending_before > transaction_id then
    state.pending_through := null;
  end if;

  if state.pending_through is not null and state.pending_before <= pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot()) then
    through := least(state.pending_through, state.sealed_through + greatest(batch_limit, 1));   -- never backwards
    with leaves as materialized (   -- before they are sorted: the rows themselves are wide
      select e.tenant_id, e.number, e.at, tenet_private.audit_leaf(e) as leaf
        from tenet.audit_events e
       where e.number > state.sealed_through
         and e.number <= through
    ), fresh as (
      select l.tenant_id, pg_catalog.count(*) as count, pg_catalog.min(l.at) as first_at, pg_catalog.max(l.at) as last_at,
             tenet_private.merkle_root(pg_catalog.string_agg(l.leaf, ''::bytea order by l.number)) as root
        from leaves l
       group by l.tenant_id
    ), batches as (
      select (row(f.tenant_id, coalesce(last.number, 0) + 1, coalesce(last.first + last.count, 0), f.count,
                  state.sealed_through, through, f.first_at, f.last_at, pg_catalog.clock_timestamp(),
                  f.root, coalesce(last.hash, pg_catalog.decode(pg_catalog.repeat('00', 32), 'hex')), null)::tenet.audit_batches) as b
        from fresh f
        left join lateral (
               select l.number, l.first, l.count, l.hash
                 from tenet.audit_batches l
                where l.tenant_id = f.tenant_id
                order by l.number desc
                limit 1
             ) last
          on true
    ), written as (
      insert into tenet.audit_batches
        (tenant_id, number, first, count, after_number, through_number, first_at, last_at, sealed_at, root, previous, hash)
      select (b).tenant_id, (b).number, (b).first, (b).count, (b).after_number, (b).through_number, (b).first_at, (b).last_at,
             (b).sealed_at, (b).root, (b).previous,
             pg_catalog.sha256('\x02'::bytea || pg_catalog.convert_to(tenet_private.batch_header(b), 'UTF8'))
        from batches
      returning count
    )
    select coalesce(pg_catalog.sum(w.count), 0) into sealed from written w;
    state.sealed_through := through;
    if through = state.pending_through then
      state.pending_through := null;
    end if;
  end if;

  if state.pending_through is null then
    state.pending_through := nullif(greatest(newest, state.sealed_through), state.sealed_through);
    state.pending_before := case when state.pending_through is not null then transaction_id end;
  end if;

  update tenet_private.audit_seals s
     set sealed_through = state.sealed_through,
         pending_through = state.pending_through,
         pending_before = state.pending_before
   where row(s.sealed_through, s.pending_through, s.pending_before) is distinct from row(state.sealed_through, state.pending_through, state.pending_before);
  if sealed > 0 then
    perform pg_catalog.pg_notify('tenet_audit', pg_catalog.replace(pg_catalog.gen_random_uuid()::text, '-', ''));
  end if;
  return sealed;
end
$$;
comment on function tenet_private.seal_audit(integer) is
  'Seals what was marked by an earlier call and has settled since, numbers of at most batch_limit events at a time, one batch a tenant; then marks what came after. Returns how many events it sealed. One at a time: a second caller returns 0. Listeners of the channel tenet_audit hear that there is something, and nothing else.';
revoke execute on function tenet_private.seal_audit(integer) from public;
grant execute on function tenet_private.seal_audit(integer) to tenet_worker;

create or replace function tenet_private.sealed_through()
  returns bigint
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select s.sealed_through from tenet_private.audit_seals s
$$;
comment on function tenet_private.sealed_through() is 'Number of the last event that is sealed.';
revoke execute on function tenet_private.sealed_through() from public;
grant execute on function tenet_private.sealed_through() to tenet_views, tenet_visitor;   -- a view's functions are called as its reader

create or replace function tenet_private.sealing_lag()
  returns interval
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select coalesce(pg_catalog.clock_timestamp() - pg_catalog.min(e.at), interval '0')
    from tenet.audit_events e
   where e.number > (select s.sealed_through from tenet_private.audit_seals s)
$$;
comment on function tenet_private.sealing_lag() is 'Age of the oldest event that is not sealed yet: the time within which the trail could still be altered unseen.';
revoke execute on function tenet_private.sealing_lag() from public;
grant execute on function tenet_private.sealing_lag() to tenet_worker, tenet_auditor;

-- Events of batches ---------------------------------------------------------------------------------------------------------

create or replace function tenet_private.batch_events(tenant uuid, after_batch bigint, through_batch bigint)
  returns table (batch bigint, "position" bigint, event tenet.audit_events)
  language sql
  stable
  set search_path = ''
as $$
  select b.number,
         b.first + pg_catalog.row_number() over (partition by b.number order by e.number) - 1,
         e.event
    from tenet.audit_batches b
   cross join lateral (
           -- by workspace, as the primary key goes
           select x as event, x.number
             from (select w.id from tenet.workspaces w where w.tenant_id = b.tenant_id union all select tenet_private.no_uuid()) place
             join tenet.audit_events x
               on x.tenant_id = b.tenant_id
              and x.workspace_id = place.id
              and x.at between b.first_at and b.last_at
              and x.number > b.after_number
              and x.number <= b.through_number
         ) as e
   where b.tenant_id = batch_events.tenant
     and b.number > after_batch
     and b.number <= through_batch
   order by b.number, e.number
$$;
comment on function tenet_private.batch_events(uuid, bigint, bigint) is
  'The events of a tenant''s batches (after_batch, through_batch], in the order of the trail, with their positions.';
revoke execute on function tenet_private.batch_events(uuid, bigint, bigint) from public;

-- Checkpoints: what the sealing process signs and keeps outside of the database ----------------------------------------------

create or replace function tenet_private.sealed_tenants()
  returns setof uuid
  language sql
  stable
  set search_path = ''
as $$
  with recursive tenants as (   -- a loose index scan: one step a tenant
    (select b.tenant_id from tenet.audit_batches b order by b.tenant_id limit 1)
    union all
    select (select b.tenant_id from tenet.audit_batches b where b.tenant_id > t.tenant_id order by b.tenant_id limit 1)
      from tenants t
     where t.tenant_id is not null
  )
  select t.tenant_id from tenants t where t.tenant_id is not null
$$;
comment on function tenet_private.sealed_tenants() is 'The tenants whose trail has a batch; the nil uuid: the operator''s own.';
revoke execute on function tenet_private.sealed_tenants() from public;

create or replace function tenet_private.due_checkpoints(max_age interval, max_events bigint)
  returns table (tenant_id uuid, batch bigint, size bigint, hash bytea, signed_size bigint, signed_hash bytea)
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select t.tenant_id, newest.number, newest.first + newest.count, newest.hash, signed.size, signed.hash
    from tenet_private.sealed_tenants() t (tenant_id)
   cross join lateral (
           select b.number, b.first, b.count, b.hash
             from tenet.audit_batches b
            where b.tenant_id = t.tenant_id
            order by b.number desc
            limit 1
         ) newest
    left join lateral (
           select c.batch, c.size, c.signed_at, b.hash
             from tenet.audit_checkpoints c
             left join tenet.audit_batches b   -- gone, if somebody cut the trail off: then the sealer shall see it and refuse
               on b.tenant_id = c.tenant_id
              and b.number = c.batch
            where c.tenant_id = t.tenant_id
            order by c.batch desc
            limit 1
         ) signed
      on true
   where newest.number < signed.batch
      or (newest.number > coalesce(signed.batch, 0)
        and (newest.first + newest.count - coalesce(signed.size, 0) >= max_events
          or (select b.sealed_at from tenet.audit_batches b where b.tenant_id = t.tenant_id and b.number = coalesce(signed.batch, 0) + 1)
             <= pg_catalog.clock_timestamp() - max_age))
$$;
comment on function tenet_private.due_checkpoints(interval, bigint) is
  'The tenants whose newest batch is to be signed: because the oldest unsigned one is max_age old, or max_events were sealed since. signed_size and signed_hash: what was signed last; null for nothing yet.';
revoke execute on function tenet_private.due_checkpoints(interval, bigint) from public;
grant execute on function tenet_private.due_checkpoints(interval, bigint) to tenet_worker;

create or replace function tenet_private.batch_hash(tenant uuid, size bigint)
  returns bytea
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select b.hash
    from (
           select x.hash, x.first + x.count as ends
             from tenet.audit_batches x
            where x.tenant_id = batch_hash.tenant
              and x.first < batch_hash.size
            order by x.first desc
            limit 1
         ) b
   where b.ends = batch_hash.size
$$;
comment on function tenet_private.batch_hash(uuid, bigint) is 'The hash of the batch that ends at this size of a tenant''s trail; null when none does.';
revoke execute on function tenet_private.batch_hash(uuid, bigint) from public;
grant execute on function tenet_private.batch_hash(uuid, bigint) to tenet_worker;

create or replace function tenet_private.leaves_of(tenant uuid, from_position bigint, to_position bigint)
  returns setof bytea
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select tenet_private.audit_leaf(e.event)
    from (select pg_catalog.min(b.number) - 1 as after_batch, pg_catalog.max(b.number) as through_batch
            from tenet.audit_batches b
           where b.tenant_id = leaves_of.tenant
             and b.first < leaves_of.to_position
             and b.first >= coalesce((select pg_catalog.max(x.first) from tenet.audit_batches x where x.tenant_id = leaves_of.tenant and x.first <= leaves_of.from_position), 0)) range
   cross join lateral tenet_private.batch_events(leaves_of.tenant, range.after_batch, range.through_batch) e
   where e."position" >= leaves_of.from_position
     and e."position" < leaves_of.to_position
   order by e."position"
$$;
comment on function tenet_private.leaves_of(uuid, bigint, bigint) is 'Leaf hashes of a tenant''s trail, from one position up to but not including another.';
revoke execute on function tenet_private.leaves_of(uuid, bigint, bigint) from public;
grant execute on function tenet_private.leaves_of(uuid, bigint, bigint) to tenet_worker;

create or replace function tenet_private.record_checkpoint(tenant uuid, batch bigint, size bigint, note text)
  returns void
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  insert into tenet.audit_checkpoints (tenant_id, batch, size, note)
  select b.tenant_id, b.number, b.first + b.count, record_checkpoint.note
    from tenet.audit_batches b
   where b.tenant_id = record_checkpoint.tenant
     and b.number = record_checkpoint.batch
     and b.first + b.count = record_checkpoint.size
     and note like '%/' || b.tenant_id || E'\n' || (b.first + b.count) || E'\n' || pg_catalog.encode(b.hash, 'base64') || E'\nbatch ' || b.number || E'\n\n— %'
  on conflict do nothing
$$;
comment on function tenet_private.record_checkpoint(uuid, bigint, bigint, text) is 'Keeps a signed checkpoint for the tenant to take away; one that is kept already stays, and one that does not speak of this batch is not kept.';
revoke execute on function tenet_private.record_checkpoint(uuid, bigint, bigint, text) from public;
grant execute on function tenet_private.record_checkpoint(uuid, bigint, bigint, text) to tenet_worker;

create or replace function tenet_private.register_sealing_key(vkey text)
  returns void
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  insert into tenet.audit_keys (verification_key) values (vkey) on conflict do nothing
$$;
comment on function tenet_private.register_sealing_key(text) is 'Makes a verification key known, so that tenants can be told which keys ever signed. The signing key is never in the database.';
revoke execute on function tenet_private.register_sealing_key(text) from public;
grant execute on function tenet_private.register_sealing_key(text) to tenet_worker;

-- The same events as log lines ------------------------------------------------------------------------------------------------

create or replace function tenet_private.read_audit_log(batch_limit integer)
  returns table (number bigint, header text, leaf bytea)
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select e.number, tenet_private.audit_header(e), tenet_private.audit_leaf(e)
    from tenet.audit_events e
   cross join tenet_private.audit_seals s
   where e.number > s.logged_through
     and e.number <= s.sealed_through
   order by e.number
   limit batch_limit
$$;
comment on function tenet_private.read_audit_log(integer) is 'Sealed events that were not yet written as log lines, oldest first, with the hash that the trail has of them.';
revoke execute on function tenet_private.read_audit_log(integer) from public;
grant execute on function tenet_private.read_audit_log(integer) to tenet_worker;

create or replace function tenet_private.advance_audit_log(through bigint)
  returns void
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  update tenet_private.audit_seals s
     set logged_through = through
   where s.logged_through < through
     and through <= s.sealed_through
$$;
comment on function tenet_private.advance_audit_log(bigint) is 'Notes that events up to this number were written as log lines. A process that dies before it says so writes some lines again.';
revoke execute on function tenet_private.advance_audit_log(bigint) from public;
grant execute on function tenet_private.advance_audit_log(bigint) to tenet_worker;

reset role;
--! EndIncluded functions/audit_seal.sql
--! Included functions/audit_forget.sql
-- Forgetting: how payloads, and at the end whole batches, leave the trail without breaking its proof.
--
-- A removal is announced by an event of the trail, and done only once that event is sealed and a checkpoint of it is signed. So every
-- gap that a verification can meet was already accounted for, outside of the database, before it was made; and a gap without such an
-- event is tampering. Crashes in between leave an announcement that is worked off later.
--
-- Payloads go one by one: their commitment stays, so every leaf and root above it stays what it was. Headers go only with their whole
-- batch, oldest batches first; the row of the batch stays as the anchor of the chain.

set local role tenet_resolver;

create or replace function tenet_private.is_removal_notice(action text)
  returns boolean
  language sql
  immutable
  parallel safe
  return action in ('audit.payloads_forgotten', 'audit.events_pruned');
comment on function tenet_private.is_removal_notice(text) is 'Whether an event announces a removal: its own payload is never forgotten, and every export discloses it.';
revoke execute on function tenet_private.is_removal_notice(text) from public;

create or replace function tenet_private.is_window(keep_for interval)
  returns boolean
  language sql
  immutable
  parallel safe
  set search_path = ''
as $$
  -- '-100 years 36030 days' compares as 30 days, and reaches a year into the future when it is taken from a date.
  select least(extract(year from keep_for), extract(month from keep_for), extract(day from keep_for),
               extract(hour from keep_for), extract(minute from keep_for), extract(second from keep_for)) >= 0
     and extract(year from keep_for) <= 1000
     and extract(day from keep_for) <= 400000
$$;
comment on function tenet_private.is_window(interval) is 'Whether an interval is a plain length of time, up to a thousand years: no part of it negative. Null for null.';
revoke execute on function tenet_private.is_window(interval) from public;
grant execute on function tenet_private.is_window(interval) to tenet_owner;

create or replace function tenet_private.audit_window(tenant uuid, workspace uuid)
  returns interval
  language sql
  stable
  set search_path = ''
as $$
  select case
           when tenet_private.is_held(audit_window.tenant, audit_window.workspace) then null
           when chosen.tenant_id is null then l.standard
           when l.longest is null then greatest(chosen.keep_for, case when chosen.keep_for is not null then l.shortest end)
           else least(greatest(chosen.keep_for, l.shortest), l.longest)
         end
    from tenet.audit_limits l
    left join tenet.audit_windows chosen
      on chosen.tenant_id = audit_window.tenant
     and chosen.workspace_id = audit_window.workspace
$$;
comment on function tenet_private.audit_window(uuid, uuid) is
  'For how long the trail of a workspace is kept: what its owner chose, within the operator''s limits of today, or the operator''s standard. Null: for ever, also while a legal hold lasts.';
revoke execute on function tenet_private.audit_window(uuid, uuid) from public;

create or replace function tenet_private.longest_audit_window(tenant uuid)
  returns interval
  language sql
  stable
  set search_path = ''
as $$
  select case
           when pg_catalog.bool_or(places.keep_for is null) then null
           else pg_catalog.max(places.keep_for)
         end
    from (
           select tenet_private.audit_window(w.tenant_id, w.id) as keep_for from tenet.workspaces w where w.tenant_id = longest_audit_window.tenant
            union all
           select l.standard from tenet.audit_limits l
            where not exists (select from tenet.workspaces w where w.tenant_id = longest_audit_window.tenant)
         ) places
$$;
comment on function tenet_private.longest_audit_window(uuid) is
  'The longest window among a tenant''s workspaces, which is that of what concerns the tenant as a whole and of headers; null when one keeps for ever.';
revoke execute on function tenet_private.longest_audit_window(uuid) from public;

create or replace function tenet_private.audit_positions(tenant uuid, numbers bigint[])
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  with wanted as (
    select distinct b.number as batch
      from pg_catalog.unnest(numbers) as n (number)
     cross join lateral (
             select x.number
               from tenet.audit_batches x
              where x.tenant_id = audit_positions.tenant
                and x.through_number >= n.number
              order by x.through_number
              limit 1
           ) b
  ), found as (
    select pg_catalog.range_agg(pg_catalog.int8range(e."position", e."position", '[]')) as positions
      from wanted w
     cross join lateral tenet_private.batch_events(audit_positions.tenant, w.batch - 1, w.batch) e
     where (e.event).number = any (numbers)
  )
  select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_array(pg_catalog.lower(r), pg_catalog.upper(r) - 1) order by r)
    from found, pg_catalog.unnest(found.positions) r
$$;
comment on function tenet_private.audit_positions(uuid, bigint[]) is 'Where sealed events stand in a tenant''s trail, as ranges [[from, to], …].';
revoke execute on function tenet_private.audit_positions(uuid, bigint[]) from public;

create or replace function tenet_private.announce_forgetting(tenant uuid, workspace uuid, numbers bigint[], reason text)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  perform tenet_private.record_event(
    tenant => announce_forgetting.tenant,
    workspace => announce_forgetting.workspace,
    action => 'audit.payloads_forgotten',
    category => 'deletion',
    severity => 'notice',
    actor_kind => 'job',
    actor_name => 'retention',
    object_type => 'audit_events',
    payload => pg_catalog.jsonb_build_object(
      'positions', tenet_private.audit_positions(announce_forgetting.tenant, numbers),
      'events', pg_catalog.cardinality(numbers),
      'reason', reason));
  insert into tenet_private.audit_removals (tenant_id, event_number, workspace_id, event_numbers)
  values (announce_forgetting.tenant, pg_catalog.currval('tenet_private.audit_numbers'), announce_forgetting.workspace, numbers);
end
$$;
comment on function tenet_private.announce_forgetting(uuid, uuid, bigint[], text) is 'Announces that the payloads of these sealed events go.';
revoke execute on function tenet_private.announce_forgetting(uuid, uuid, bigint[], text) from public;

create or replace function tenet_private.forget_payloads(
  tenant uuid,
  object_type text default null,
  object_ids text[] default '{}',
  person uuid default null,
  reason text default 'erasure',
  out announced bigint,
  out waiting bigint
)
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  group_of record;
begin
  if reason is null or reason = '' then
    raise exception 'forgetting needs a reason' using errcode = 'TN422', hint = 'It is kept in the trail: for example the number of the erasure.';
  end if;
  announced := 0;
  for group_of in
    with concerned as (
      select e.workspace_id, e.number
        from tenet.audit_events e
       where e.tenant_id = forget_payloads.tenant
         and e.object_id = any (forget_payloads.object_ids)
         and e.object_type is not distinct from coalesce(forget_payloads.object_type, e.object_type)
         and e.payload is not null
         and not tenet_private.is_removal_notice(e.action)
      union
      select e.workspace_id, e.number
        from tenet.audit_events e
       where e.tenant_id = forget_payloads.tenant
         and forget_payloads.person in (e.actor_id, e.behalf_of)
         and e.payload is not null
         and not tenet_private.is_removal_notice(e.action)
    ), unannounced as (
      select c.*, c.number > (select s.sealed_through from tenet_private.audit_seals s) as unsealed
        from concerned c
       where not exists (
               select
                 from tenet_private.audit_removals r
                where r.tenant_id = forget_payloads.tenant
                  and r.done_at is null
                  and c.number = any (r.event_numbers))
    ), numbered as (
      select u.*, pg_catalog.row_number() over (partition by u.workspace_id, u.unsealed order by u.number) as place
        from unannounced u
    )
    select n.workspace_id, n.unsealed, pg_catalog.array_agg(n.number order by n.number) as numbers
      from numbered n
     group by n.workspace_id, n.unsealed, (n.place - 1) / 1000
     order by n.unsealed, n.workspace_id
  loop
    if group_of.unsealed or tenet_private.is_held(forget_payloads.tenant, nullif(group_of.workspace_id, tenet_private.no_uuid())) then
      waiting := coalesce(waiting, 0) + pg_catalog.cardinality(group_of.numbers);
    else
      perform tenet_private.announce_forgetting(forget_payloads.tenant, group_of.workspace_id, group_of.numbers, reason);
      announced := announced + pg_catalog.cardinality(group_of.numbers);
    end if;
  end loop;
  waiting := coalesce(waiting, 0);
end
$$;
comment on function tenet_private.forget_payloads(uuid, text, text[], uuid, text) is
  'Forgets what a tenant''s trail says about some objects, and what one person did: announces it, and apply_audit_removals() does it once the announcement is sealed and signed. Returns how many payloads were announced now, and how many wait, to be sealed first or for the end of a legal hold: call again until both are 0. Headers stay: they hold no personal data but ids. Raises TN422 without a reason.';
revoke execute on function tenet_private.forget_payloads(uuid, text, text[], uuid, text) from public;
grant execute on function tenet_private.forget_payloads(uuid, text, text[], uuid, text) to tenet_worker;

-- Retention of the trail ------------------------------------------------------------------------------------------------------

create or replace function tenet_private.pruned_through(tenant uuid)
  returns bigint
  language sql
  stable
  return coalesce(
    (select pg_catalog.max(r.pruned_through) from tenet_private.audit_removals r where r.tenant_id = pruned_through.tenant and r.pruned_through > 0), 0);
comment on function tenet_private.pruned_through(uuid) is 'The last batch of a tenant whose events are gone; 0 when all are there.';
revoke execute on function tenet_private.pruned_through(uuid) from public;

create or replace function tenet_private.outdated_batches()
  returns table (tenant_id uuid, through_batch bigint, events bigint)
  language sql
  stable
  set search_path = ''
as $$
  select t.tenant_id, oldest.number, oldest.first + oldest.count
    from tenet_private.sealed_tenants() t (tenant_id)
   cross join lateral (
           select tenet_private.pruned_through(t.tenant_id) as pruned, tenet_private.longest_audit_window(t.tenant_id) as keep_for
            offset 0
         ) kept
   cross join lateral (
           -- Months are dropped, single events are deleted. So a trail that is kept for long leaves by whole months; and with a month
           -- what was sealed together with the end of it, up to an hour into the next, lest a few events keep all the others there.
           select case
                    when kept.keep_for < interval '6 months' then pg_catalog.clock_timestamp() - kept.keep_for
                    else pg_catalog.date_trunc('month', pg_catalog.clock_timestamp() - kept.keep_for - interval '1 hour', 'UTC')
                  end as before,
                  case when kept.keep_for < interval '6 months' then interval '0' else interval '1 hour' end as beyond
         ) goes
   cross join lateral (
           select b.number, b.first, b.count
             from tenet.audit_batches b
            where b.tenant_id = t.tenant_id
              and b.number > kept.pruned
              and b.number < coalesce(
                    (select x.number
                       from tenet.audit_batches x
                      where x.tenant_id = t.tenant_id and x.number > kept.pruned and x.last_at >= goes.before + goes.beyond
                      order by x.number
                      limit 1),
                    9223372036854775807)
              and b.first_at < goes.before
            order by b.number desc
            limit 1
         ) oldest
   where not exists (
           select
             from tenet_private.audit_removals r
            where r.tenant_id = t.tenant_id
              and r.done_at is null
              and r.through_batch >= oldest.number)
$$;
comment on function tenet_private.outdated_batches() is
  'The tenants whose oldest batches are past the longest window of the tenant, and not announced as going yet: through which batch, and how many events the trail had by then.';
revoke execute on function tenet_private.outdated_batches() from public;

create or replace function tenet_private.announce_audit_retention(batch_limit integer default 1000)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  sealed bigint := (select s.sealed_through from tenet_private.audit_seals s);
  place record;
  progress tenet_private.audit_progress;
  looked record;
  announced integer := 0;
begin
  perform tenet_private.create_audit_partitions();

  for place in select * from tenet_private.outdated_batches() loop
    perform tenet_private.record_event(
      tenant => place.tenant_id,
      workspace => null,
      action => 'audit.events_pruned',
      category => 'deletion',
      severity => 'notice',
      actor_kind => 'job',
      actor_name => 'retention',
      object_type => 'audit_batches',
      payload => pg_catalog.jsonb_build_object(
        'batches', pg_catalog.jsonb_build_array(1, place.through_batch), 'events', place.events, 'reason', 'retention'));
    insert into tenet_private.audit_removals (tenant_id, event_number, through_batch, pruned_through)
    values (place.tenant_id, pg_catalog.currval('tenet_private.audit_numbers'), place.through_batch, 0);
    announced := announced + 1;
  end loop;

  -- Payloads of workspaces with a shorter window than others of their tenant.
  for place in
    select w.tenant_id, w.id as workspace_id, pg_catalog.clock_timestamp() - w.keep_for as cutoff
      from (select x.tenant_id, x.id, tenet_private.audit_window(x.tenant_id, x.id) as keep_for, tenet_private.longest_audit_window(x.tenant_id) as longest
              from tenet.workspaces x) w
     where w.keep_for is not null
       and (w.longest is null or w.keep_for < w.longest)
  loop
    select * into progress from tenet_private.audit_progress p where p.tenant_id = place.tenant_id and p.workspace_id = place.workspace_id;
    select pg_catalog.array_agg(e.number order by e.number) filter (where e.payload is not null and not tenet_private.is_removal_notice(e.action)) as numbers,
           pg_catalog.max(e.at) as last_at,
           (pg_catalog.array_agg(e.id order by e.at desc, e.id desc))[1] as last_id
      into looked
      from (
             select x.number, x.at, x.id, x.payload, x.action
               from tenet.audit_events x
              where x.tenant_id = place.tenant_id
                and x.workspace_id = place.workspace_id
                and x.at < place.cutoff
                and (x.at, x.id) > (coalesce(progress.forgotten_at, '-infinity'), coalesce(progress.forgotten_id, tenet_private.no_uuid()))
                and x.number <= sealed
              order by x.at, x.id
              limit batch_limit
           ) e;
    continue when looked.last_at is null;
    insert into tenet_private.audit_progress (tenant_id, workspace_id, forgotten_at, forgotten_id)
    values (place.tenant_id, place.workspace_id, looked.last_at, looked.last_id)
    on conflict (tenant_id, workspace_id) do update
      set forgotten_at = excluded.forgotten_at,
          forgotten_id = excluded.forgotten_id;
    if pg_catalog.cardinality(looked.numbers) > 0 then
      perform tenet_private.announce_forgetting(place.tenant_id, place.workspace_id, looked.numbers, 'retention');
    end if;
    announced := announced + 1;
  end loop;
  return announced;
end
$$;
comment on function tenet_private.announce_audit_retention(integer) is
  'Announces what is past its window in the trails: whole batches, and payloads of workspaces with a shorter window than their tenant''s longest (at most batch_limit a workspace and call). Returns how many tenants and workspaces had something. Also makes the partitions of the coming months.';
revoke execute on function tenet_private.announce_audit_retention(integer) from public;
grant execute on function tenet_private.announce_audit_retention(integer) to tenet_worker;

create or replace function tenet_private.is_removal_due(tenant uuid, event_number bigint)
  returns boolean
  language sql
  stable
  return exists (
    select
      from tenet.audit_checkpoints c
     where c.tenant_id = is_removal_due.tenant
       and c.batch >= (
             select b.number
               from tenet.audit_batches b
              where b.tenant_id = is_removal_due.tenant
                and b.through_number >= is_removal_due.event_number
              order by b.through_number
              limit 1));
comment on function tenet_private.is_removal_due(uuid, bigint) is 'Whether the event that announces a removal is sealed, and signed for.';
revoke execute on function tenet_private.is_removal_due(uuid, bigint) from public;

create or replace function tenet_private.due_prunings()
  returns table (event_number bigint, tenant_id uuid, after_batch bigint, through_batch bigint, events bigint)
  language sql
  stable
  set search_path = ''
as $$
  select r.event_number, r.tenant_id, done.through_batch, r.through_batch,
         newest.first + newest.count - coalesce((select b.first + b.count from tenet.audit_batches b where b.tenant_id = r.tenant_id and b.number = done.through_batch), 0)
    from tenet_private.audit_removals r
   cross join lateral (select tenet_private.pruned_through(r.tenant_id) as through_batch offset 0) done
    join tenet.audit_batches newest
      on newest.tenant_id = r.tenant_id
     and newest.number = r.through_batch
   where r.done_at is null
     and r.through_batch is not null
     and tenet_private.is_removal_due(r.tenant_id, r.event_number)
     and not tenet_private.is_held(r.tenant_id, null)   -- a hold that came after the announcement
$$;
comment on function tenet_private.due_prunings() is
  'The removals of batches whose announcement is sealed and signed: the events of which batches (after_batch, through_batch] go, and how many they were.';
revoke execute on function tenet_private.due_prunings() from public;

create or replace function tenet_private.has_events(tenant uuid, after_batch bigint, through_batch bigint)
  returns boolean
  language sql
  stable
  set search_path = ''
as $$
  select exists (
    select
      from (
             select pg_catalog.min(b.first_at) as first_at, pg_catalog.max(b.last_at) as last_at,
                    pg_catalog.min(b.after_number) as after_number, pg_catalog.max(b.through_number) as through_number
               from tenet.audit_batches b
              where b.tenant_id = has_events.tenant
                and b.number > has_events.after_batch
                and b.number <= has_events.through_batch
           ) span
     cross join (select w.id from tenet.workspaces w where w.tenant_id = has_events.tenant union all select tenet_private.no_uuid()) place   -- as the primary key goes
      join tenet.audit_events e
        on e.tenant_id = has_events.tenant
       and e.workspace_id = place.id
       and e.at between span.first_at and span.last_at
       and e.number > span.after_number
       and e.number <= span.through_number)
$$;
comment on function tenet_private.has_events(uuid, bigint, bigint) is 'Whether an event of a tenant''s batches (after_batch, through_batch] is there still.';
revoke execute on function tenet_private.has_events(uuid, bigint, bigint) from public;

create or replace function tenet_private.drop_pruned_partitions()
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  gone_months date[];
  month date;
begin
  with months as (
    select m.month, m.month::timestamp at time zone 'UTC' as starts, (m.month + interval '1 month') at time zone 'UTC' as ends
      from (
             select pg_catalog.to_date(pg_catalog.substr(c.relname, 14), 'YYYY_MM') as month
               from pg_catalog.pg_inherits i
               join pg_catalog.pg_class c
                 on c.oid = i.inhrelid
              where i.inhparent = 'tenet.audit_events'::pg_catalog.regclass
                and c.relname ~ '^audit_events_\d{4}_\d{2}$'
           ) m
     where m.month + interval '1 month' < (pg_catalog.now() - interval '1 day') at time zone 'UTC'
  ), gone as materialized (
    select t.tenant_id, greatest(tenet_private.pruned_through(t.tenant_id), pg_catalog.max(d.through_batch)) as through_batch
      from tenet_private.sealed_tenants() t (tenant_id)
      left join tenet_private.due_prunings() d
        on d.tenant_id = t.tenant_id
     group by t.tenant_id
  )
  select pg_catalog.array_agg(m.month order by m.month)
    into gone_months
    from months m
   where not exists (   -- a batch that stays, and has an event in this month
           select
             from tenet.audit_batches b
             join gone g
               on g.tenant_id = b.tenant_id
              and g.through_batch < b.number
            where pg_catalog.tstzrange(b.first_at, b.last_at, '[]') && pg_catalog.tstzrange(m.starts, m.ends)
              and (b.first_at >= m.starts
                or b.last_at < m.ends
                or exists (   -- it reaches over all of the month
                     select
                       from (select w.id from tenet.workspaces w where w.tenant_id = b.tenant_id union all select tenet_private.no_uuid()) place
                       join tenet.audit_events e
                         on e.tenant_id = b.tenant_id
                        and e.workspace_id = place.id
                        and e.at >= m.starts
                        and e.at < m.ends
                        and e.number > b.after_number
                        and e.number <= b.through_number)))
     and not exists (   -- an event that is in no batch yet
           select
             from tenet.audit_events e
            where e.number > (select s.sealed_through from tenet_private.audit_seals s)
              and e.at >= m.starts
              and e.at < m.ends);
  foreach month in array coalesce(gone_months, '{}') loop
    perform tenet_private.drop_audit_partition(month);
  end loop;
exception when lock_not_available then
  null;   -- the trail is busy: what would have gone with the partition is deleted, or goes at the next run
end
$$;
comment on function tenet_private.drop_pruned_partitions() is
  'Drops the months of the trail of which every event goes now, whoever''s it is: a thousandth of the work of deleting them.';
revoke execute on function tenet_private.drop_pruned_partitions() from public;

create or replace function tenet_private.prune_audit_batches(batch_limit integer)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  removed bigint;
  pruning record;
  going record;
begin
  -- Those that were announced together go together, with their months: one by one they would be deleted for the sake of the next.
  if exists (
    select
      from tenet_private.audit_removals r
     where r.done_at is null
       and r.through_batch is not null
       and r.announced_at > pg_catalog.clock_timestamp() - interval '1 hour'
       and not tenet_private.is_removal_due(r.tenant_id, r.event_number)) then
    return 0;
  end if;
  if not exists (select from tenet_private.audit_removals r where r.done_at is null and r.through_batch is not null) then
    return 0;
  end if;
  perform tenet_private.drop_pruned_partitions();

  with gone as (
    select d.* from tenet_private.due_prunings() d where not tenet_private.has_events(d.tenant_id, d.after_batch, d.through_batch)
  ), done as (
    update tenet_private.audit_removals r
       set pruned_through = g.through_batch,
           done_at = pg_catalog.clock_timestamp()
      from gone g
     where r.tenant_id = g.tenant_id
       and r.event_number = g.event_number
  )
  select pg_catalog.sum(g.events) into removed from (select pg_catalog.max(x.events) as events from gone x group by x.tenant_id) g;
  if removed > 0 then
    return removed;
  end if;

  -- What lies in a month that somebody keeps: from the first batch that has an event on.
  select * into pruning from tenet_private.due_prunings() d order by d.event_number limit 1;
  if not found then
    return 0;
  end if;
  select pg_catalog.min(b.first_at) as first_at, pg_catalog.max(b.last_at) as last_at,
         pg_catalog.min(b.after_number) as after_number, pg_catalog.max(b.through_number) as through_number,
         pg_catalog.max(b.number) as through_batch, pg_catalog.sum(b.count) as events
    into going
    from tenet.audit_batches b,
         (
           select x.first
             from tenet.audit_batches x
            where x.tenant_id = pruning.tenant_id
              and x.number > pruning.after_batch
              and tenet_private.has_events(x.tenant_id, x.number - 1, x.number)
            order by x.number
            limit 1
         ) oldest
   where b.tenant_id = pruning.tenant_id
     and b.number <= pruning.through_batch
     and b.first >= oldest.first
     and b.first < oldest.first + greatest(batch_limit, 1);
  delete from tenet.audit_events e
   using (select w.id from tenet.workspaces w where w.tenant_id = pruning.tenant_id union all select tenet_private.no_uuid()) place
   where e.tenant_id = pruning.tenant_id
     and e.workspace_id = place.id
     and e.at between going.first_at and going.last_at
     and e.number > going.after_number
     and e.number <= going.through_number;
  update tenet_private.audit_removals r
     set pruned_through = going.through_batch,
         done_at = case when going.through_batch = r.through_batch then pg_catalog.clock_timestamp() end
   where r.tenant_id = pruning.tenant_id
     and r.event_number = pruning.event_number;
  return going.events;
end
$$;
comment on function tenet_private.prune_audit_batches(integer) is
  'Removes the events of batches that are due to go: all that are alone in their months at once, with these, or else those of about batch_limit events of one tenant. Returns how many events went; 0 when nothing is due.';
revoke execute on function tenet_private.prune_audit_batches(integer) from public;

create or replace function tenet_private.apply_audit_removals(batch_limit integer default 1000)
  returns bigint
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  removal tenet_private.audit_removals;
  removed bigint;
begin
  perform from tenet_private.audit_removals r where r.done_at is null order by r.announced_at, r.event_number limit 1 for update;   -- one at a time
  removed := tenet_private.prune_audit_batches(batch_limit);
  if removed > 0 then
    return removed;
  end if;

  select r.*
    into removal
    from tenet_private.audit_removals r
   where r.done_at is null
     and r.through_batch is null
     and tenet_private.is_removal_due(r.tenant_id, r.event_number)
     and not tenet_private.is_held(r.tenant_id, nullif(r.workspace_id, tenet_private.no_uuid()))   -- a hold that came after the announcement
   order by r.announced_at
   limit 1;
  if not found then
    return 0;
  end if;
  update tenet.audit_events e
     set payload = null,
         salt = null,
         commitment = tenet_private.audit_commitment(e)
   where e.tenant_id = removal.tenant_id
     and e.number = any (removal.event_numbers)
     and e.payload is not null;
  get diagnostics removed = row_count;
  update tenet_private.audit_removals r
     set done_at = pg_catalog.clock_timestamp()
   where r.tenant_id = removal.tenant_id
     and r.event_number = removal.event_number;
  return removed;
end
$$;
comment on function tenet_private.apply_audit_removals(integer) is
  'Does what was announced and whose announcement is sealed and signed: batches, see prune_audit_batches(), then the payloads that one removal names. Returns how many payloads or events went; 0 when nothing is due. One call at a time: others wait.';
revoke execute on function tenet_private.apply_audit_removals(integer) from public;
grant execute on function tenet_private.apply_audit_removals(integer) to tenet_worker;

reset role;

create or replace function tenet.limit_audit_retention(standard interval, shortest interval default '30 days', longest interval default null)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  if not tenet_private.is_window(shortest) or not tenet_private.is_window(standard) or not tenet_private.is_window(longest) then
    raise exception 'a window is a plain length of time of at most a thousand years'
      using errcode = 'TN422', hint = 'For example interval ''24 months''.';
  end if;
  if shortest is null or shortest < interval '1 day' or standard < shortest or longest < shortest or standard > longest or (standard is null and longest is not null) then
    raise exception 'shortest % <= standard % <= longest % does not hold', shortest, standard, longest
      using errcode = 'TN422', hint = 'shortest is a day or more; null as standard keeps trails whose workspace set nothing, and goes with null as longest.';
  end if;
  update tenet.audit_limits l
     set standard = limit_audit_retention.standard,
         shortest = limit_audit_retention.shortest,
         longest = limit_audit_retention.longest;
  perform tenet_private.record_declaration('limit_audit_retention', null,
    pg_catalog.jsonb_build_object('standard', standard, 'shortest', shortest, 'longest', longest));
end
$$;
comment on function tenet.limit_audit_retention(interval, interval, interval) is
  'Says for how long audit trails are kept: standard where a workspace set nothing (null: for ever), and between which limits its owners may choose. Raises TN422 when the three contradict each other.';
--! EndIncluded functions/audit_forget.sql
--! Included policies/audit_batches.sql
-- audit_batches: the seals of the trail.
--   audit:inspect   takes them away with the evidence, through api.audit_evidence()
--   auditor         reads: how many events whose trail has, when they were sealed, and no event
--   worker          seals with tenet_private.seal_audit()

comment on table tenet.audit_batches is 'Sealed batches: of each a tree over its events'' leaves, chained to the batch before. They stay as anchors when their events are pruned.';
comment on column tenet.audit_batches.tenant_id is 'The tenant whose trail it is in; the nil uuid: the operator''s own.';
comment on column tenet.audit_batches.number is 'Counts the batches of the tenant, from 1.';
comment on column tenet.audit_batches.first is 'Position of its first event in the tenant''s trail, from 0.';
comment on column tenet.audit_batches.count is 'How many events it seals.';
comment on column tenet.audit_batches.after_number is 'Its events have higher numbers than this.';
comment on column tenet.audit_batches.through_number is 'And none higher than this.';
comment on column tenet.audit_batches.first_at is 'Time of its earliest event.';
comment on column tenet.audit_batches.last_at is 'Time of its latest event.';
comment on column tenet.audit_batches.sealed_at is 'When it was sealed.';
comment on column tenet.audit_batches.root is 'Root of the tree of RFC 9162 over its leaves, in the order of their numbers.';
comment on column tenet.audit_batches.previous is 'Hash of the batch before; 32 zero bytes for the first.';
comment on column tenet.audit_batches.hash is 'SHA-256 of all of the above that is not internal: the head of the trail as of this batch.';

alter table tenet.audit_batches enable row level security;
alter table tenet.audit_batches force row level security;

drop policy if exists all_resolver on tenet.audit_batches;
create policy all_resolver on tenet.audit_batches
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.audit_batches is 'Definer functions seal and prove.';

drop policy if exists select_auditor on tenet.audit_batches;
create policy select_auditor on tenet.audit_batches
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.audit_batches is 'DBAs see how the trail grows and that it is sealed.';

grant select, insert on tenet.audit_batches to tenet_resolver;
grant select on tenet.audit_batches to tenet_auditor;
-- update, delete: nobody
--! EndIncluded policies/audit_batches.sql
--! Included policies/audit_removals.sql
-- audit_removals: what is announced in the trail as going, and goes once the announcement is sealed and signed.
--   worker          works it off with tenet_private.apply_audit_removals()

comment on table tenet_private.audit_removals is 'Removals that an event of the trail announces: done only when that event is sealed and a checkpoint of it is signed, so that no verification ever meets a gap without its reason.';
comment on column tenet_private.audit_removals.tenant_id is 'The tenant whose trail it is.';
comment on column tenet_private.audit_removals.event_number is 'Number of the event that announces it.';
comment on column tenet_private.audit_removals.workspace_id is 'The workspace whose payloads go, or the nil uuid; null for batches.';
comment on column tenet_private.audit_removals.through_batch is 'All events of batches up to this number go; null for payloads.';
comment on column tenet_private.audit_removals.pruned_through is 'And those of batches up to this number are gone: 0 before, through_batch when it is done; null for payloads.';
comment on column tenet_private.audit_removals.event_numbers is 'Numbers of the events whose payload goes; null for batches.';
comment on column tenet_private.audit_removals.announced_at is 'When it was announced.';
comment on column tenet_private.audit_removals.done_at is 'When it was done; null before.';

alter table tenet_private.audit_removals enable row level security;
alter table tenet_private.audit_removals force row level security;

drop policy if exists all_resolver on tenet_private.audit_removals;
create policy all_resolver on tenet_private.audit_removals
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet_private.audit_removals is 'Forgetting is done by definer functions.';

grant select, insert (tenant_id, event_number, workspace_id, through_batch, pruned_through, event_numbers), update (pruned_through, done_at) on tenet_private.audit_removals to tenet_resolver;
--! EndIncluded policies/audit_removals.sql
