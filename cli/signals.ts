/**
 * Resolves when somebody asks this process to end: by Ctrl-C, kill, closing the terminal, or ending the npm that runs it, whose
 * shell dies without passing the signal on.
 */
export function askedToEnd(): Promise<undefined> {
  return new Promise((settle) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => settle(undefined));
    const parent = process.ppid;
    if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && settle(undefined), 500).unref();
  });
}
