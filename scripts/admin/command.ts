import { type ParseArgsConfig, parseArgs } from "node:util";
import { z } from "zod";
import type { Database } from "../../lib/database/types";
import type { Organization } from "../../lib/organizations/account/organization";
import { findOrganization } from "../../lib/organizations/account/readOrganization";
import type { AuditSigner } from "../../lib/organizations/audit/checkpoints/signer";
import type { Prices } from "../../lib/organizations/billing/prices";
import type { OrganizationContext } from "../../lib/organizations/rules/context";
import { isProblemName, sayProblem } from "../../lib/organizations/rules/organizationProblem";
import type { LogSigner } from "../../lib/releases/log/signer";
import type { Publication } from "../../lib/statistics/publish/publication";

/** What a command works with. */
export interface AdminContext extends OrganizationContext {
  readonly database: Database;
  readonly publication: Publication;
  readonly auditSigner: AuditSigner;
  /** The operator's; null for none. */
  readonly prices: Prices | null;
  /** The transparency log's; null where nothing is published. */
  readonly logSigner?: LogSigner | null;
}

/** What a command came to. */
export interface AdminAnswer {
  /** For `--json`. */
  readonly json: unknown;
  /** For people, and for a shell's `$(…)`: on standard output. */
  readonly text: string;
  /** For people only: on standard error. */
  readonly note?: string;
  /** That a list goes on, and how to read on: on standard error, also with `--json`. */
  readonly more?: string;
  /** True where what was found is not as it must be: exit code 1. */
  readonly isFailure?: boolean;
}

type OptionsConfig = NonNullable<ParseArgsConfig["options"]>;

/** A command line that cannot be understood: exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** What cannot be done; the message is for whoever asked: exit code 1. */
export class NotDone extends Error {
  override name = "NotDone";
}

/** A command of `npm run admin`. */
export interface AdminCommand {
  /** `key rotate`. */
  readonly name: string;
  /** `key rotate <alias> [--overlap-hours <hours>]`. */
  readonly usage: string;
  readonly about: string;
  /**
   * Reads what follows the command's name.
   * @throws UsageError where it cannot be understood
   */
  prepare(parameters: readonly string[]): Prepared;
}

/** A command that was understood: one that needs the database, or one that works on files alone. */
export type Prepared =
  | { readonly needs: "database"; run(context: AdminContext): Promise<AdminAnswer> }
  | { readonly needs: "files"; run(): Promise<AdminAnswer> };

interface CommandLine<Given> {
  readonly name: string;
  /** Names of what has to follow, in order. */
  readonly parameters: readonly string[];
  readonly options?: OptionsConfig;
  /** The options as the usage text has them. */
  readonly optionsUsage?: string;
  readonly about: string;
  /** Of an object with a field for every parameter and option. */
  readonly given: z.ZodType<Given>;
}

interface CommandDefinition<Given, Run extends Given = Given> extends CommandLine<Given> {
  run(context: AdminContext, given: Run): Promise<AdminAnswer>;
}

interface FileCommandDefinition<Given> extends CommandLine<Given> {
  run(given: Given): Promise<AdminAnswer>;
}

/** Makes a command whose command line is checked before anything is opened. */
export function defineCommand<Given>({ run, ...line }: CommandDefinition<Given>): AdminCommand {
  return readCommand(line, (given) => ({ needs: "database", run: (context) => run(context, given) }));
}

/** Makes a command that opens no database. */
export function defineFileCommand<Given>({ run, ...line }: FileCommandDefinition<Given>): AdminCommand {
  return readCommand(line, (given) => ({ needs: "files", run: () => run(given) }));
}

function readCommand<Given>(
  { name, parameters, options = {}, optionsUsage, about, given }: CommandLine<Given>,
  prepared: (given: Given) => Prepared,
): AdminCommand {
  const usage = [name, ...parameters.map((parameter) => `<${parameter}>`), optionsUsage ?? ""]
    .join(" ")
    .trim();
  return {
    name,
    usage,
    about,
    prepare(words) {
      const { values, positionals } = readWords(words, options);
      if (positionals.length !== parameters.length) throw new UsageError(`usage: ${usage}`);
      const parsed = given.safeParse({
        ...values,
        ...Object.fromEntries(parameters.map((parameter, index) => [parameter, positionals[index]])),
      });
      if (!parsed.success) {
        const said = parsed.error.issues.map(({ path, message }) =>
          isProblemName(message) ? sayProblem(message) : `${path.join(".")} ${message}`,
        );
        throw new UsageError(`${said.join("; ")}\nusage: ${usage}`);
      }
      return prepared(parsed.data);
    },
  };
}

interface OfOrganization {
  readonly organization: Organization;
  /** For verbs. */
  readonly organizationId: number;
}

/** Makes a command whose first parameter is an organization's alias. */
export function defineOrganizationCommand<Given>({
  parameters,
  given,
  run,
  ...definition
}: CommandDefinition<Given, Given & OfOrganization>): AdminCommand {
  return defineCommand({
    ...definition,
    parameters: ["alias", ...parameters],
    given: z.intersection(z.object({ alias: z.string() }), given),
    async run(context, wanted) {
      const organization = await findOrganization(context, wanted);
      return run(context, { ...wanted, organization, organizationId: organization.id });
    },
  });
}

function readWords(words: readonly string[], options: OptionsConfig) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
