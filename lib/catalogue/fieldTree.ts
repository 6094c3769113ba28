import { type FieldDocs, fieldDocs, type GroupDocs, groupDocs } from "./field";
import { z } from "./zod";

interface Node {
  /** The name on the wire, within its object. */
  readonly name: string;
  /** The name and its aliases. */
  readonly names: readonly string[];
  readonly optional: boolean;
  readonly nullable: boolean;
}

export interface FieldLeaf extends Node {
  readonly kind: "field";
  /** The schema of a value that is there and not null. */
  readonly schema: z.core.$ZodType;
  readonly docs: FieldDocs;
}

export interface FieldGroup extends Node {
  readonly kind: "group";
  readonly docs: GroupDocs;
  readonly children: readonly FieldNode[];
}

export type FieldNode = FieldLeaf | FieldGroup;

const trees = new WeakMap<z.core.$ZodType, readonly FieldNode[]>();

/**
 * The declared fields of an object, in the order of declaration. Made once for a schema, since every event needs it.
 * @throws TypeError for a field without documentation, and for schemas that say less than a field must (unions, records …)
 */
export function fieldTree(object: z.ZodObject): readonly FieldNode[] {
  const known = trees.get(object);
  if (known !== undefined) return known;
  const tree = Object.entries(object.shape).map(([name, schema]) => nodeOf(name, schema));
  trees.set(object, tree);
  return tree;
}

function nodeOf(name: string, schema: z.core.$ZodType): FieldNode {
  const { inner, optional, nullable } = unwrap(schema);
  const asGroup = groupDocs(schema);
  if (inner instanceof z.ZodObject && asGroup !== undefined) {
    return {
      kind: "group",
      name,
      names: [name],
      optional,
      nullable,
      docs: asGroup,
      children: fieldTree(inner),
    };
  }
  const docs = fieldDocs(schema);
  if (docs === undefined) throw new TypeError(`The field ${name} has no documentation`);
  if (!isPlain(inner)) throw new TypeError(`The field ${name} is neither a scalar nor a list of scalars`);
  const names = [name, ...(docs.aliases ?? [])];
  return { kind: "field", name, names, optional, nullable, schema: inner, docs };
}

function unwrap(schema: z.core.$ZodType) {
  let inner = schema;
  let optional = false;
  let nullable = false;
  for (;;) {
    if (inner instanceof z.ZodOptional) {
      optional = true;
      inner = inner.def.innerType;
    } else if (inner instanceof z.ZodNullable) {
      nullable = true;
      inner = inner.def.innerType;
    } else if (inner instanceof z.ZodPipe) {
      inner = inner.def.out;
    } else {
      return { inner, optional, nullable };
    }
  }
}

function isPlain(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.ZodArray) return isScalar(schema.def.element);
  return isScalar(schema);
}

function isScalar(schema: z.core.$ZodType): boolean {
  return (
    schema instanceof z.ZodString ||
    schema instanceof z.ZodNumber ||
    schema instanceof z.ZodBoolean ||
    schema instanceof z.ZodEnum
  );
}
