import type { Verdict } from "@/lib/status/sayVerdict";
import { classNames } from "../ui/class-names";

const tones = { good: "border-good", caution: "border-caution", bad: "border-bad" } as const;

/** What the service is doing, before any figure. */
export function VerdictNote({ tone, headline, details }: Verdict) {
  return (
    <div className={classNames("max-w-measure border-l-4 py-1 pl-4", tones[tone])}>
      <p className="text-lg font-semibold">{headline}.</p>
      {details.length === 0 ? null : <p className="mt-1">{details.join(" ")}</p>}
    </div>
  );
}
