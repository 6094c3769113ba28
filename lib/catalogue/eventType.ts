import type { z } from "zod";
import type { EngineVersion } from "./engineVersion";
import type { Documented } from "./field";
import { fieldTree } from "./fieldTree";

/** What in an engine's day an event is about; pages group the event types by it. */
export const eventGroups = ["engine", "snapshot", "clone", "branch", "configuration", "alert"] as const;

export type EventGroup = (typeof eventGroups)[number];

/**
 * The declaration of an event type. Validation, what is kept, the public pages, JSON Schema and OpenAPI are made from it.
 * Parse with `data.safeParse`: undeclared fields are stripped, aliases renamed.
 */
export interface EventType<Name extends string = string, Data extends z.ZodObject = z.ZodObject> {
  /** The `event_type` on the wire. */
  readonly name: Name;
  readonly title: string;
  readonly group: EventGroup;
  /** The first engine version that sends it. */
  readonly since: EngineVersion;
  readonly sentWhen: string;
  readonly why: string;
  /** The schema of `event_data`. */
  readonly data: Data;
  /** A realistic `event_data`, as the newest engine sends it. */
  readonly example: z.output<Data>;
  /** Other names under which it is accepted. */
  readonly aliases: readonly string[];
  /** Structures of the engine's source, by the path of the object they describe, where they are not called as it. */
  readonly structures?: Readonly<Record<string, string>>;
}

interface Declaration<Name extends string, Shape extends z.ZodRawShape>
  extends Omit<EventType<Name, z.ZodObject<Shape>>, "aliases"> {
  readonly aliases?: readonly string[];
}

/**
 * Declares an event type.
 * @throws TypeError when `data` holds something other than documented fields and groups of them
 */
export function declareEventType<const Name extends string, Shape extends Record<string, Documented>>(
  declaration: Declaration<Name, Shape>,
): EventType<Name, z.ZodObject<Shape>> {
  fieldTree(declaration.data);
  return { ...declaration, aliases: declaration.aliases ?? [] };
}
