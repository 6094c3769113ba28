import { UnreadableFile } from "../../lib/organizations/audit/checkpoints/verifyFiles";
import { OrganizationProblem } from "../../lib/organizations/rules/organizationProblem";
import { RevisionRefused } from "../../lib/statistics/count/revise";
import { type AdminAnswer, type AdminContext, NotDone, UsageError } from "./command";
import { adminCommands, usageText } from "./commands";

/** What a command prints, and its exit code. */
export interface AdminOutcome {
  readonly code: 0 | 1 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that was understood, to be run on a database; or what there is to say without one. */
export type PreparedAdmin =
  | { readonly kind: "said"; readonly outcome: AdminOutcome }
  | { readonly kind: "files"; run(): Promise<AdminOutcome> }
  | { readonly kind: "command"; run(context: AdminContext): Promise<AdminOutcome> };

/** Reads a command line without opening anything. @param parameters what follows `npm run admin --` */
export function prepareAdmin(parameters: readonly string[]): PreparedAdmin {
  const words = parameters.filter((word) => word !== "--json");
  if (words.length === 0) return said({ code: 2, stdout: "", stderr: usageText });
  if (["help", "--help", "-h"].includes(words[0] ?? ""))
    return said({ code: 0, stdout: usageText, stderr: "" });
  const command = adminCommands.find(({ name }) =>
    name.split(" ").every((word, index) => words[index] === word),
  );
  try {
    if (command === undefined) throw new UsageError(`unknown command: ${words.slice(0, 2).join(" ")}`);
    const prepared = command.prepare(words.slice(command.name.split(" ").length));
    const isJson = words.length < parameters.length;
    return prepared.needs === "files"
      ? { kind: "files", run: () => outcomeOf(prepared.run(), isJson) }
      : { kind: "command", run: (context) => outcomeOf(prepared.run(context), isJson) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return said({
      code: 2,
      stdout: "",
      stderr: `dblab-telemetry: ${error.message}\n\`npm run admin -- help\` lists every command\n`,
    });
  }
}

function said(outcome: AdminOutcome): PreparedAdmin {
  return { kind: "said", outcome };
}

async function outcomeOf(answering: Promise<AdminAnswer>, isJson: boolean): Promise<AdminOutcome> {
  try {
    const { json, text, note, more, isFailure = false } = await answering;
    const said = [...(isJson || note === undefined ? [] : [note]), ...(more === undefined ? [] : [more])];
    return {
      code: isFailure ? 1 : 0,
      stdout: `${isJson ? JSON.stringify(json, null, 2) : text}\n`,
      stderr: said.map((line) => `${line}\n`).join(""),
    };
  } catch (error) {
    const isSaid = [OrganizationProblem, NotDone, RevisionRefused, UnreadableFile].some(
      (kind) => error instanceof kind,
    );
    if (!isSaid || !(error instanceof Error)) throw error;
    return { code: 1, stdout: "", stderr: `dblab-telemetry: ${error.message}\n` };
  }
}
