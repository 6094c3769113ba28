import { sayExact } from "./sayNumbers";

const units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] as const;

/** A size in bytes with three digits at most: `1.95 TiB`, `684 GiB`, `16 TiB`. */
export function sayBytes(bytes: number): string {
  const { number, unit } = inUnits(bytes);
  return `${number}\u00a0${unit}`;
}

/**
 * The range over `above` up to `upTo` bytes, both powers of two: `8–16 GiB`, `512 GiB – 1 TiB`, and `up to 1 GiB`
 * where `above` is null.
 */
export function sayByteRange(above: number | null, upTo: number): string {
  if (above === null) return `up to ${sayBytes(upTo)}`;
  const [low, high] = [inUnits(above), inUnits(upTo)];
  return low.unit === high.unit
    ? `${low.number}–${sayBytes(upTo)}`
    : `${sayBytes(above)} –\u00a0${sayBytes(upTo)}`;
}

function inUnits(bytes: number) {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return { number: sayExact(Number((bytes / 1024 ** step).toPrecision(3))), unit: units[step] };
}
