/** Ends the program with one sentence; TENET_LOG_LEVEL=debug shows where it came from. */
export function failWith(error: unknown): never {
  const isDebugging = process.env.TENET_LOG_LEVEL === 'debug';
  console.error(error instanceof Error && !isDebugging ? error.message : error);
  process.exit(1);
}
