// `npm run admin -- <command>`: organizations, keys, tokens, senders, support and health from a terminal. `help` lists the commands.

import { openPepper } from "../lib/openPepper";
import { actors } from "../lib/organizations/audit/actors";
import { createAuditSigner } from "../lib/organizations/audit/checkpoints/signer";
import { readPrices } from "../lib/organizations/billing/prices";
import { logSignerOf } from "../lib/releases/openReleases";
import { createPseudonyms } from "../lib/settings/pseudonyms";
import { createPublication } from "../lib/statistics/publish/publication";
import { type AdminOutcome, prepareAdmin } from "./admin/runAdmin";
import { onDatabase } from "./onDatabase";

const prepared = prepareAdmin(process.argv.slice(2));
if (prepared.kind === "said") process.exitCode = print(prepared.outcome);
else if (prepared.kind === "files") process.exitCode = print(await prepared.run());
else {
  await onDatabase("npm run admin", async ({ database, settings }) => {
    const pepper = await openPepper(database, settings);
    const publication = createPublication(settings, pepper);
    const pseudonyms = createPseudonyms(pepper);
    const auditSigner = createAuditSigner(settings.auditSigningSecret ?? pepper);
    const context = {
      database,
      publication,
      pseudonyms,
      auditSigner,
      logSigner: logSignerOf(settings.publicUrl, settings.auditSigningSecret ?? pepper),
      prices: readPrices(settings.billingPrices),
      actor: actors.operator,
      now: new Date(),
    };
    return print(await prepared.run(context));
  });
}

function print({ code, stdout, stderr }: AdminOutcome): number {
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  return code;
}
