import type { EngineVersion } from "../engineVersion";
import { z } from "../zod";

/** A header, or a part of a body or of an answer. */
interface PartDocs<Value> {
  /** What it says, in a sentence. */
  readonly what: string;
  /** What is kept of it, in a sentence. */
  readonly kept: string;
  readonly example: Value;
  /** The first engine version that has it, where that is later than the call's. */
  readonly since?: EngineVersion;
}

/** A header that an engine sends with a call. */
export interface CallHeader extends PartDocs<string> {
  readonly name: string;
}

/** What an engine must have configured to make a call. */
export type Credentials = "none" | "org key" | "access token" | "org key or access token";

/** Where the engine's source declares what a call sends and reads: its structures, by the path of the object they describe. */
export interface CallStructures {
  readonly body?: Readonly<Record<string, string>>;
  readonly answer?: Readonly<Record<string, string>>;
}

/**
 * The declaration of a call that engines make home, `POST <base>/rpc/<name>`. Which calls are answered, their limits, the
 * public pages, JSON Schema and OpenAPI are made from it.
 */
export interface EngineCall<
  Name extends string = string,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  /** The last part of the path. */
  readonly name: Name;
  readonly title: string;
  /** The first engine version that makes it. */
  readonly since: EngineVersion;
  readonly sentWhen: string;
  readonly why: string;
  readonly credentials: Credentials;
  /** Headers of this call alone; `commonHeaders` come with every call. */
  readonly headers: readonly CallHeader[];
  readonly body: Body;
  readonly example: z.input<Body>;
  readonly limitBytes: number;
  /** Whether the body is looked at; one that is not is read past, and may have any form. */
  readonly isBodyRead: boolean;
  readonly answer: Answer;
  readonly answered: z.input<Answer>;
  /** What an engine does where it is answered anything else. */
  readonly ifRefused: string;
  /** What stays of a call, in sentences. */
  readonly kept: string;
  readonly switchOff: string;
  readonly structures: CallStructures;
}

/** Declares a call of engines. */
export function declareCall<const Name extends string, Body extends z.ZodType, Answer extends z.ZodType>(
  call: EngineCall<Name, Body, Answer>,
): EngineCall<Name, Body, Answer> {
  return call;
}

/** Attaches documentation to a part of a body or an answer; JSON Schema shows it. Comes last, as in `field`. */
export function part<Schema extends z.ZodType>(
  schema: Schema,
  { what, kept, example, since }: PartDocs<Exclude<z.input<Schema>, undefined>>,
): Schema {
  const declared = since === undefined ? {} : { "x-since": since };
  return schema.meta({ description: what, examples: [example], "x-kept": kept, ...declared });
}

/** Attaches documentation to an object of parts. */
export function parts<Schema extends z.ZodType>(schema: Schema, what: string): Schema {
  return schema.meta({ description: what });
}

/** What is said of a part that we answer: nothing of an engine is in it. */
export const answered = "It is an answer.";

/** What engines put on every call, beside what Go's HTTP client adds by itself. */
export const commonHeaders: readonly CallHeader[] = [
  {
    name: "Selfassigned-Instance-Id",
    what: "The instance ID, which the engine made for itself at its first start.",
    kept: "Not read: the body has it too, where it is needed.",
    example: "c6fgs68hmvj3sm2pbphg",
    since: "3.4.0",
  },
  {
    name: "Access-Token",
    what: "The access token of platform.accessToken, where one is configured. With telemetry_event of engines 3.0 to 3.3 it is the instance ID instead.",
    kept: "Read only by calls that need a token, and compared as a keyed hash. Never stored, never logged.",
    example: "dlet_…",
  },
  {
    name: "Org-Key",
    what: "The organization's key of platform.orgKey, where one is configured.",
    kept: "Compared as a keyed hash, which says whose instance it is. Never stored, never logged.",
    example: "dleo_…",
    since: "3.4.0",
  },
];

/** What Go's HTTP client adds to every request; Authorization only where the configured address has a user in it. Nothing of it is kept. */
export const clientHeaders = [
  "Host",
  "User-Agent",
  "Content-Length",
  "Accept-Encoding",
  "Authorization",
] as const;

/** The parts that no call may be refused for, as an engine writes times: `2022-01-12 10:00:00 UTC`. */
export const engineTime = z.string();
