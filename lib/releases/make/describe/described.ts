import type { ReleaseAbout, ReleaseChanges, ReleaseFormat } from "../about";
import type { ReleaseSource } from "../source";

/** Checksums of all other files, as `sha256sum --check` reads them. */
export const sumsFile = "SHA256SUMS";

/** What descriptions are made of. */
export interface Described extends Pick<ReleaseAbout, "figures" | "latest"> {
  readonly source: ReleaseSource;
  readonly format: ReleaseFormat;
  readonly changes: ReleaseChanges;
}
