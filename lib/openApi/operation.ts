import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from "zod-openapi";
import type { ProblemName } from "../http/problems";
import { problemAnswers } from "./answers";
import type { OperationId } from "./operationIds";

/** An operation in its parts. */
export interface Described extends Omit<ZodOpenApiOperationObject, "responses"> {
  readonly operationId: OperationId;
  readonly tag: string;
  readonly found: ZodOpenApiResponsesObject;
  /** Everything that can be wrong with a call. */
  readonly problems: readonly ProblemName[];
  /** A shell line that works as it stands; `x-codeSamples` in its place gives samples in several languages. */
  readonly shell: string;
}

/** What any call can meet that reads the database. */
export const faults = ["no_database", "internal"] as const satisfies readonly ProblemName[];

/** An operation with its answers, right and wrong, and a sample. */
export function operation({ tag, found, problems, shell, ...more }: Described): ZodOpenApiOperationObject {
  return {
    "x-codeSamples": [{ lang: "Shell", label: "curl", source: shell }],
    ...more,
    tags: [tag],
    responses: { ...found, ...problemAnswers(problems) },
  };
}

/** A body in a shell line; single quotes in it are closed, escaped and opened again. */
export function quoted(body: unknown): string {
  return quotedText(JSON.stringify(body));
}

/** The same of a text. */
export function quotedText(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
