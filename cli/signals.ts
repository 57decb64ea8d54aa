/** Resolves when somebody asks this process to end: Ctrl-C, kill, or the terminal was closed. */
export function askedToEnd(): Promise<undefined> {
  return new Promise((settle) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => settle(undefined));
  });
}
