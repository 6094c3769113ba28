import { z } from "zod";
import type { ZodOpenApiMediaTypeObject, ZodOpenApiResponseObject } from "zod-openapi";
import type { FailureBudgets } from "../http/failureBudgets";
import { codeOf, declarationOf, errorObject, type ProblemName, problem, problems } from "../http/problems";
import { lookUpFailures } from "../instances/lookUp/lookUp";
import { signInFailures } from "../organizations/signIn/signIn";

const names = Object.keys(problems) as ProblemName[];
const codes = [...new Set(names.map(codeOf))];

const codeSchema = z.enum(codes as [string, ...string[]]).meta({
  id: "ErrorCode",
  title: "ErrorCode",
  description: `The reason. ${codes.map(describeCode).join(" ")}`,
});

function describeCode(code: string): string {
  const cases = names.filter((name) => codeOf(name) === code).map(declarationOf);
  const texts = [...new Set(cases.map(({ status, text }) => `(${status}): ${text}.`))];
  return `\`${code}\` ${texts.join(" ")}`;
}

/** The error object that every problem is answered with. */
export const errorSchema = z
  .object({
    code: codeSchema,
    message: z.string().meta({ description: "What is wrong, in words; never a value that was sent." }),
    details: z.string().meta({ description: "The same words again: what engines write to their log." }),
    hint: z.string().meta({ description: "Where to read on; can be empty." }),
  })
  .meta({ id: "Error", title: "Error", description: "The error object that DBLab Engine understands." });

/** Answers to problems by their status. */
export type ProblemAnswers = Record<`${4 | 5}${string}`, ZodOpenApiResponseObject>;

/** The answers to these problems, each with the object that it is answered with. */
export function problemAnswers(
  because: readonly ProblemName[],
  schema: z.ZodType = errorSchema,
): ProblemAnswers {
  const statuses = [...new Set(because.map(statusOf))].sort();
  return Object.fromEntries(
    statuses.map((status) => [
      `${status}`,
      answer(
        because.filter((name) => statusOf(name) === status),
        schema,
      ),
    ]),
  );
}

function answer(because: readonly ProblemName[], schema: z.ZodType): ZodOpenApiResponseObject {
  const isTemporary = because.some((name) => declarationOf(name).retryAfterSeconds !== undefined);
  const example = (name: ProblemName) => ({ summary: say(name), value: errorObject(problem(name)) });
  return {
    description: because.map((name) => `\`${codeOf(name)}\`: ${say(name)}.`).join("\n\n"),
    ...(isTemporary ? { headers: { "Retry-After": retryAfter } } : {}),
    content: {
      "application/json": {
        schema,
        examples: Object.fromEntries(because.map((name) => [codeOf(name), example(name)])),
      },
    },
  };
}

/** When another try makes sense. */
export const retryAfter = {
  description: "Seconds after which another try makes sense.",
  schema: { type: "integer" as const, minimum: 1 },
};

const limits: Partial<Record<ProblemName, FailureBudgets>> = {
  too_many_look_ups: lookUpFailures,
  too_many_sign_ins: signInFailures,
};

function say(name: ProblemName): string {
  const { text } = declarationOf(name);
  const limit = limits[name];
  return limit === undefined
    ? text
    : `${text}: ${limit.perClient} of one client, ${limit.perNetwork} of its network, ${limit.perRegion} of its neighbors`;
}

function statusOf(name: ProblemName): number {
  return declarationOf(name).status;
}

const components = new Map<string, z.ZodType>();

/** An answer with a component of the document, made once: two operations answer with the same receipt. */
export function json(
  description: string,
  schema: z.ZodType,
  id: string,
  more: Omit<ZodOpenApiMediaTypeObject, "schema"> = {},
): ZodOpenApiResponseObject {
  const component = components.get(id) ?? schema.meta({ id, title: id, description });
  components.set(id, component);
  return { description, content: { "application/json": { schema: component, ...more } } };
}

/** An answer with text of some types. */
export function text(description: string, types: readonly string[]): ZodOpenApiResponseObject {
  const media = { schema: { type: "string" as const } };
  return { description, content: Object.fromEntries([...new Set(types)].map((type) => [type, media])) };
}
