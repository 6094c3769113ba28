import { describeFields } from "./describeFields";
import { type EngineVersion, engineVersions, existsIn } from "./engineVersion";
import type { EventType } from "./eventType";
import { type FieldNode, fieldTree } from "./fieldTree";
import type { JsonObject, JsonValue } from "./json";

/**
 * The example as an engine of this version sends it: without the fields that came later.
 * @returns null where the engine does not send this type
 */
export function examplePayload(type: EventType, version: EngineVersion): JsonObject | null {
  if (!existsIn(version, type.since)) return null;
  return restrict(fieldTree(type.data), type.example, version);
}

function restrict(
  nodes: readonly FieldNode[],
  example: Readonly<Record<string, unknown>>,
  version: EngineVersion,
): JsonObject {
  const payload: JsonObject = {};
  for (const node of nodes) {
    const value = example[node.name];
    if (value === undefined || !existsIn(version, node.docs.since)) continue;
    if (node.kind === "group" && value !== null) {
      payload[node.name] = restrict(node.children, value as Record<string, unknown>, version);
    } else {
      payload[node.name] = exampleOf(node, value, version) as JsonValue;
    }
  }
  return payload;
}

function exampleOf(node: FieldNode, value: unknown, version: EngineVersion): unknown {
  return node.kind === "field" && node.docs.exampleIn !== undefined ? node.docs.exampleIn(version) : value;
}

/** The dotted paths of the fields each engine version sends, oldest version first, from the version that first sends the type. */
export function fieldsByVersion(type: EventType): { version: EngineVersion; paths: string[] }[] {
  const fields = describeFields(type);
  return engineVersions
    .filter((version) => existsIn(version, type.since))
    .map((version) => ({
      version,
      paths: fields.filter(({ since }) => existsIn(version, since)).map(({ path }) => path),
    }));
}

/** What an engine version brought; empty lists where it brought nothing. */
export interface VersionChanges {
  readonly version: EngineVersion;
  readonly eventTypes: readonly EventType[];
  /** New fields of event types that were there before. */
  readonly fields: readonly { readonly eventType: EventType; readonly path: string }[];
  /** Fields that were there before, and what is different in them. */
  readonly changed: readonly {
    readonly eventType: EventType;
    readonly path: string;
    readonly what: string;
  }[];
}

/** What each engine version added or changed in what it sends, newest first. */
export function changes(types: readonly EventType[]): VersionChanges[] {
  const fields = types.flatMap((eventType) =>
    describeFields(eventType).map((description) => ({ eventType, ...description })),
  );
  return engineVersions.toReversed().map((version) => ({
    version,
    eventTypes: types.filter(({ since }) => since === version),
    fields: fields
      .filter(({ since, eventType }) => since === version && eventType.since !== version)
      .map(({ eventType, path }) => ({ eventType, path })),
    changed: fields.flatMap(({ eventType, path, changed }) =>
      changed.filter((change) => change.version === version).map(({ what }) => ({ eventType, path, what })),
    ),
  }));
}
