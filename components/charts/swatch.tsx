import type { Color } from "@/lib/charts/colors";

/** A small square of a color, before the name of what has it. */
export function Swatch({ color, opacity = 1 }: { color: Color; opacity?: number }) {
  return (
    <svg viewBox="0 0 10 10" className="size-2.5 shrink-0" aria-hidden="true">
      <rect width="10" height="10" fill={`var(--${color})`} fillOpacity={opacity} />
    </svg>
  );
}
