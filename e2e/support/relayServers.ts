import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Installation } from "./installation";
import { createRoleClient, type RoleClient, signIn } from "./roleClient";
import { type RunningServer, startServer } from "./server";

/** A port that is free now, for a server that comes and goes. */
export function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** Starts an installation as a relay to an address. */
export function startRelay(
  installation: Installation,
  address: string,
  more: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  return startServer({ ...installation.environment, RELAY_TO: address, TRUSTED_PROXIES: "1", ...more });
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
