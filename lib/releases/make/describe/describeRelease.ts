import type { FileSink, FinishedFile } from "../../files/sink";
import { noticesAt } from "../../notices/notices";
import { catalogueJson } from "./catalogueJson";
import { citationFile } from "./citationFile";
import { croissant } from "./croissant";
import { dataPackage } from "./dataPackage";
import { type Described, sumsFile } from "./described";
import { licenceFile } from "./licenceFile";
import { methodologyJson } from "./methodologyJson";
import { methodologyText } from "./methodologyText";
import { readme } from "./readme";

/** Writes what is said of the tables: for people, for programs, and last the checksums of all. */
export async function describeRelease({
  sink,
  ...described
}: Described & { readonly sink: FileSink }): Promise<void> {
  const { source } = described;
  const tables = [...sink.files];
  const json = (path: string, value: unknown) => sink.write(path, `${JSON.stringify(value, null, 2)}\n`);
  await sink.write("README.md", readme(described));
  await sink.write("LICENSE.txt", licenceFile(source));
  await sink.write("CITATION.cff", citationFile(source));
  await json("catalogue.json", catalogueJson());
  await json("methodology.json", methodologyJson(source));
  await sink.write("methodology.md", methodologyText(source));
  await json("notices.json", noticesAt(source.publishedAt));
  await json("changes.json", { release: source.id, ...described.changes });
  await json("datapackage.json", dataPackage(described, tables));
  await json("croissant.json", croissant(described, tables));
  await sink.write(sumsFile, sumsOf(sink.files));
}

/** @returns a line for each file, in the order of their paths */
export function sumsOf(files: readonly Pick<FinishedFile, "path" | "hash">[]): string {
  return files
    .toSorted((one, other) => (one.path < other.path ? -1 : 1))
    .map(({ path, hash }) => `${hash}  ${path}\n`)
    .join("");
}
