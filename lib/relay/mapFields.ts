import { type Catalogue, catalogue as publishedCatalogue } from "../catalogue";
import type { FieldDocs } from "../catalogue/field";
import { type FieldNode, fieldTree } from "../catalogue/fieldTree";

type Data = Readonly<Record<string, unknown>>;

/** What a field of an event becomes. Called for each item of a list, and never with null. */
export type MapField = (value: unknown, docs: FieldDocs) => unknown;

/** A copy of an event's data with each declared field as `map` makes it; of a type that nobody knows nothing is left. */
export function mapFields(
  eventType: string,
  data: Data,
  map: MapField,
  catalogue: Catalogue = publishedCatalogue,
): Record<string, unknown> {
  const type = catalogue.find(eventType);
  return type === undefined ? {} : mapNodes(fieldTree(type.data), data, map);
}

function mapNodes(nodes: readonly FieldNode[], data: Data, map: MapField): Record<string, unknown> {
  const mapped: Record<string, unknown> = {};
  for (const node of nodes) {
    const value = data[node.name];
    if (value === undefined) continue;
    if (node.kind === "field") mapped[node.name] = mapValue(node.docs, value, map);
    else mapped[node.name] = value === null ? null : mapNodes(node.children, value as Data, map);
  }
  return mapped;
}

function mapValue(docs: FieldDocs, value: unknown, map: MapField): unknown {
  if (value === null) return null;
  return Array.isArray(value) ? value.map((item) => mapValue(docs, item, map)) : map(value, docs);
}
