/** The environment a process runs in. Anything that is not named is production: a forgotten variable must not open a door. */
export type Mode = 'production' | 'development' | 'test';

/** What the word in NODE_ENV means; the one place that decides it. */
export function modeOf(word: string | undefined): Mode {
  return word === 'development' || word === 'test' ? word : 'production';
}

/** Whether this process, or one with another environment, runs in production. */
export function isProduction(environment: Readonly<{ NODE_ENV?: string | undefined }> = process.env): boolean {
  return modeOf(environment.NODE_ENV) === 'production';
}
