import fs from "node:fs";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/** @typedef {{ nfd?: number, path?: string, node: object, position: number }} Stream */
/** @typedef {{ onFlush?: () => void, onLogWritten?: (bytes: number) => void, onStorageFailure: (error: unknown) => void }} Hooks */

/**
 * PGlite's file system on a real folder, with what it leaves out: flushing. PostgreSQL's fsync calls end in
 * Emscripten's `stream_ops.fsync`, which NODEFS does not define, so without this they are silently skipped.
 *
 * `onStorageFailure` is called when a flush or a write of the write-ahead log fails. PostgreSQL would panic
 * there, and PGlite swallows the panic and carries on with a broken state, so the hook must not return.
 */
export class DurableFileSystem extends NodeFS {
  /**
   * @param {string} folder
   * @param {Hooks} hooks
   */
  constructor(folder, hooks) {
    super(folder);
    this.hooks = hooks;
  }

  /**
   * @override
   * @param {Parameters<NodeFS["init"]>[0]} pg
   * @param {Parameters<NodeFS["init"]>[1]} options
   */
  async init(pg, options) {
    const { emscriptenOpts } = await super.init(pg, options);
    const preRun = [...(emscriptenOpts.preRun ?? []), (/** @type {any} */ mod) => this.#addFlush(mod.NODEFS)];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }

  /** @param {any} nodeFs Emscripten's NODEFS object, shared by every file of the folder. */
  #addFlush(nodeFs) {
    const { hooks } = this;
    const write = nodeFs.stream_ops.write;
    nodeFs.stream_ops.fsync = (/** @type {Stream} */ stream) => {
      try {
        flush(nodeFs, stream);
      } catch (error) {
        hooks.onStorageFailure(error);
        throw error;
      }
      hooks.onFlush?.();
      return 0;
    };
    nodeFs.stream_ops.write = (/** @type {Stream} */ stream, /** @type {unknown[]} */ ...rest) => {
      if (!stream.path?.includes("/pg_wal/")) return write(stream, ...rest);
      try {
        const bytes = write(stream, ...rest);
        hooks.onLogWritten?.(bytes);
        return bytes;
      } catch (error) {
        hooks.onStorageFailure(error);
        throw error;
      }
    };
  }
}

/**
 * @param {any} nodeFs
 * @param {Stream} stream
 */
function flush(nodeFs, stream) {
  if (stream.nfd !== undefined) return fs.fsyncSync(stream.nfd);
  const folder = fs.openSync(nodeFs.realPath(stream.node), "r");
  try {
    fs.fsyncSync(folder);
  } finally {
    fs.closeSync(folder);
  }
}
