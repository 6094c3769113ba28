import { type Cell, type Column, csvLine } from "./csvRows";
import { ParquetTable } from "./parquetTable";
import type { FileSink } from "./sink";

/** A table of a release, written as CSV and as Parquet under one name. */
export class ReleaseTable {
  readonly #parquet: ParquetTable;
  #lines = "";
  #isBegun = false;

  /**
   * @param name path without the ending
   * @param copyTo another file that gets the same lines, without the names of columns
   */
  constructor(
    private readonly sink: FileSink,
    private readonly name: string,
    private readonly columns: readonly Column[],
    private readonly copyTo: string | null = null,
  ) {
    this.#parquet = new ParquetTable(columns);
  }

  add(cells: readonly Cell[]): void {
    this.#lines += csvLine(cells);
    this.#parquet.add(cells);
  }

  /** Writes the lines so far, as a part that stays the same as long as these rows do. */
  async endPart(): Promise<void> {
    await this.#begin();
    const lines = this.#lines;
    this.#lines = "";
    await this.sink.add(`${this.name}.csv`, lines);
    if (this.copyTo !== null) await this.sink.add(this.copyTo, lines);
  }

  /** Ends the lines and the row group. */
  async endGroup(): Promise<void> {
    await this.endPart();
    await this.sink.add(`${this.name}.parquet`, this.#parquet.endGroup());
  }

  async finish(): Promise<void> {
    await this.endPart();
    await this.sink.add(`${this.name}.parquet`, this.#parquet.finish());
    this.sink.finish(`${this.name}.csv`);
    this.sink.finish(`${this.name}.parquet`);
  }

  async #begin(): Promise<void> {
    if (this.#isBegun) return;
    this.#isBegun = true;
    await this.sink.add(`${this.name}.csv`, csvLine(this.columns.map(({ name }) => name)));
  }
}
