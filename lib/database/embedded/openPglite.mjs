import { PGlite } from "@electric-sql/pglite";

/** PostgreSQL's settings: everything flushed, and small, because the whole service is to fit in 300 MB. */
const SETTINGS = {
  fsync: "on",
  wal_sync_method: "fsync",
  full_page_writes: "on",
  shared_buffers: "16MB",
  work_mem: "4MB",
  maintenance_work_mem: "16MB",
  max_wal_size: "128MB",
  min_wal_size: "32MB",
  log_statement: "none",
  log_min_error_statement: "panic",
  timezone: "UTC",
};

const START_PARAMETERS = [
  // -F would switch fsync off, whatever the settings say.
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
  ...Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
];

/**
 * Opens PGlite on a folder; an empty folder is made a database first.
 *
 * @param {import("./durableFileSystem.mjs").DurableFileSystem} fileSystem
 * @param {(line: string) => void} onComplaint receives PostgreSQL's error output
 */
export function openPglite(fileSystem, onComplaint) {
  return PGlite.create({
    fs: fileSystem,
    startParams: START_PARAMETERS,
    // Segments of 4 MB instead of 16: a new one is filled with zeroes and flushed while somebody waits.
    initDbStartParams: ["--wal-segsize=4"],
    onStdout: () => true,
    onStderr: (line) => {
      onComplaint(line);
      return true;
    },
  });
}
