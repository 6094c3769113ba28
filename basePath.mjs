// A build is for one path: Next.js writes it into scripts and manifests. What starts, builds and configures it agrees here.

/** A path of which every part is spelled plainly, so that it is the same however it is written. */
const address = /^https?:\/\/[^/?#]+((?:\/[\w~-][\w.~-]*)*)\/*$/i;

/**
 * The path below which an address publishes the service, without a slash at the end: `/telemetry`. Empty at the root of a
 * host, and for what cannot be such an address.
 * @param {string | undefined} publicUrl see `PUBLIC_URL`
 * @returns {string}
 */
export function basePathOf(publicUrl) {
  return address.exec(publicUrl ?? "")?.[1] ?? "";
}

/**
 * The folder of the build for a path. Those for a path have another one, so that it does not replace the usual one.
 * @param {string} basePath
 */
export function buildFolderOf(basePath) {
  return basePath === "" ? ".next" : ".next-below";
}
