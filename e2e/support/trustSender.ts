import { issueSender } from "../../lib/senders/issueSender";
import type { Installation } from "./installation";

/** Lets a test send history to an installation that publishes and is not running. @returns the token to send it with */
export async function trustSender(installation: Installation): Promise<string> {
  const database = await installation.open();
  const context = { database, pseudonyms: installation.pseudonyms(), now: new Date() };
  const { value } = await issueSender(context, { name: "A test" });
  await database.close();
  return value;
}
