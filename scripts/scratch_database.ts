/** A database that exists for the length of one script, the same every time. */
import type { DatabaseUrls } from '../database/urls.ts';
import { copyTemplate, type Scratch, startScratch, type Template } from '../test/scratch.ts';

export const withTenetDatabase = <Result>(work: (urls: DatabaseUrls) => Promise<Result>) => withCopy('tenet_template', work);
/** The same with the agency example loaded. */
export const withAgencyDatabase = <Result>(work: (urls: DatabaseUrls) => Promise<Result>) => withCopy('agency_template', work);

/** On the server that verify.ts started for all of them (TENET_SCRATCH), or on one of its own. */
async function withCopy<Result>(template: Template, work: (urls: DatabaseUrls) => Promise<Result>): Promise<Result> {
  const { TENET_SCRATCH } = process.env;
  const { scratch, stop } = TENET_SCRATCH ? { scratch: JSON.parse(TENET_SCRATCH) as Scratch, stop: async () => {} } : await startScratch();
  try {
    const { urls, drop } = await copyTemplate(scratch, template);
    try {
      return await work(urls);
    } finally {
      await drop();
    }
  } finally {
    await stop();
  }
}
