const units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/** A size in bytes with three digits: `1.95 TiB`, `684 GiB`. */
export function saySize(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${Number((bytes / 1024 ** step).toPrecision(3)).toLocaleString("en-GB")}\u00a0${units[step]}`;
}
