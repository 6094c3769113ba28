import type { Fate } from "@/lib/catalogue";
import { Badge, type BadgeTone } from "../ui/badge";
import { fateWords } from "./say-event-type";

const tones: Readonly<Record<Fate, BadgeTone>> = {
  kept: "neutral",
  hashed: "accent",
  "known text": "good",
  folded: "caution",
};

/** What became of a value, in words. */
export function FateBadge({ fate }: { fate: Fate }) {
  return <Badge tone={tones[fate]}>{fateWords[fate]}</Badge>;
}
