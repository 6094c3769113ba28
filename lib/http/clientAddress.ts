import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";

/**
 * The address that a rate limit counts. `X-Forwarded-For` is believed only as far as the operator's own proxies
 * wrote it: with one trusted proxy its last entry, with two the one before, and so on. An IPv6 client owns its
 * whole /64, so that is what counts. The result is held in memory for a minute, its network for a day, and never stored or logged.
 * @param peer the address of the TCP connection
 * @returns null where no address can be trusted
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string | null {
  if (trustedProxies === 0) return peer === undefined ? null : network(peer);
  const entries = (forwardedFor ?? "").split(",").flatMap((entry) => entry.trim() || []);
  const chosen = entries.at(-trustedProxies) ?? entries[0] ?? peer;
  return chosen === undefined ? null : network(chosen);
}

/** The address of a request of Node's own server, as `clientAddress` gives it. */
export function addressOfRequest(request: IncomingMessage, trustedProxies: number): string | null {
  const forwardedFor = request.headers["x-forwarded-for"]?.toString();
  return clientAddress(request.socket.remoteAddress, forwardedFor, trustedProxies);
}

/**
 * The network that a client can take addresses from at will: the IPv4 /24, or the IPv6 /48.
 * @param address as `clientAddress` gives it
 */
export function clientNetwork(address: string): string {
  const [, ofIpv4] = /^(\d+\.\d+\.\d+)\.\d+/.exec(address) ?? [];
  return ofIpv4 ?? address.split(":").slice(0, 3).join(":");
}

/**
 * The region that a network is one of many of: the IPv4 /16, or the IPv6 /32 that a provider is given.
 * @param address as `clientAddress` gives it
 */
export function clientRegion(address: string): string {
  const [, ofIpv4] = /^(\d+\.\d+)\.\d+\.\d+/.exec(address) ?? [];
  return ofIpv4 ?? address.split(":").slice(0, 2).join(":");
}

/** Gateways write `192.0.2.1:50000` and `[2001:db8::1]:50000`, too: the port is another one for each connection. */
function withoutPort(entry: string): string {
  const [, inBrackets, ofIpv4] = /^(?:\[([^\]]*)\]|(\d+\.\d+\.\d+\.\d+))(?::\d*)?$/.exec(entry) ?? [];
  return inBrackets ?? ofIpv4 ?? entry;
}

function network(entry: string): string {
  const [address = ""] = withoutPort(entry.replaceAll('"', "")).split("%");
  if (!address.includes(":")) return address.slice(0, 64);
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  if (!isIPv6(address)) return address.slice(0, 64);
  const [head = "", tail] = address.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail === undefined ? [] : tail.split(":").filter(Boolean);
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
