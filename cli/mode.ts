/** Whether NODE_ENV says production; as for the server, every word that is not known does, so that a typing mistake opens nothing. */
export function isProduction(): boolean {
  return !['development', 'test'].includes(process.env.NODE_ENV ?? '');
}
