import { join } from 'node:path';
import type { Express, Request } from 'express';
import { z } from 'zod';
import { developmentMembers, signDevelopmentToken } from './development_issuer.ts';
import { publicFailure } from './errors.ts';
import type { Graphql } from './graphql.ts';
import { graphiqlPolicy } from './headers.ts';
import { isLoopback } from './loopback.ts';

/** The pages that only a development has: GraphiQL, and the tokens it signs in with. */
export type DevelopmentPages = { addTo(app: Express): void };

type Options = {
  /** Where the key of the development issuer lies. */
  folder: string;
  graphql(): Graphql;
};

const tokenBody = z.object({ email: z.string().max(320), workspace: z.string().max(200) });

/** GraphiQL at `/` with a bar above it to choose whom to be, and the two addresses that the bar asks. */
export function developmentPages({ folder, graphql }: Options): DevelopmentPages {
  return {
    addTo(app) {
      app.get('/development/members', async (request, response) => {
        refuseOthers(request);
        response.json(await developmentMembers(folder));
      });
      app.post('/development/token', async (request, response) => {
        refuseOthers(request);
        const { email, workspace } = tokenBody.parse(await readJson(request));
        response.json({ token: await signDevelopmentToken(folder, { email, workspace }) });
      });
      for (const file of ['bar.js', 'bar.css']) {
        app.get(`/development/${file}`, (_request, response) => response.sendFile(join(import.meta.dirname, 'graphiql', file), { cacheControl: false }));
      }
      app.get(['/', '/ruru-static/{*file}'], async (request, response) => {
        const answer = await graphql().page(request.path, { 'accept-encoding': request.headers['accept-encoding']?.toString() ?? '', 'if-none-match': request.headers['if-none-match'] ?? '' });
        if (answer === null) throw publicFailure('NOT_FOUND');
        response.setHeader('Content-Security-Policy', graphiqlPolicy);
        response.writeHead(answer.status, answer.headers);
        response.end(answer.body);
      });
    },
  };
}

/**
 * Tokens are given to this page alone, on this machine: a site elsewhere can neither send this header without being asked first, nor
 * reach us under a name of its own that it points here. The address is the socket's, and a proxy or tunnel, which is on this machine
 * as well, is told by what it forwards.
 */
function refuseOthers(request: Request): void {
  const isOurName = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.headers.host ?? '');
  const isForwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'].some((name) => name in request.headers);
  if (!isOurName || isForwarded || !isLoopback(request.socket.remoteAddress) || request.headers['x-tenet-development'] !== 'true') throw publicFailure('FORBIDDEN');
}

async function readJson(request: Request): Promise<unknown> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > 2000) throw publicFailure('BAD_INPUT');
  }
  return JSON.parse(text);
}

/** Puts the bar above GraphiQL, and starts GraphiQL from there: with the headers of whoever was chosen last. */
export const graphiqlPreset: GraphileConfig.Preset = {
  ruru: {
    htmlParts: {
      titleTag: '<title>Tenet</title><link rel="icon" href="data:,">',
      styleTags: (tags) => `${tags}<link rel="stylesheet" href="/development/bar.css">`,
      bodyContent: (content) => `<form id="tenet-bar" autocomplete="off"></form>${content}`,
      bodyInitScript: () => '<script type="module" src="/development/bar.js"></script>',
    },
  },
};
