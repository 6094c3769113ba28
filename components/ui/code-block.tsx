import { CopyButton } from "./copy-button";
import type { CodeLanguage } from "./highlight";
import { Highlighted } from "./highlighted";

interface CodeBlockProps {
  /** Shown and copied exactly as given. */
  code: string;
  language?: CodeLanguage;
  /** What it is: a file's name, "Request", "Shell". Names the region for screen readers too. */
  label: string;
  /** Breaks long lines instead of scrolling; for one-line bodies. */
  wrap?: boolean;
}

const reachable = { tabIndex: 0 };

/** Code in the mono face with its label and a copy button; plain, selectable text without a script. */
export function CodeBlock({ code, language = "text", label, wrap = false }: CodeBlockProps) {
  return (
    <figure aria-label={label} className="min-w-0 border border-rule bg-raised">
      <figcaption className="flex items-center justify-between gap-4 border-b border-rule px-3 py-1.5 text-xs text-ink-soft">
        <span>{label}</span>
        <CopyButton />
      </figcaption>
      <pre
        className={`px-3 py-2.5 font-mono text-[0.8125rem] leading-[1.55] ${wrap ? "whitespace-pre-wrap wrap-anywhere" : "overflow-x-auto print:whitespace-pre-wrap"}`}
        {...reachable}
      >
        <code className="text-[1em]">
          <Highlighted code={code} language={language} />
        </code>
      </pre>
    </figure>
  );
}
