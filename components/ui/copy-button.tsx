"use client";

import { useEffect, useState } from "react";

/** Copies the text of the code block it stands in, and says so. Hidden where scripts are off. */
export function CopyButton() {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy(button: HTMLButtonElement): Promise<void> {
    const code = button.closest("figure")?.querySelector("pre");
    if (!code) return;
    try {
      await navigator.clipboard.writeText(code.textContent ?? "");
      setCopied(true);
    } catch {
      // No clipboard on a plain-HTTP page or without permission: select the code, so that the keyboard can copy it.
      getSelection()?.selectAllChildren(code);
    }
  }

  return (
    <button
      type="button"
      onClick={(event) => void copy(event.currentTarget)}
      className="needs-script screen-only cursor-pointer px-1 text-xs text-ink-soft underline decoration-rule-strong underline-offset-2 hover:text-ink"
    >
      <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
    </button>
  );
}
