"use client";

import { type CodeLanguage, type CodePart, highlightCode } from "./highlight";

const roles: Record<CodePart["role"], string> = {
  plain: "",
  key: "text-accent",
  string: "",
  literal: "text-caution",
  quiet: "text-ink-soft",
};

/** Code in its colors. It has a script so that what hydrates a page has the code as it is, and not an element for each part. */
export function Highlighted({ code, language }: { code: string; language: CodeLanguage }) {
  let offset = 0;
  return highlightCode(code, language).map((part) => {
    const key = offset;
    offset += part.text.length;
    return roles[part.role] ? (
      <span key={key} className={roles[part.role]}>
        {part.text}
      </span>
    ) : (
      part.text
    );
  });
}
