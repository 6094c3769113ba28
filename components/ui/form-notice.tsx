import type { ReactNode } from "react";
import { classNames } from "./class-names";

const tones = { good: "border-good", caution: "border-caution", bad: "border-bad" } as const;

interface FormNoticeProps {
  /** For the field that it is about. */
  id?: string;
  tone?: keyof typeof tones;
  children: ReactNode;
}

/** What a form came to: read out at once, as an alert where it was not done. */
export function FormNotice({ id, tone = "bad", children }: FormNoticeProps) {
  return (
    <p
      id={id}
      role={tone === "good" ? "status" : "alert"}
      className={classNames("max-w-measure border-l-[3px] py-0.5 pl-4 text-sm", tones[tone])}
    >
      {children}
    </p>
  );
}
