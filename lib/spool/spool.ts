import { statfsSync } from "node:fs";
import { type FileHandle, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Lock } from "../database/embedded/lock";
import { isOurs, type Owner, readOwner, writeOwner } from "./owner";
import { type Damage, decodeRecords, encodeRecord } from "./records";
import {
  adoptOthers,
  beganAt,
  describeSegment,
  isSegment,
  keptIn,
  listSegments,
  nameOfSegment,
  numberOf,
  type Segment,
  setApart,
  syncFolder,
  takeFolder,
} from "./segments";

export interface SpoolOptions {
  /** Each process has a folder of its own below it. */
  readonly folder: string;
  /** Named to whoever looks who has the folder. */
  readonly holder: string;
  /** Whose database is to get it: what is another's is left alone. Without it everything is ours. */
  readonly owner?: Owner;
  /** All segments together. */
  readonly limitBytes: number;
  /** Of a segment, after which the next one is begun; and what is kept of the disk for when it is full. */
  readonly segmentBytes?: number;
  readonly now?: () => Date;
  /** Told of each record that could not be read, or that `drain` could not hand over. */
  readonly onDamage?: (found: Found) => void;
  /** Without it a process that was killed hands the oldest segment over again from its beginning. */
  readonly progress?: KeptProgress;
}

/** How far the oldest segment is handed over. */
export interface Progress {
  readonly name: string;
  /** Of the first byte that is not. */
  readonly offset: number;
  readonly records: number;
  readonly isDamaged: boolean;
}

/** Keeps progress from one process to the next. */
export interface KeptProgress {
  /** Of the process before; of a segment that is gone it means nothing. */
  readonly last: Progress | null;
  /** Resolves when it is on disk. */
  save(progress: Progress): Promise<void>;
}

const nothingDone: Progress = { name: "", offset: 0, records: 0, isDamaged: false };

/** Where a record was lost from view: its segment is kept, under the same name with `.damaged`. */
export interface Found {
  readonly file: string;
  /** Its first byte. */
  readonly offset: number;
  readonly damage: Damage | "refused";
}

/** What waits in the spool. */
export interface SpoolState {
  readonly records: number;
  /** When the oldest of them came, ISO 8601; null where nothing waits. */
  readonly since: string | null;
  readonly bytes: number;
  readonly limitBytes: number;
  /** Records that could not be handed over, since the process started. */
  readonly damaged: number;
  /** The latest of them. */
  readonly found: readonly Found[];
  /** Segments that are kept because of damage, of earlier processes too. */
  readonly damagedSegments: readonly string[];
  /** Folders with what waits for another installation's database. */
  readonly foreignFolders: readonly string[];
  /** True when the latest records did not fit. */
  readonly isFull: boolean;
}

/** Neither the spool nor its reserve has room. */
export class SpoolFull extends Error {}

/**
 * Hands records over, in the order in which they came. Resolves when they are safe elsewhere.
 * @returns the places, in `texts`, of those that never will be
 */
export type Take = (texts: readonly string[]) => Promise<readonly number[]>;

const segmentBytesDefault = 16 * 1024 * 1024;
/** Written and flushed at once. */
const groupBytes = 4 * 1024 * 1024;
/** Handed over at once. */
const batchRecords = 1_000;
const rememberedFound = 20;

interface Waiting {
  readonly lines: Buffer;
  readonly records: number;
  resolve(): void;
  reject(error: unknown): void;
}

interface Active {
  readonly name: string;
  readonly handle: FileHandle;
  /** Bytes that a full disk leaves us: the file has them already. Infinity for a file that grows. */
  readonly room: number;
  bytes: number;
  records: number;
}

/**
 * A durable queue of texts for the time in which what should have them does not answer. Files in a folder: segments of
 * checksummed lines, appended and flushed for all that wait together, handed over from the oldest on, and removed.
 * A crash at any moment loses nothing that `append` resolved for; it may hand over again what was handed over.
 */
