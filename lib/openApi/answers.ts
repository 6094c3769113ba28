import { z } from "zod";
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from "zod-openapi";
import { platformReasons, type RefusalReason, refusalReasons } from "../http/reasons";
import { errorObject, refuse } from "../ingest/refusal";

const reasons = Object.keys(refusalReasons) as [RefusalReason, ...RefusalReason[]];

const reasonSchema = z.enum(reasons).meta({
  id: "RefusalReason",
  title: "RefusalReason",
  description: `The reason. ${reasons
    .map((reason) => `\`${reason}\` (${refusalReasons[reason].status}): ${refusalReasons[reason].text}.`)
    .join(" ")}`,
});

/** The error object that every refusal answers with. */
export const errorSchema = z
  .object({
    code: reasonSchema,
    message: z.string().meta({ description: "What is wrong, in words; never a value that was sent." }),
    details: z.string().meta({ description: "The same words again: what engines write to their log." }),
    hint: z.string().meta({ description: "Where to read on; can be empty." }),
  })
  .meta({ id: "Error", title: "Error", description: "The error object that DBLab Engine understands." });

const results = {
  accepted: z.int().min(0).meta({ description: "Events stored by this call." }),
  repeated: z.int().min(0).meta({ description: "Events that were stored before, by their event_id." }),
  refused: z.int().min(0).meta({ description: "Events that were not stored." }),
  results: z
    .array(
      z.union([
        z.object({ status: z.enum(["accepted", "repeated"]) }),
        errorSchema.extend({ status: z.literal("refused") }),
      ]),
    )
    .meta({ description: "What became of each event, in the order sent." }),
};

const batchSchema = z
  .object(results)
  .meta({ id: "Batch", title: "Batch", description: "What became of the events of a call." });

const batchErrorSchema = errorSchema.extend(z.object(results).partial().shape).meta({
  id: "BatchError",
  title: "BatchError",
  description:
    "The error object of the first refused event and, where the body could be read, what became of each.",
});

/** The answer of the engine's own call once the event is on disk. */
export const acceptedAnswer: ZodOpenApiResponseObject = {
  description: "The event is on disk.",
  content: {
    "application/json": {
      schema: z.object({}).meta({ id: "Accepted", title: "Accepted", description: "An empty object." }),
      example: {},
    },
  },
};

/** The answer of the documented call as soon as one of its events is on disk. */
export const batchAnswer: ZodOpenApiResponseObject = {
  description: "At least one event is on disk; the answer says which.",
  content: {
    "application/json": {
      schema: batchSchema,
      example: { accepted: 1, repeated: 0, refused: 0, results: [{ status: "accepted" }] },
    },
  },
};

/** Every refusal a well-addressed POST can meet, by HTTP status, each reason with the object it answers with. */
export function refusalAnswers(call: "event" | "batch"): ZodOpenApiResponsesObject {
  const answers: ZodOpenApiResponsesObject = {};
  const ofEvents = reasons.filter((reason) => !platformReasons.includes(reason));
  for (const status of [...new Set(ofEvents.map((reason) => refusalReasons[reason].status))].sort()) {
    // 404 and 405 are answers to other paths and methods than the document declares.
    if (status === 404 || status === 405) continue;
    answers[`${status as 400}`] = refusalAnswer(
      ofEvents.filter((reason) => refusalReasons[reason].status === status),
      call === "event" ? errorSchema : batchErrorSchema,
    );
  }
  return answers;
}

/** A response with the error object, for these reasons of one status. */
export function refusalAnswer(
  because: readonly RefusalReason[],
  schema: z.ZodType = errorSchema,
): ZodOpenApiResponseObject {
  const isTemporary = because.some((reason) => [429, 503].includes(refusalReasons[reason].status));
  return {
    description: because.map((reason) => `\`${reason}\`: ${refusalReasons[reason].text}.`).join("\n\n"),
    ...(isTemporary ? { headers: { "Retry-After": retryAfter } } : {}),
    content: {
      "application/json": {
        schema,
        examples: Object.fromEntries(
          because.map((reason) => [
            reason,
            { summary: refusalReasons[reason].text, value: errorObject(refuse(reason)) },
          ]),
        ),
      },
    },
  };
}

const retryAfter = {
  description: "Seconds after which another try makes sense.",
  schema: { type: "integer" as const, minimum: 1 },
};
