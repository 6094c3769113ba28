// `npm run admin -- <command>`: organizations, keys, tokens, support and health from a terminal. `help` lists the commands.

import { actors } from "../lib/organizations/audit/actors";
import { createPseudonyms } from "../lib/settings/pseudonyms";
import { readOrMakeSecret } from "../lib/settings/secrets";
import { type AdminOutcome, prepareAdmin } from "./admin/runAdmin";
import { onDatabase } from "./onDatabase";

const prepared = prepareAdmin(process.argv.slice(2));
if (prepared.kind === "said") process.exitCode = print(prepared.outcome);
else {
  await onDatabase("npm run admin", async ({ database, settings }) => {
    const pepper = settings.instanceIdPepper ?? readOrMakeSecret(settings.dataDir, "instance-id-pepper");
    const pseudonyms = createPseudonyms(pepper);
    return print(await prepared.run({ database, pseudonyms, actor: actors.operator, now: new Date() }));
  });
}

function print({ code, stdout, stderr }: AdminOutcome): number {
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  return code;
}
