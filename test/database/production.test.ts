// The production shape, read from its files: there need not be a container engine to see that it holds.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

type Service = {
  command?: string[];
  environment: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  networks: string[];
  ports?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  healthcheck?: { test: string[] };
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = (file: string) => readFile(join(root, file), 'utf8');
const compose: { services: Record<string, Service>; networks: Record<string, { internal?: boolean }> } = parse(await text('docker-compose.yml'), { merge: true });
const { postgres, migrate, server, worker } = compose.services as Record<'postgres' | 'migrate' | 'server' | 'worker', Service>;

test('server and worker wait for the migration, which waits for Postgres', () => {
  expect(Object.keys(compose.services)).toEqual(['postgres', 'migrate', 'server', 'worker']);
  expect(postgres.healthcheck?.test).toContain('pg_isready');
  expect(migrate.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
  for (const service of [server, worker]) expect(service.depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } });
});

test('each process gets its own logins and no other', () => {
  const logins = (service: Service) => Object.values(service.environment).flatMap((value) => /^postgres:\/\/(\w+):/.exec(value)?.[1] ?? []);
  expect(logins(server)).toEqual(['tenet_authenticator', 'tenet_gateway']);
  expect(logins(worker)).toEqual(['tenet_worker']);
  expect(logins(migrate)).toEqual(['postgres', 'tenet_migrator', 'tenet_authenticator', 'tenet_gateway', 'tenet_worker']);
});

test('every password has to be given, is named in .env.example, and has no default anywhere', async () => {
  const example = await text('.env.example');
  const passwords = Object.values(compose.services).flatMap(({ environment }) =>
    Object.entries(environment).flatMap(([name, value]) => (/PASSWORD|URL/.test(name) && !/\$\{[A-Z_]+:-\}/.test(value) ? [/^(?:postgres:\/\/\w+:)?(.*?)(?:@postgres\/tenet)?$/.exec(value)![1]!] : [])),
  );
  expect(passwords.length).toBeGreaterThan(8);
  for (const password of passwords) {
    const variable = /^\$\{([A-Z_]+):\?see \.env\.example\}$/.exec(password)?.[1];
    expect(variable, password).toBeDefined();
    expect(example).toMatch(new RegExp(`^${variable}=$`, 'm'));
  }
});

test('the worker has to be given the key that signs the audit trail, which has no default; what is optional is empty', async () => {
  expect(worker.environment['TENET_SEALING_KEY']).toBe('${TENET_SEALING_KEY:?see .env.example}');
  expect(await text('.env.example')).toMatch(/^TENET_SEALING_KEY=$/m);
  const secrets = Object.entries(worker.environment).filter(([name]) => /SECRET|SMTP_URL|WEBHOOK_URL/.test(name));
  expect(secrets.length).toBe(4);
  for (const [name, value] of secrets) expect(value).toBe(`\${${name}:-}`);
  for (const service of [postgres, migrate, server]) expect(Object.keys(service.environment).join()).not.toContain('SEALING');
});

test('only the server can be reached, and only from this machine; nothing of ours can write to its files or gain rights', () => {
  expect(compose.networks.database?.internal).toBe(true);
  expect(server.ports).toEqual(['127.0.0.1:5678:5678']);
  for (const service of [postgres, migrate, worker]) {
    expect(service.ports).toBeUndefined();
    expect(service.networks).toEqual(service === worker ? ['database', 'outside'] : ['database']);
  }
  for (const service of [migrate, server, worker]) expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
});

test('the image holds every file and package that its three programs import, and no development package', async () => {
  const dockerfile = await text('Dockerfile');
  const copied = [...dockerfile.matchAll(/^COPY (\w+) \1$/gm)].map((match) => match[1]!);
  const { dependencies } = JSON.parse(await text('package.json'));
  const programs = [migrate, server, worker].map(({ command }) => command![1]!);
  const { files, packages } = await importsOf(programs);
  for (const file of files) expect(copied, file).toContain(file.split('/')[0]);
  for (const name of packages) expect(Object.keys(dependencies), name).toContain(name);
  expect(files).toContain('server/start.ts');
  expect(packages).toContain('postgraphile');
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile).not.toMatch(/^(ENV|ARG) .*PASSWORD/m);
});

/** Every file of the project, and every package, that these files need at start: what is imported later, on demand, is optional. */
async function importsOf(entries: string[]): Promise<{ files: string[]; packages: string[] }> {
  const files = new Set<string>();
  const packages = new Set<string>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    expect(existsSync(join(root, file)), file).toBe(true);
    for (const [how, isType, name] of (await text(file)).matchAll(/(?:^(?:import|export)\s(type\s)?(?:[^'";]*\sfrom\s)?|\bimport\()'([^']+)'/gm)) {
      if (isType || name!.startsWith('node:')) continue;
      if (name!.startsWith('.')) waiting.push(relative(root, join(root, dirname(file), name!)));
      else if (!how.startsWith('import(')) packages.add(name!.split('/').slice(0, name!.startsWith('@') ? 2 : 1).join('/')); // a package imported on request is optional
    }
  }
  return { files: [...files], packages: [...packages] };
}
