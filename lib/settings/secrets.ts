import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";

/**
 * A secret of this installation: 64 hexadecimal digits in a file that only its owner may read, made at first use.
 * The caller must hold the lock on the folder.
 * @throws Error when the folder cannot be written or the file does not hold a secret
 */
export function readOrMakeSecret(folder: string, name: string): string {
  const file = join(folder, name);
  const existing = readIfThere(file);
  if (existing !== null) {
    if (!/^[0-9a-f]{64}$/.test(existing))
      throw new Error(`${file} does not hold a secret of 64 hexadecimal digits`);
    return existing;
  }
  const secret = randomBytes(32).toString("hex");
  const draft = `${file}.new`;
  const descriptor = openSync(draft, "w", 0o600);
  writeSync(descriptor, `${secret}\n`);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(draft, file);
  // Events written under a pepper that a power cut then takes away could never be found again.
  const parent = openSync(folder, "r");
  fsyncSync(parent);
  closeSync(parent);
  return secret;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
