"use client";

import { useEffect, useState } from "react";
import { classNames, quietButton } from "./class-names";

interface CopyButtonProps {
  /** Copies the address of the page instead. */
  address?: boolean;
  className?: string;
}

/** Copies the text of the code block it stands in, and says so. Hidden where scripts are off. */
export function CopyButton({ address = false, className }: CopyButtonProps) {
  const [said, say] = useState<string | null>(null);

  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => say(null), 2000);
    return () => clearTimeout(timer);
  }, [said]);

  async function copy(button: HTMLButtonElement): Promise<void> {
    const code = address ? null : button.closest("figure")?.querySelector("pre");
    try {
      await navigator.clipboard.writeText(code?.textContent ?? location.href);
      say("Copied");
    } catch {
      // No clipboard on a plain-HTTP page or without permission: the keyboard can copy what is selected.
      if (code) getSelection()?.selectAllChildren(code);
      else say("It is in the address bar");
    }
  }

  return (
    <button
      type="button"
      onClick={(event) => void copy(event.currentTarget)}
      className={classNames(
        "needs-script screen-only px-1",
        address ? "text-sm" : "text-xs",
        quietButton,
        className,
      )}
    >
      <span aria-live="polite">{said ?? (address ? "Copy link" : "Copy")}</span>
    </button>
  );
}
