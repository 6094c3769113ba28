import { countOf } from "@/lib/words/sayPlurals";
import type { ErasureFact } from "../../instance/erasure-words";

/** What billing keeps of an erased instance, and for how long. */
export function billingFacts(billingRetentionDays: number): readonly ErasureFact[] {
  return [
    {
      what: "That the instance is the organization’s",
      why: "Its ID, its number, its project and when it was linked. Without it a bill could not say what it is for. It goes when the operator unlinks the instance.",
    },
    {
      what: "Its hourly usage reports",
      why: `CPUs, memory and data size by hour, for ${countOf(billingRetentionDays, "day")}: bills are made from them, and have to be accounted for that long.`,
    },
    {
      what: "What the audit log says of it",
      why: "By its number. A log from which something can be taken out proves nothing.",
    },
  ];
}
