interface Announced {
  /** For people and engines. */
  readonly url: string;
  /** What this process listens on. */
  readonly socket: string;
  /** Where the data are. */
  readonly location: string;
  /** Of a relay; null where this service is none. */
  readonly relay: { readonly address: string; readonly tokenFile: string | null } | null;
}

/** What somebody at a terminal is told when the service serves. */
export function announcement({ url, socket, location, relay }: Announced): string {
  return `
  DBLab Telemetry   ${url} (listening on ${socket})
  Data              ${location}
${relayLines(url, relay)}  Point an engine here, in its server.yml:

    platform:                     # DBLab Engine 3.4 and newer
      url: "${url}/api"

    global:                       # DBLab Engine 3.0 to 3.3
      telemetry:
        url: "${url}/api"

`;
}

function relayLines(url: string, relay: Announced["relay"]): string {
  if (relay === null) return "";
  const token = relay.tokenFile === null ? "the operator's token" : `the token in ${relay.tokenFile}`;
  return `  Relay of          ${relay.address}; rules and what left: ${url}/relay (${token})\n`;
}
