import type { ReactNode } from "react";
import { classNames } from "./class-names";

const tones = {
  neutral: "border-rule text-ink-soft",
  accent: "border-accent text-accent",
  good: "border-good text-good",
  caution: "border-caution text-caution",
  bad: "border-bad text-bad",
} as const;

export type BadgeTone = keyof typeof tones;

/** A word in a frame, for a state or a kind. The word carries the meaning, the color only helps. */
export function Badge({ tone = "neutral", children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "inline-block rounded-xs border px-1.5 text-xs leading-[1.45] whitespace-nowrap",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}

const fieldClasses: Record<string, BadgeTone> = {
  technical: "neutral",
  identifier: "accent",
  "free text": "caution",
};

/** A field's class in the words of the catalogue: technical, identifier or free text. */
export function FieldClassBadge({ fieldClass }: { fieldClass: string }) {
  return <Badge tone={fieldClasses[fieldClass] ?? "neutral"}>{fieldClass}</Badge>;
}
