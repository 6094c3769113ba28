import { createHash } from "node:crypto";
import { z } from "zod";
import versionList from "./versions.json" with { type: "json" };

const versionSchema = z.strictObject({
  version: z.string().regex(/^\d+$/),
  /** Its first day. */
  day: z.iso.date(),
  /** Its words, a line for each section, with the settings that hold unless others are set. */
  lines: z.array(z.string().min(1)).min(1),
});

/** A version of the privacy text. */
export interface PrivacyVersion extends Omit<z.infer<typeof versionSchema>, "lines"> {
  readonly text: string;
  /** Of the text, in UTF-8; hexadecimal. */
  readonly sha256: string;
}

/** Every version there was of the privacy text, oldest first; a test compares the last one with the page. */
export const privacyVersions: readonly PrivacyVersion[] = z
  .array(versionSchema)
  .parse(versionList)
  .map(({ version, day, lines }) => {
    const text = `${lines.join("\n")}\n`;
    return { version, day, text, sha256: createHash("sha256").update(text).digest("hex") };
  });
