import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { connected } from '../database/connected.ts';
import { isProduction } from './mode.ts';

/** What the tokens of development say about who issued them and for whom. The subject is an e-mail address. */
export const developmentIssuer = 'urn:tenet:development';
const developmentAudience = 'tenet';

/** A person of the database and one place where they may act. */
export type DevelopmentMember = { email: string; name: string; tenant: string; workspace: string; role: string };

type Kept = { key: JWK; members: DevelopmentMember[] };

const tokenSeconds = 900;
const fileName = 'development_issuer.json';

function refuseProduction(): void {
  if (isProduction()) {
    throw new Error('The development issuer signs tokens for anybody: it works with NODE_ENV=development or test only.');
  }
}

/**
 * Makes the database of a development trust tokens that this clone signs: keeps a key in the state folder (0600, made once), writes
 * the issuer down as tenet_migrator, and notes who there is to sign in as, which only an administrator can see across tenants.
 *
 * Throws in production.
 */
export async function trustDevelopmentIssuer({ folder, migratorUrl, adminUrl }: { folder: string; migratorUrl: string; adminUrl: string }): Promise<void> {
  refuseProduction();
  const key = (await readKept(folder).catch(() => null))?.key ?? (await newKey());
  const { d: _secret, ...publicKey } = key;
  await connected(migratorUrl, (client) =>
    client.query("select tenet.trust_issuer($1, preset => 'plain', audiences => $2, jwks => $3)", [developmentIssuer, [developmentAudience], JSON.stringify({ keys: [publicKey] })]),
  );
  const { rows: members } = await connected(adminUrl, (client) => client.query<DevelopmentMember>(listMembers, [developmentIssuer]));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, fileName), JSON.stringify({ key, members } satisfies Kept), { mode: 0o600 });
}

/** Those who can sign in here, one row a person and workspace. Throws when the issuer has not been set up. */
export async function developmentMembers(folder: string): Promise<DevelopmentMember[]> {
  return (await readKept(folder)).members;
}

/**
 * Signs a token of 15 minutes for an e-mail address, of somebody who signed in just now, with a second factor unless told otherwise.
 * Throws in production, and when the issuer has not been set up.
 */
export async function signDevelopmentToken(folder: string, { email, workspace, secondFactor = true }: { email: string; workspace?: string | undefined; secondFactor?: boolean }): Promise<string> {
  refuseProduction();
  const { key } = await readKept(folder);
  return new SignJWT({ email, auth_time: Math.floor(Date.now() / 1000), amr: secondFactor ? ['pwd', 'mfa'] : ['pwd'], ...(workspace === undefined ? {} : { workspace }) })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid as string })
    .setIssuer(developmentIssuer)
    .setAudience(developmentAudience)
    .setSubject(email)
    .setIssuedAt()
    .setExpirationTime(`${tokenSeconds}s`)
    .sign(await importJWK(key, 'EdDSA'));
}

async function readKept(folder: string): Promise<Kept> {
  return JSON.parse(await readFile(join(folder, fileName), 'utf8')) as Kept;
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const key = await exportJWK(privateKey);
  return { ...key, alg: 'EdDSA', use: 'sig', kid: (await calculateJwkThumbprint(key)).slice(0, 16) };
}

// Members, and whoever was let in as support and still is.
const listMembers = `
  select u.email, u.display_name as name, t.slug as tenant, w.slug as workspace, m.role
    from tenet.identities i
    join tenet.users u on u.id = i.user_id
    join (select m.tenant_id, m.workspace_id, m.user_id, m.role
            from tenet.memberships m
          union all
          select g.tenant_id, p.workspace_id, g.grantee_id, 'support'
            from tenet.support_grants g
            join tenet.support_grant_workspaces p on p.tenant_id = g.tenant_id and p.grant_id = g.id
           where g.revoked_at is null and g.ends_at > now()) m on m.user_id = u.id
    join tenet.tenants t on t.id = m.tenant_id
    join tenet.workspaces w on w.tenant_id = m.tenant_id and (m.workspace_id is null or m.workspace_id = w.id)
   where i.issuer = $1
   order by t.created_at, w.slug, m.role, u.email`;
