#!/usr/bin/env node
// The command `tenet`: finds the file of a command and runs it. Plain JavaScript, as it runs on whatever Node is there.
const commands = {
  'audit key': { file: './audit_key.ts', summary: 'makes a key that signs the audit trail' },
  'audit verify': { file: './audit_verify.mjs', summary: 'verifies an export of an audit trail, without network or database' },
};

const usage = `Usage: tenet <command> [arguments]

${Object.entries(commands).map(([name, { summary }]) => `  ${name}   ${summary}`).join('\n')}
  --help         this text; after a command, what it takes`;

process.exitCode = await run(process.argv.slice(2));

/** Each command's file exports run(argv), which returns the exit code: 0 yes, 1 no, 2 could not be done. */
async function run(argv) {
  const name = Object.keys(commands).find((words) => words === argv.slice(0, words.split(' ').length).join(' '));
  if (name !== undefined) return (await import(commands[name].file)).run(argv.slice(name.split(' ').length));
  const isHelp = argv[0] === '--help';
  if (argv.length > 0 && !isHelp) console.error(`There is no command ${argv.join(' ')}.\n`);
  console[isHelp ? 'log' : 'error'](usage);
  return isHelp ? 0 : 2;
}
