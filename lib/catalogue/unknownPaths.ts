import type { EventType } from "./eventType";
import { type FieldNode, fieldTree } from "./fieldTree";

/** At most this many paths are reported of an event. */
export const maxUnknownPaths = 20;

/** Stands for a name that could itself be data: a map keyed by customers must not put customers into paths. */
export const unnamedPath = "(unnamed)";

/**
 * The dotted paths of what was sent but is not declared, never its values. Undeclared objects are not descended into;
 * an undeclared list ends in `[]`; a name that does not look like a field's is given as `(unnamed)`.
 * @param raw `event_data` as it was sent, before parsing
 */
export function unknownPaths(type: EventType, raw: unknown): string[] {
  const paths = new Set<string>();
  collect(fieldTree(type.data), raw, "", paths);
  return [...paths];
}

function collect(nodes: readonly FieldNode[], raw: unknown, prefix: string, paths: Set<string>): void {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return;
  for (const [name, value] of Object.entries(raw)) {
    if (paths.size >= maxUnknownPaths) return;
    const node = nodes.find(({ names }) => names.includes(name));
    if (node === undefined) paths.add(prefix + pathOf(name, value));
    else if (node.kind === "group") collect(node.children, value, `${prefix}${node.name}.`, paths);
  }
}

function pathOf(name: string, value: unknown): string {
  const safe = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(name) ? name : unnamedPath;
  return Array.isArray(value) ? `${safe}[]` : safe;
}
