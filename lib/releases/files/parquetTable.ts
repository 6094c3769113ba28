import { ByteWriter, ParquetWriter, type SchemaElement } from "hyparquet-writer";
import type { FieldType } from "../../statistics/export/exportFields";
import type { Cell, Column } from "./csvRows";

/** Who wrote it, in the file: no version, so that the same figures give the same bytes. */
const createdBy = "DBLab Telemetry";

/** A table as Parquet, made a row group at a time: what was handed out is not kept. */
export class ParquetTable {
  readonly #bytes = new PieceWriter();
  readonly #writer: ParquetWriter;
  #columns: Cell[][];

  /** @param about texts in the file's own metadata, by their keys */
  constructor(
    private readonly columns: readonly Column[],
    about: Readonly<Record<string, string>> = {},
  ) {
    this.#columns = columns.map(() => []);
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: [{ name: "table", num_children: columns.length }, ...columns.map(schemaOf)],
      createdBy,
      kvMetadata: Object.entries(about).map(([key, value]) => ({ key, value })),
    });
  }

  /** Adds a row, its cells in the order of the columns. */
  add(cells: readonly Cell[]): void {
    for (const [index, column] of this.#columns.entries()) column.push(cells[index] ?? null);
  }

  /** The rows so far as a row group. @returns what is to be written next; nothing without rows */
  endGroup(): Uint8Array {
    const rows = this.#columns[0]?.length ?? 0;
    if (rows === 0) return this.#bytes.take();
    const columnData = this.columns.map(({ name, type }, index) => ({
      name,
      data: (this.#columns[index] ?? []).map((cell) => (cell === null ? null : typedValue(type, cell))),
      offsetIndex: false,
    }));
    this.#columns = this.columns.map(() => []);
    this.#writer.write({ columnData, rowGroupSize: rows });
    return this.#bytes.take();
  }

  /** What ends the file. */
  finish(): Uint8Array {
    const rest = this.endGroup();
    this.#writer.finish();
    return Buffer.concat([rest, this.#bytes.take()]);
  }
}

/** A writer whose bytes are handed out as they come. */
class PieceWriter extends ByteWriter {
  take(): Uint8Array {
    const bytes = this.getBytes().slice();
    this.index = 0;
    return bytes;
  }
}

const typeOf: Readonly<Record<FieldType, Omit<SchemaElement, "name">>> = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
  date: { type: "INT32", converted_type: "DATE", logical_type: { type: "DATE" } },
  timestamp: {
    type: "INT64",
    converted_type: "TIMESTAMP_MILLIS",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" },
  },
  boolean: { type: "BOOLEAN" },
  integer: { type: "INT64" },
  number: { type: "DOUBLE" },
};

function schemaOf({ name, type, isRequired = false }: Column): SchemaElement {
  return { name, repetition_type: isRequired ? "REQUIRED" : "OPTIONAL", ...typeOf[type] };
}

function typedValue(type: FieldType, cell: string | number | boolean) {
  switch (type) {
    case "date":
    case "timestamp":
      return new Date(String(cell));
    case "integer":
      return BigInt(Number(cell));
    default:
      return cell;
  }
}
