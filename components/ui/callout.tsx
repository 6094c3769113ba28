import type { ReactNode } from "react";
import { classNames } from "./class-names";

const tones = {
  note: "border-accent",
  good: "border-good",
  caution: "border-caution",
  bad: "border-bad",
} as const;

interface CalloutProps {
  title?: ReactNode;
  tone?: keyof typeof tones;
  children: ReactNode;
}

/** A remark that must not be missed, set beside a rule. One a screen, or none is read. */
export function Callout({ title, tone = "note", children }: CalloutProps) {
  return (
    <div role="note" className={classNames("max-w-measure border-l-[3px] py-0.5 pl-4 text-sm", tones[tone])}>
      {title ? <p className="font-semibold">{title}</p> : null}
      <div className="prose">{children}</div>
    </div>
  );
}
