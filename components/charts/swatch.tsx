import type { Colour } from "@/lib/charts/colours";

/** A small square of a colour, before the name of what has it. */
export function Swatch({ colour, opacity = 1 }: { colour: Colour; opacity?: number }) {
  return (
    <svg viewBox="0 0 10 10" className="size-2.5 shrink-0" aria-hidden="true">
      <rect width="10" height="10" fill={`var(--${colour})`} fillOpacity={opacity} />
    </svg>
  );
}
