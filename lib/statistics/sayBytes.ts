const units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/** A size in bytes that is a power of two, such as `512 MiB` or `16 TiB`. */
export function sayBytes(bytes: number): string {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(bytes) / 10)));
  return `${bytes / 1024 ** step}\u00a0${units[step]}`;
}
