import { isIPv6 } from 'node:net';
import type { Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { publicFailure } from './errors.ts';

/** Charges one request to a key and writes how much is left into the answer's headers, if there is one. Throws RATE_LIMITED when nothing is. */
export type RateLimit = (key: string, response?: Response) => Promise<void>;

/**
 * A limit of `points` requests a minute and key, counted in this process alone: several processes behind one address each allow
 * as many.
 */
export function rateLimit(points: number): RateLimit {
  const limiter = new RateLimiterMemory({ points, duration: 60 });
  return async (key, response) => {
    const left = await limiter.consume(key).catch((refused: unknown) => {
      if (refused instanceof RateLimiterRes) return refused;
      throw refused;
    });
    const seconds = Math.ceil(left.msBeforeNext / 1000);
    response?.setHeader('RateLimit-Limit', points);
    response?.setHeader('RateLimit-Remaining', left.remainingPoints);
    response?.setHeader('RateLimit-Reset', seconds);
    if (left.consumedPoints <= points) return;
    response?.setHeader('Retry-After', seconds);
    throw publicFailure('RATE_LIMITED');
  };
}

/** The key of an address: IPv6 by network, because one subscriber has 2^64 of them. */
export function addressKey(ip: string | undefined): string {
  if (ip === undefined) return 'unknown';
  if (!isIPv6(ip)) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped) return mapped[1] as string;
  const [head = '', tail = ''] = ip.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === '' ? [] : tail.split(':');
  const groups = ip.includes('::') ? [...front, ...Array<string>(8 - front.length - back.length).fill('0'), ...back] : front;
  return `${groups.slice(0, 4).join(':')}::/64`;
}
