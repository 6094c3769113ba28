import type { Session } from "../../database/types";
import type { ExportForm } from "./exportForms";
import type { ManifestOptions } from "./manifest";

export interface ExportOptions extends ManifestOptions {
  /** As its admin typed it; it is written into the file. */
  readonly instanceId: string;
  readonly isExample: boolean;
  /** Events of a piece. */
  readonly pageEvents?: number;
  /** Days of a piece. */
  readonly pageDays?: number;
}

/** Options of an export in one of some forms. */
export type Exporting<Form extends ExportForm = ExportForm> = Required<
  Omit<ExportOptions, "form" | "baseUrl">
> &
  Pick<ExportOptions, "baseUrl"> & { readonly form: Form };

export type Reader = Pick<Session, "sql" | "prisma">;

/** The instance was erased during its export; the file stays without an end. */
export class ExportStopped extends Error {
  override name = "ExportStopped";
}

/** @throws ExportStopped */
export async function checkNotErased(database: Reader, key: string): Promise<void> {
  const erasure = await database.prisma.erasure.findUnique({ where: { instanceKey: key } });
  if (erasure !== null) throw new ExportStopped("The instance was erased during its export");
}
