import type { Database, Session } from "../../database/types";
import type { Pseudonyms } from "../../settings/pseudonyms";

/** What the verbs of organizations work with. */
export interface OrganizationContext {
  readonly database: Database | Session;
  readonly pseudonyms: Pick<Pseudonyms, "secret" | "seal" | "unseal" | "lookUpKey">;
  /** Who asks, as the audit log says it; see `actors`. */
  readonly actor: string;
  /** When they ask. */
  readonly now: Date;
}

/** The same for what only reads. */
export interface ReadContext {
  readonly database: Session;
}
