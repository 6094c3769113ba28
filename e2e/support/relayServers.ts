import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Installation } from "./installation";
import { createRoleClient, type RoleClient, signIn } from "./roleClient";
import { type RunningServer, startForEngines, startServer } from "./server";

/** Starts an installation as a relay to an address. */
export function startRelay(
  installation: Installation,
  address: string,
  more: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  return startServer(relaying(installation, address, more));
}

/** The same, and waits for no page. */
export function startRelayForEngines(
  installation: Installation,
  address: string,
  more: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  return startForEngines(relaying(installation, address, more));
}

function relaying({ environment }: Installation, address: string, more: Readonly<Record<string, string>>) {
  return { ...environment, RELAY_TO: address, TRUSTED_PROXIES: "1", ...more };
}

/** The admin of a relay that runs without an operator's token, signed in with the one that it made. */
export async function adminOf(installation: Installation, url: string): Promise<RoleClient> {
  const client = createRoleClient(url, "10.9.9.9");
  await signIn(client, "/relay", relayToken(installation));
  return client;
}

/** The token that a relay made for its pages. */
export function relayToken({ environment }: Installation): string {
  return readFileSync(join(environment.DATA_DIR ?? "", "relay-token"), "utf8").trim();
}
