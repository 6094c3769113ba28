import type { SenderContext } from "../../lib/senders/context";
import { issueSender } from "../../lib/senders/issueSender";
import { listSenders } from "../../lib/senders/listSenders";
import { revokeSender } from "../../lib/senders/revokeSender";

const name = "Demo's history";

/** The token with which the demo sends its history; those of earlier runs end. */
export async function makeDemoSender(context: SenderContext): Promise<string> {
  for (const { id, revokedAt } of await listSenders(context)) {
    if (revokedAt === null) await revokeSender(context, { id });
  }
  return (await issueSender(context, { name })).value;
}
