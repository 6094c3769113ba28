import { createHash, type Hash } from "node:crypto";
import { crcAfter } from "./deflated";

/** A finished file of a release. */
export interface FinishedFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  readonly crc: number;
  /** SHA-256 of its parts, in their order. */
  readonly parts: readonly string[];
}

/** Takes the bytes of parts of files, each as often as it comes; what has the same hash is the same. */
export type TakePart = (hash: string, bytes: Uint8Array) => Promise<void>;

interface Open {
  readonly hash: Hash;
  readonly parts: string[];
  size: number;
  crc: number;
}

/**
 * The files of a release while they are made: many grow at once, each by parts that are never changed again. Only one
 * part of one file is in memory.
 */
export class FileSink {
  readonly #open = new Map<string, Open>();
  readonly #finished: FinishedFile[] = [];

  constructor(private readonly take: TakePart) {}

  /** Those that are finished, in the order in which they were. */
  get files(): readonly FinishedFile[] {
    return this.#finished;
  }

  /** Adds a part at the end of a file; the first makes it. */
  async add(path: string, part: string | Uint8Array): Promise<void> {
    const bytes = typeof part === "string" ? Buffer.from(part) : part;
    if (bytes.length === 0) return;
    const file = this.#open.get(path) ?? { hash: createHash("sha256"), parts: [], size: 0, crc: 0 };
    this.#open.set(path, file);
    const hash = createHash("sha256").update(bytes).digest("hex");
    await this.take(hash, bytes);
    file.hash.update(bytes);
    file.parts.push(hash);
    file.size += bytes.length;
    file.crc = crcAfter(file.crc, bytes);
  }

  /** Ends a file. @throws Error for one that has no part, or was ended before */
  finish(path: string): FinishedFile {
    const file = this.#open.get(path);
    if (file === undefined) throw new Error(`nothing was written to ${path}`);
    this.#open.delete(path);
    const { hash, parts, size, crc } = file;
    const finished = { path, size, hash: hash.digest("hex"), crc, parts };
    this.#finished.push(finished);
    return finished;
  }

  /** A file of one part. */
  async write(path: string, whole: string | Uint8Array): Promise<FinishedFile> {
    await this.add(path, whole);
    return this.finish(path);
  }
}
