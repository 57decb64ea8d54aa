/**
 * `npm start`: server and worker. Outside of production it first finds a Postgres and installs Tenet there, and without
 * DATABASE_URL also the example. In production it installs nothing (`npm run migrate` does) and takes the URLs it is given.
 */
import { isProduction } from '../server/mode.ts';
import { startChild } from './child.ts';
import { failWith } from './fail.ts';
import { greet } from './greeting.ts';
import { environmentFor, prepareDatabase } from './prepare.ts';
import { askedToEnd } from './signals.ts';

process.env.NODE_ENV ??= 'development';
const prepared = isProduction() ? undefined : await prepareDatabase(console.log).catch(failWith);
const environment = prepared ? await environmentFor(prepared.urls) : {};

const asked = askedToEnd();
const children = await Promise.all(['server/index.ts', 'worker/index.ts'].map((file) => startChild(file, environment)));
if (prepared) void greet(environment, prepared.urls);

const ends = [prepared?.cluster, ...children].flatMap((process) => process?.ended ?? []);
const death = await Promise.race([asked, ...ends]);
if (death) console.error(`${death}: stopping the rest.`);
await Promise.all(children.map((child) => child.stop()));
await prepared?.cluster.stop();
process.exitCode = death ? 1 : 0;
