import { modeOf } from './mode.ts';

// The first import of every entry point. Grafast reads GRAPHILE_ENV while it is being loaded, so it must be settled before; and a
// Node that cannot run the product is told so in a sentence instead of failing in the first query.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 22)) {
  process.stderr.write(`Tenet needs Node 22.22 or newer and this is ${process.versions.node}: start it with npm run, which uses the Node of the project.\n`);
  process.exit(1);
}
process.env['GRAPHILE_ENV'] ??= modeOf(process.env['NODE_ENV']);