export class Spool {
  readonly #options: Required<Pick<SpoolOptions, "limitBytes" | "segmentBytes" | "now">> & SpoolOptions;
  readonly #folder: string;
  readonly #lock: Lock;
  #owner: Owner | undefined;
  #closed: Segment[] = [];
  #damagedSegments: readonly string[] = [];
  #foreignFolders: readonly string[] = [];
  #active: Active | null = null;
  #number = 0;
  /** Segments of this process. */
  readonly #begun = new Set<string>();
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;
  #last: Promise<unknown> = Promise.resolve();
  /** How far the oldest segment is handed over. */
  #done = nothingDone;
  #pending = 0;
  #damaged = 0;
  #found: readonly Found[] = [];
  #isFull = false;
  #isClosed = false;

  /** Takes a folder, and what processes before left. @throws StartError where it cannot be used */
  constructor(options: SpoolOptions) {
    const segmentBytes = Math.min(options.segmentBytes ?? segmentBytesDefault, options.limitBytes);
    this.#options = { ...options, segmentBytes, now: options.now ?? (() => new Date()) };
    this.#owner = options.owner;
    const { own, lock } = takeFolder(options.folder, options.holder, options.owner);
    this.#folder = own;
    this.#lock = lock;
    if (this.#isBound) this.#takeOthers();
    const { segments, damaged } = listSegments(own);
    this.#closed = segments;
    this.#number = Math.max(0, ...segments.map(({ name }) => numberOf(name)));
    this.#damagedSegments = damaged;
    const last = options.progress?.last;
    if (last && last.name === segments[0]?.name && last.offset <= segments[0].bytes) this.#done = last;
    void this.#exclusively(() => this.#makeReserve());
  }

  get state(): SpoolState {
    const { limitBytes } = this.#options;
    const oldest = this.#closed[0] ?? this.#active;
    const records = this.waiting;
    return {
      records,
      since: records === 0 || oldest === null ? null : beganAt(oldest.name),
      bytes: this.#bytes,
      limitBytes,
      damaged: this.#damaged,
      found: this.#found,
      damagedSegments: this.#damagedSegments,
      foreignFolders: this.#foreignFolders,
      isFull: this.#isFull,
    };
  }

  /** Records that were given and not handed over yet. */
  get waiting(): number {
    const closed = this.#closed.reduce((sum, { records }) => sum + records, 0);
    return closed + (this.#active?.records ?? 0) + this.#pending - this.#done.records;
  }

  /** Resolves when the texts are on disk, all or none. @throws SpoolFull, or what the file system says */
  append(texts: readonly string[]): Promise<void> {
    if (this.#isClosed) return Promise.reject(new Error("the spool is closed"));
    const lines = Buffer.from(texts.map(encodeRecord).join(""));
    this.#pending += texts.length;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ lines, records: texts.length, resolve, reject });
      this.#writing ??= this.#exclusively(() => this.#writeAll());
    });
  }

  /**
   * Hands over everything that waits, and removes it. Where `take` rejects, so does this, and the next call goes on from
   * there. One at a time.
   */
  async drain(take: Take): Promise<void> {
    for (;;) {
      const segment = this.#oldest();
      if (segment === null) break;
      await this.#handOver(segment, take);
      await this.#exclusively(() => this.#removeDone());
    }
    await this.#exclusively(() => this.#makeReserve());
  }

  /**
   * Says which installation the database is, where that was not known at the start. What is there from before, and turns
   * out to be another's, is set apart.
   */
  bind(id: string): Promise<void> {
    return this.#exclusively(async () => {
      if (this.#owner === undefined || this.#owner.id !== null) return;
      const before = readOwner(this.#folder);
      this.#owner = { ...this.#owner, id };
      if (before !== null && !isOurs(before, this.#owner)) {
        const inherited = keptIn(this.#folder).filter((name) => !this.#begun.has(name));
        setApart(this.#options.folder, this.#folder, inherited, before);
        this.#closed = this.#closed.filter(({ name }) => !inherited.includes(name));
        this.#damagedSegments = this.#damagedSegments.filter((name) => !inherited.includes(name));
      }
      writeOwner(this.#folder, this.#owner);
      await this.#adopt();
    });
  }

  /** Takes over what processes left that are gone since; where it is known whose it is. */
  adopt(): Promise<void> {
    return this.#exclusively(() => this.#adopt());
  }

  /** Waits for what is being written, and lets go of the folder. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#writing;
    await this.#exclusively(() => this.#endActive());
    this.#lock.release();
  }

  get #bytes(): number {
    return this.#closed.reduce((sum, { bytes }) => sum + bytes, 0) + (this.#active?.bytes ?? 0);
  }

  get #isBound(): boolean {
    return this.#owner === undefined || this.#owner.id !== null;
  }

  async #adopt(): Promise<void> {
    if (this.#isClosed || !this.#isBound) return;
    const adopted = this.#takeOthers();
    if (adopted.length === 0) return;
    const found: Segment[] = [];
    for (const name of adopted.filter(isSegment))
      found.push(describeSegment(name, await readFile(join(this.#folder, name))));
    this.#closed = [...this.#closed, ...found].sort((one, other) => (one.name < other.name ? -1 : 1));
    const damaged = adopted.filter((name) => !isSegment(name));
    this.#damagedSegments = [...this.#damagedSegments, ...damaged];
  }

  #takeOthers(): readonly string[] {
    const { folder, holder } = this.#options;
    const { adopted, foreign } = adoptOthers(folder, { own: this.#folder, holder, owner: this.#owner });
    this.#foreignFolders = foreign;
    return adopted;
  }

  /** One at a time decides which file is which. */
  #exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    return result;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#takeGroup();
      const records = group.reduce((sum, one) => sum + one.records, 0);
      const outcome = await this.#write(Buffer.concat(group.map(({ lines }) => lines)), records).then(
        () => null,
        (error: unknown) => ({ error }),
      );
      this.#pending -= records;
      this.#isFull = outcome?.error instanceof SpoolFull;
      for (const one of group) outcome === null ? one.resolve() : one.reject(outcome.error);
    }
    // In the same turn in which nothing waited any more: whoever comes next begins anew.
    this.#writing = null;
  }

  #takeGroup(): Waiting[] {
    let bytes = 0;
    const beyond = this.#waiting.findIndex(({ lines }, at) => {
      bytes += lines.length;
      return at > 0 && bytes > groupBytes;
    });
    return this.#waiting.splice(0, beyond === -1 ? this.#waiting.length : beyond);
  }

  async #write(lines: Buffer, records: number): Promise<void> {
    if (this.#bytes + lines.length > this.#options.limitBytes)
      throw new SpoolFull("the spool's limit is reached");
    const { segmentBytes } = this.#options;
    if (this.#active !== null && this.#active.bytes + lines.length > segmentBytes) await this.#endActive();
    try {
      this.#active ??= await this.#begin();
      await this.#put(this.#active, lines, records);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      this.#active = await this.#beginOnReserve();
      await this.#put(this.#active, lines, records);
    }
  }

  /** After a failure nobody knows what of it is in the file: it is ended where it was whole. */
  async #put(active: Active, lines: Buffer, records: number): Promise<void> {
    try {
      if (active.bytes + lines.length > active.room)
        throw new SpoolFull("the disk is full, and the reserve too");
      for (let done = 0; done < lines.length; ) {
        const { bytesWritten } = await active.handle.write(
          lines,
          done,
          lines.length - done,
          active.bytes + done,
        );
        done += bytesWritten;
      }
      await active.handle.datasync();
    } catch (error) {
      if (!(error instanceof SpoolFull)) await this.#endActive();
      throw error;
    }
    active.bytes += lines.length;
    active.records += records;
  }

  async #begin(): Promise<Active> {
    const name = this.#nextName();
    const handle = await open(join(this.#folder, name), "wx", 0o600);
    syncFolder(this.#folder);
    return { name, handle, room: Number.POSITIVE_INFINITY, bytes: 0, records: 0 };
  }

  async #beginOnReserve(): Promise<Active> {
    const name = this.#nextName();
    const path = join(this.#folder, name);
    try {
      await rename(this.#reserve, path);
    } catch {
      throw new SpoolFull("the disk is full, and the reserve is used up");
    }
    syncFolder(this.#folder);
    const handle = await open(path, "r+");
    return { name, handle, room: (await handle.stat()).size, bytes: 0, records: 0 };
  }

  #nextName(): string {
    this.#number += 1;
    const name = nameOfSegment(this.#options.now().getTime(), this.#number);
    this.#begun.add(name);
    return name;
  }

  async #endActive(): Promise<void> {
    const active = this.#active;
    if (active === null) return;
    this.#active = null;
    const { name, handle, bytes, records, room } = active;
    if (records > 0) this.#closed.push({ name, bytes, records });
    // What the reserve had is kept: who fills the disk would have it at once.
    if (room === Number.POSITIVE_INFINITY) await handle.truncate(bytes).catch(() => {});
    await handle.close();
    if (records === 0) await this.#give(join(this.#folder, name));
  }

  /** Also the one that is written: on a full disk there may be no other. */
  #oldest(): Segment | null {
    return this.#closed[0] ?? (this.#active !== null && this.#active.records > 0 ? this.#active : null);
  }

  async #handOver({ name, bytes }: Segment, take: Take): Promise<void> {
    if (this.#done.name !== name) this.#done = { ...nothingDone, name };
    const content = (await readFile(join(this.#folder, name))).subarray(0, bytes);
    let batch: { text: string; offset: number }[] = [];
    let read = 0;
    const flush = async (end: number) => {
      const lost = batch.length === 0 ? [] : await take(batch.map(({ text }) => text));
      for (const at of lost) this.#note({ file: name, offset: batch[at]?.offset ?? 0, damage: "refused" });
      const { records } = this.#done;
      this.#done = { ...this.#done, offset: end, records: records + read };
      if (read > 0) await this.#options.progress?.save(this.#done);
      batch = [];
      read = 0;
    };
    for (const piece of decodeRecords(content, this.#done.offset)) {
      if ("damage" in piece) {
        await flush(piece.offset);
        this.#note({ file: name, offset: piece.offset, damage: piece.damage });
        read = 1;
        await flush(piece.end);
        continue;
      }
      batch.push(piece);
      read += 1;
      if (batch.length === batchRecords) await flush(piece.end);
    }
    await flush(content.length);
  }

  #note(found: Found): void {
    this.#damaged += 1;
    this.#done = { ...this.#done, isDamaged: true };
    this.#found = [...this.#found, found].slice(-rememberedFound);
    this.#options.onDamage?.(found);
  }

  /** Removes the oldest segment, unless more came into it. */
  async #removeDone(): Promise<void> {
    if (this.#closed.length === 0 && this.#active?.bytes === this.#done.offset) await this.#endActive();
    const [oldest] = this.#closed;
    // An older one may have been adopted meanwhile.
    if (oldest?.name !== this.#done.name || oldest.bytes > this.#done.offset) return;
    const { name } = oldest;
    const path = join(this.#folder, name);
    if (this.#done.isDamaged) {
      await rename(path, `${path}.damaged`);
      this.#damagedSegments = [...this.#damagedSegments, `${name}.damaged`];
    } else await this.#give(path);
    syncFolder(this.#folder);
    this.#closed.shift();
    this.#done = nothingDone;
  }

  /** Removes a segment that nobody needs any more, or makes it the reserve again that it was. */
  async #give(path: string): Promise<void> {
    const { segmentBytes } = this.#options;
    const handle = await open(path, "r+");
    try {
      const wasReserve = (await handle.stat()).size === segmentBytes;
      if (wasReserve && !(await isThere(this.#reserve))) {
        await fill(handle, segmentBytes);
        return await rename(path, this.#reserve);
      }
    } finally {
      await handle.close();
    }
    await rm(path, { force: true });
  }

  get #reserve(): string {
    return join(this.#folder, "reserve");
  }

  /** Real bytes, not a hole, while the disk has plenty: without it a full disk is a full spool. */
  async #makeReserve(): Promise<void> {
    const { segmentBytes } = this.#options;
    const draft = `${this.#reserve}.new`;
    try {
      const { bavail, bsize } = statfsSync(this.#folder);
      if (bavail * bsize < 4 * segmentBytes || (await isThere(this.#reserve))) return;
      const handle = await open(draft, "w", 0o600);
      try {
        await fill(handle, segmentBytes);
      } finally {
        await handle.close();
      }
      await rename(draft, this.#reserve);
      syncFolder(this.#folder);
    } catch {
      await rm(draft, { force: true }).catch(() => {});
    }
  }
}

/** With zeros from its beginning on, so that the bytes are its own. */
async function fill(handle: FileHandle, bytes: number): Promise<void> {
  await handle.writeFile(Buffer.alloc(bytes));
  await handle.sync();
}

async function isThere(path: string): Promise<boolean> {
  return open(path, "r").then(
    (handle) => handle.close().then(() => true),
    () => false,
  );
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}
