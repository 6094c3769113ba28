/** Names the relays that a request came through, so that one that leads back to one of them is found. */
export const relayPathHeader = "relay-path";

/** Nobody has more relays behind one another: what came through so many goes in a circle. */
const mostRelays = 16;

/** The ids of the relays that a request came through, in their order. @param header undefined without one */
export function relayPathOf(header: string | undefined): readonly string[] {
  return header?.match(/[0-9a-f]{32}/g)?.slice(0, mostRelays) ?? [];
}

/** Whether a request came through a relay before. */
export function isCircle(path: readonly string[], relayId: string): boolean {
  return path.includes(relayId) || path.length === mostRelays;
}

/** The header's value of what a relay sends on. */
export function extendPath(path: readonly string[], relayId: string): string {
  return [...path, relayId].join(", ");
}
