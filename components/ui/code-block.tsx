import { CopyButton } from "./copy-button";
import { type CodeLanguage, type CodePart, highlightCode } from "./highlight";

interface CodeBlockProps {
  /** Shown and copied exactly as given. */
  code: string;
  language?: CodeLanguage;
  /** What it is: a file's name, "Request", "Shell". Names the region for screen readers too. */
  label: string;
  /** Breaks long lines instead of scrolling; for one-line bodies. */
  wrap?: boolean;
}

const roles: Record<CodePart["role"], string> = {
  plain: "",
  key: "text-accent",
  string: "",
  literal: "text-caution",
  quiet: "text-ink-soft",
};

const reachable = { tabIndex: 0 };

/** Code in the mono face with its label and a copy button; plain, selectable text without a script. */
export function CodeBlock({ code, language = "text", label, wrap = false }: CodeBlockProps) {
  let offset = 0;
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
          {highlightCode(code, language).map((part) => {
            const key = offset;
            offset += part.text.length;
            return roles[part.role] ? (
              <span key={key} className={roles[part.role]}>
                {part.text}
              </span>
            ) : (
              part.text
            );
          })}
        </code>
      </pre>
    </figure>
  );
}
