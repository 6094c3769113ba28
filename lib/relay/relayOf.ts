import { createFailureLimit } from "../http/failureLimit";
import type { Settings } from "../settings/settings";
import { folderOfRelay, type OpenRelay, openRelay, type RelayOptions } from "./openRelay";
import { openRelayView, type RelayView } from "./relayView";

/** Wrong tokens a minute: of one client, and of all together. */
export const relaySignInFailures = { perClient: 5, overall: 100 } as const;

type Relaying = Pick<Settings, "relayTo" | "relayToken" | "relayLimit" | "dataDir" | "operatorTokenHash">;

/**
 * The relay that the settings ask for: what receives has `open`, and pages have `view`. Null where they ask for none.
 * @throws StartError see `openRelay`
 */
export function relayOf(
  settings: Relaying,
  { pepper, ...told }: Pick<RelayOptions, "pepper" | "holder" | "onError" | "onDamage">,
): { readonly open: OpenRelay; readonly view: RelayView } | null {
  const { relayTo: address, relayToken: token, relayLimit, dataDir, operatorTokenHash } = settings;
  if (address === undefined) return null;
  const folder = folderOfRelay(dataDir);
  const limitBytes = relayLimit * 2 ** 20;
  const open = openRelay({ ...told, folder, pepper, address, token, limitBytes });
  const view = openRelayView({
    folder,
    dataFolder: dataDir,
    pepper,
    address,
    hasToken: token !== undefined,
    operatorTokenHash,
    limit: createFailureLimit(relaySignInFailures),
  });
  return { open, view };
}
