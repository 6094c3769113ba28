import type { z } from "zod";
import { joinTransaction } from "../../database/joinTransaction";
import type { Session } from "../../database/types";
import type { OrganizationContext } from "../rules/context";
import { parseInput, type Unparsed } from "../rules/fields";
import { appendAudit, type Deed } from "./appendAudit";

/** What a verb works with inside its transaction. */
export interface AuditedContext extends OrganizationContext {
  readonly database: Session;
}

/** What a verb did, for its caller and for the organization's log; only a result where nothing was done. */
export type Done<Result> = { readonly result: Result } & (Deed | { readonly action?: never });

/**
 * Makes a verb: its input is parsed, and what it does is one transaction with the entry of the audit log that tells of it.
 * A verb that is called within a transaction joins it.
 * @returns a function that throws an OrganizationProblem where a field cannot be used, or the wish cannot be met
 */
export function audited<Schema extends z.ZodType, Result>(
  schema: Schema,
  act: (context: AuditedContext, input: z.output<Schema>) => Promise<Done<Result>>,
): (context: OrganizationContext, input: Unparsed<Schema>) => Promise<Result> {
  return async (context, input) => {
    const parsed = parseInput(schema, input);
    return joinTransaction(context.database, async (database) => {
      const inside = { ...context, database };
      const done = await act(inside, parsed);
      if (done.action !== undefined) await appendAudit(inside, done);
      return done.result;
    });
  };
}
