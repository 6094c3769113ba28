import { z } from "zod";
import type { ZodOpenApiResponseObject } from "zod-openapi";
import { type AccessReason, accessError, accessReasons } from "../http/accessError";
import { lookUpFailures } from "../instances/lookUp/lookUp";
import { signInFailures } from "../organizations/tokens/signIn";

const reasons = Object.keys(accessReasons) as [AccessReason, ...AccessReason[]];

const accessErrorSchema = z
  .object({
    code: z.enum(reasons).meta({
      description: reasons.map((reason) => `\`${reason}\`: ${accessReasons[reason].text}.`).join(" "),
    }),
    message: z.string().meta({ description: "What is wrong, in words; never a value that was sent." }),
    details: z.string(),
    hint: z.string().meta({ description: "Where to read on; can be empty." }),
  })
  .meta({
    id: "AccessError",
    title: "AccessError",
    description: "Why a call about an instance or an organization was not answered.",
  });

/** Answers by their status. */
export type AccessAnswers = Record<`${4 | 5}${string}`, ZodOpenApiResponseObject>;

const named = new Map<string, z.ZodType>();

/** A component of the document, made once: two operations answer with the same receipt. */
export function json(description: string, schema: z.ZodType, id: string): ZodOpenApiResponseObject {
  const component = named.get(id) ?? schema.meta({ id, title: id, description });
  named.set(id, component);
  return { description, content: { "application/json": { schema: component } } };
}

/** What a reason is described with where its own words do not fit. */
type Words = Partial<Record<AccessReason, string>>;

/** The answers of these reasons, by status. */
export function answersOf(reasons: readonly AccessReason[], words: Words = {}): AccessAnswers {
  const statuses = [...new Set(reasons.map((reason) => accessReasons[reason].status))].sort();
  return Object.fromEntries(
    statuses.map((status) => [
      `${status}`,
      denial(
        reasons.filter((reason) => accessReasons[reason].status === status),
        words,
      ),
    ]),
  );
}

const limits: Partial<Record<AccessReason, { readonly perClient: number; readonly overall: number }>> = {
  too_many_look_ups: lookUpFailures,
  too_many_sign_ins: signInFailures,
};

/** The answer with the error object, for these reasons of one status. */
export function denial(because: readonly AccessReason[], words: Words = {}): ZodOpenApiResponseObject {
  const isTemporary = because.some((reason) => [429, 503].includes(accessReasons[reason].status));
  const say = (reason: AccessReason) => {
    const limit = limits[reason];
    const more =
      limit === undefined ? "" : ` ${limit.perClient} of one client, ${limit.overall} of all together.`;
    return `\`${reason}\`: ${words[reason] ?? accessReasons[reason].text}.${more}`;
  };
  const example = (reason: AccessReason) => {
    const message = words[reason];
    return accessError(reason, message === undefined ? {} : { message });
  };
  return {
    description: because.map(say).join("\n\n"),
    ...(isTemporary
      ? {
          headers: {
            "Retry-After": {
              description: "Seconds after which another try makes sense.",
              schema: { type: "integer" as const, minimum: 1 },
            },
          },
        }
      : {}),
    content: {
      "application/json": {
        schema: accessErrorSchema,
        examples: Object.fromEntries(because.map((reason) => [reason, { value: example(reason) }])),
      },
    },
  };
}
