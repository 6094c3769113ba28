import { z } from "zod";
import { isProblemName, OrganizationProblem, type OrganizationProblemName } from "./organizationProblem";

/** An input before it is parsed: which fields there are is known, what is in them is not. */
export type Unparsed<Schema extends z.ZodType> = {
  readonly [Field in keyof z.input<Schema>]: unknown;
};

/** Reads an input. @throws OrganizationProblem for the first field that cannot be used; its rule names the problem */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: Unparsed<Schema>,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problem = parsed.error.issues[0]?.message;
  throw isProblemName(problem) ? new OrganizationProblem(problem) : parsed.error;
}

/** A number, or its digits as forms, addresses and command lines have them. */
export function numeric<Schema extends z.ZodType<number>>(rule: Schema) {
  const read = (value: unknown) =>
    typeof value === "string" && /^\d{1,15}(\.\d{1,9})?$/.test(value) ? Number(value) : value;
  return z.preprocess(read, rule);
}

/** Some text that has no spaces around it. */
export function text(
  problem: OrganizationProblemName,
  { least = 1, most }: { least?: number; most: number },
) {
  return z.string(problem).trim().min(least, problem).max(most, problem);
}

/** A checkbox of a form, or a switch of a command line. */
export const checkbox = z.preprocess((value) => value === true || value === "on", z.boolean());

/** Of an organization that was looked up before. */
export const ofOrganization = { organizationId: z.int() } as const;

/** What addresses have in place of an instance's ID. */
export const instanceNumber = numeric(z.int("no-instance").min(1, "no-instance"));
