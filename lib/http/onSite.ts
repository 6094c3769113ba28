/**
 * The path below which the service is published, without a slash at the end; empty at the root of a host. It is that of the
 * build (basePath.mjs), the same on the server and in the browser.
 */
export const basePath: string = process.env.TELEMETRY_BASE_PATH ?? "";

/**
 * The address on this host of a path of this service: `/org` as it is, or `/telemetry/org`. Whatever a browser is given
 * comes from here, or is absolute and begins with `baseUrlOf`; only the framework's own router and redirects add the path
 * themselves. A `#fragment` and a whole address stay as they are.
 */
export function onSite(path: string): string {
  if (basePath === "" || !path.startsWith("/")) return path;
  return basePath + path.replace(/^\/(?=$|[?#])/, "");
}

/** The other way: the path of this service that a target on this host is; null where it is outside of it. */
export function offSite(target: string): string | null {
  if (basePath === "") return target;
  if (!target.startsWith(basePath)) return null;
  const path = target.slice(basePath.length);
  return path === "" || /^[/?]/.test(path) ? path : null;
}
