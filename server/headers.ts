import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';

// Answers are data, never pages: nothing may be loaded, framed or run from them.
const strict = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] } },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  referrerPolicy: { policy: 'no-referrer' },
  frameguard: { action: 'deny' },
});

const nothingPermitted = ['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'microphone', 'midi', 'payment', 'usb'].map((feature) => `${feature}=()`).join(', ');

/** Headers of every answer: the strictest policy there is, and no copy in any cache, because each answer belongs to one principal. */
export function securityHeaders(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Permissions-Policy', nothingPermitted);
  strict(request, response, next);
}

/** The policy of GraphiQL alone, which runs scripts of its own page, workers and web assembly of an editor. Development only. */
export const graphiqlPolicy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self' blob:",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');
