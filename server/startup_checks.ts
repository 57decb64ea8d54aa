import type { Pool } from 'pg';
import { judgeVersion, type Verdict } from '../database/supported_versions.ts';

/** What a run-time login is for, which decides what it may be. */
export type Purpose = 'authenticator' | 'gateway' | 'worker';

const mayBecome: Readonly<Record<Purpose, readonly string[]>> = {
  authenticator: ['tenet_visitor', 'tenet_anonymous'],
  gateway: [],
  worker: ['tenet_visitor'],
};

type Found = {
  login: string;
  superuser: boolean;
  bypasses_rls: boolean;
  manages: boolean;
  owned: string[];
  roles: string[];
  inherited: string[];
};

// From Postgres 16 each membership says whether it inherits, and the role's own attribute is only the default for new ones.
const look = `
  with recursive me as (select * from pg_catalog.pg_roles where rolname = session_user),
  become(oid) as (
    select roleid from pg_catalog.pg_auth_members, me where member = me.oid
    union
    select m.roleid from pg_catalog.pg_auth_members m, become b where m.member = b.oid
  )
  select me.rolname::text as login,
         me.rolsuper or exists (select from become b, pg_catalog.pg_roles r where r.oid = b.oid and r.rolsuper) as superuser,
         me.rolbypassrls or exists (select from become b, pg_catalog.pg_roles r where r.oid = b.oid and r.rolbypassrls) as bypasses_rls,
         me.rolcreaterole or me.rolcreatedb or me.rolreplication as manages,
         array(select format('%I.%I', n.nspname, c.relname)
                 from pg_catalog.pg_class c
                 join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname in ('app', 'api', 'tenet', 'tenet_private')
                  and c.relkind in ('r', 'p', 'v', 'm', 'f')
                  and (c.relowner = me.oid or c.relowner in (select oid from become))
                order by 1 limit 3) as owned,
         array(select r.rolname::text from become b, pg_catalog.pg_roles r where r.oid = b.oid order by 1) as roles,
         array(select r.rolname::text
                 from pg_catalog.pg_auth_members m
                 join pg_catalog.pg_roles r on r.oid = m.roleid
                where m.member = me.oid
                  and coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, me.rolinherit)
                order by 1) as inherited
    from me`;

/**
 * Looks at the login of a pool and says what makes it unfit to serve; empty when nothing does.
 *
 * A login is unfit when it is a superuser, bypasses row level security, may manage roles or databases, owns a governed relation or
 * can become a role that does, can become any role it does not need, or inherits rights instead of taking a role on.
 */
export async function checkLogin(pool: Pool, purpose: Purpose): Promise<string[]> {
  const { rows } = await pool.query<Found>(look);
  const found = rows[0];
  if (found === undefined) return ['the login does not exist'];
  const { login, owned, inherited } = found;
  const tooMany = found.roles.filter((role) => !mayBecome[purpose].includes(role));
  const faults: [boolean, string][] = [
    [found.superuser, 'is a superuser or can become one'],
    [found.bypasses_rls, 'bypasses row level security or can become a role that does'],
    [found.manages, 'may create roles or databases, or replicate'],
    [owned.length > 0, `owns ${owned.join(', ')}, itself or through a role it can become`],
    [tooMany.length > 0, `can become ${tooMany.join(', ')}, which it does not need`],
    [inherited.length > 0, `inherits the rights of ${inherited.join(', ')} instead of taking the role on (Postgres 16 and newer: grant … with inherit false)`],
  ];
  return faults.filter(([is]) => is).map(([, fault]) => `login ${login} ${fault}`);
}

/** Judges the release of the server that a pool reaches. */
export async function checkVersion(pool: Pool, isProduction: boolean): Promise<Verdict> {
  const { rows } = await pool.query<{ version: number }>("select current_setting('server_version_num')::integer as version");
  return judgeVersion(rows[0]?.version ?? 0, isProduction);
}
