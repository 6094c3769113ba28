"use client";

import { ConnectionMark } from "../connection-mark";
import type { Connection } from "../open-stream";

interface LiveSwitchProps {
  connection: Connection | "off";
  onSwitch: (isOn: boolean) => void;
  /** What came last, for readers who do not see it appear. */
  news: string;
}

const words: Record<Connection | "off", string> = {
  connecting: "Connecting …",
  open: "New events appear at the top.",
  lost: "The connection was lost. It is being made again.",
  off: "New events are not shown.",
};

/** Whether new events appear by themselves, and whether they can. */
export function LiveSwitch({ connection, onSwitch, news }: LiveSwitchProps) {
  const isOn = connection !== "off";
  return (
    <div className="needs-script flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        onClick={() => onSwitch(!isOn)}
        className="group inline-flex min-h-9 cursor-pointer items-center gap-2 font-medium"
      >
        <span
          aria-hidden="true"
          className="inline-flex h-5 w-9 items-center rounded-full border border-rule-strong p-0.5 group-aria-checked:border-accent group-aria-checked:bg-accent"
        >
          <span className="size-3.5 rounded-full bg-rule-strong group-aria-checked:translate-x-4 group-aria-checked:bg-on-accent" />
        </span>
        Live
      </button>
      <p role="status" className="flex items-baseline gap-2 text-ink-soft">
        <ConnectionMark connection={connection} />
        <span>{words[connection]}</span>
        <span>{news}</span>
      </p>
    </div>
  );
}
