-- A login may become every role that it is a member of, by one injected statement. The memberships are therefore few and fixed;
-- from Postgres 16 each of them also says that nothing is inherited.
select 'L10_logins_become_what_they_should' as name,
       'A login with a membership too many' as title,
       'ERROR' as level,
       '{privileges}'::text[] as categories,
       'tenet_authenticator may become tenet_visitor and tenet_anonymous, tenet_worker tenet_visitor, the other run-time roles nobody; none of them inherits.' as description,
       format('%s may become %s%s.', m.member::regrole, m.roleid::regrole, case when m.inherits then ', and inherits it' else '' end) as detail,
       format('revoke %s from %s;', m.roleid::regrole, m.member::regrole) as remediation,
       'L10_logins_become_what_they_should:' || m.member::regrole || ' ' || m.roleid::regrole as cache_key
  from (select a.roleid, a.member, coalesce((to_jsonb(a) ->> 'inherit_option')::boolean, r.rolinherit) as inherits
          from pg_catalog.pg_auth_members a
          join pg_catalog.pg_roles r
            on r.oid = a.member) m
 where m.member::regrole::text in ('tenet_visitor', 'tenet_anonymous', 'tenet_views', 'tenet_resolver', 'tenet_parser', 'tenet_authenticator', 'tenet_gateway', 'tenet_worker', 'tenet_auditor')
   and (m.inherits
     or (m.member::regrole::text, m.roleid::regrole::text) not in (
          ('tenet_authenticator', 'tenet_visitor'),
          ('tenet_authenticator', 'tenet_anonymous'),
          ('tenet_worker', 'tenet_visitor')
        ));
