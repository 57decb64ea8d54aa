/** `npm run token -- --as <email> --workspace <slug> [--without-second-factor]`: prints a token of the development issuer, and nothing else on stdout. */
import '../server/environment.ts';
import { parseArgs } from 'node:util';
import { stateFolder } from '../database/state.ts';
import { developmentMembers, signDevelopmentToken } from '../server/development_issuer.ts';
import { failWith } from './fail.ts';

process.env['NODE_ENV'] ??= 'development';
await print().catch(failWith);

async function print(): Promise<void> {
  const { as: email, workspace, 'without-second-factor': withoutSecondFactor = false } = parseArgs({
    options: { as: { type: 'string' }, workspace: { type: 'string' }, 'without-second-factor': { type: 'boolean' } },
  }).values;
  const members = await developmentMembers(stateFolder).catch(() => {
    throw new Error('There is no development issuer yet: npm start makes it.');
  });
  const people = members.filter((member) => member.email === email);
  if (email === undefined || people.length === 0) {
    const some = [...new Set(members.map((member) => member.email))].slice(0, 8).join(', ');
    throw new Error(`Say whom the token is for: npm run token -- --as <email> --workspace <slug>. Known are, among others: ${some}.`);
  }
  const places = people.map((member) => `${member.tenant}/${member.workspace}`);
  if (workspace !== undefined && !places.some((place) => place === workspace || place.endsWith(`/${workspace}`))) {
    throw new Error(`${email} is not in the workspace ${workspace}, but in: ${places.join(', ')}.`);
  }
  console.log(await signDevelopmentToken(stateFolder, { email, workspace, secondFactor: !withoutSecondFactor }));
}
