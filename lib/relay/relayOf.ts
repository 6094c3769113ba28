import type { FailureBudgets } from "../http/failureBudgets";
import { createSecretLimit } from "../http/failureLimit";
import type { Settings } from "../settings/settings";
import { folderOfRelay, type OpenRelay, openRelay, type RelayOptions } from "./openRelay";
import { openRelayView, type RelayView } from "./relayView";

/** Wrong tokens a minute. */
export const relaySignInFailures: FailureBudgets = { perClient: 5, perNetwork: 20, perRegion: 100 };

type Relaying = Pick<Settings, "relayTo" | "relayToken" | "relayLimit" | "dataDir" | "operatorTokenHash">;

/**
 * The relay that the settings ask for, as what receives has it. Null where they ask for none.
 * @throws StartError see `openRelay`
 */
export function relayOf(
  { relayTo: address, relayToken: token, relayLimit, dataDir }: Relaying,
  told: Pick<RelayOptions, "pepper" | "holder" | "onError" | "onDamage">,
): OpenRelay | null {
  if (address === undefined) return null;
  const folder = folderOfRelay(dataDir);
  return openRelay({ ...told, folder, address, token, limitBytes: relayLimit * 2 ** 20 });
}

/** The same as pages have it, in this process or another. */
export function relayViewOf(
  { relayTo: address, relayToken, dataDir, operatorTokenHash }: Relaying,
  pepper: string,
): RelayView | null {
  if (address === undefined) return null;
  return openRelayView({
    folder: folderOfRelay(dataDir),
    dataFolder: dataDir,
    pepper,
    address,
    hasToken: relayToken !== undefined,
    operatorTokenHash,
    limit: createSecretLimit(relaySignInFailures),
  });
}
