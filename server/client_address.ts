import type { IncomingMessage } from 'node:http';

/**
 * The address of whoever sent a request that does not pass through Express, by Express' own rule for a number of trusted proxies:
 * of the socket and what the proxies forwarded, nearest first, the first that is not a trusted proxy.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string | undefined {
  const forwarded = request.headersDistinct['x-forwarded-for']?.join(',').split(',') ?? [];
  const addresses = [request.socket.remoteAddress, ...forwarded.map((address) => address.trim()).reverse()];
  return addresses[Math.min(trustedProxies, addresses.length - 1)];
}
