import { readOrMakeSecret } from "../lib/settings/secrets";
import type { Settings } from "../lib/settings/settings";

/** The key of all hashes of an installation, as its service has it. */
export function pepperOf({ instanceIdPepper, dataDir }: Settings): string {
  return instanceIdPepper ?? readOrMakeSecret(dataDir, "instance-id-pepper");
}
