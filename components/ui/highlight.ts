/** The languages that code blocks are set in; `http` is a request as it crosses the wire. */
export type CodeLanguage = "json" | "yaml" | "shell" | "http" | "text";

/** A run of code and what it is: a key stands out, punctuation and comments step back. */
export interface CodePart {
  text: string;
  role: "plain" | "key" | "string" | "literal" | "quiet";
}

const patterns: Record<Exclude<CodeLanguage, "text">, RegExp> = {
  json: /(?<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\]|\\.)*")|(?<literal>-?\b\d[\d.eE+-]*|\b(?:true|false|null)\b)|(?<quiet>[{}[\],:]+)/g,
  yaml: /(?<quiet>#.*|:(?=\s|$))|(?<key>[\w.-]+(?=:(?:\s|$)))|(?<string>"(?:[^"\\]|\\.)*"|'[^']*')|(?<literal>\b(?:true|false|null|\d+)\b)/gm,
  shell:
    /(?<quiet>^\s*#.*|\\$)|(?<key>(?<=^\s*)(?:curl|docker|npm|kill|psql)\b|(?<=\s)--?[\w-]+)|(?<string>"(?:[^"\\]|\\.)*"|'[^']*')/gm,
  http: /(?<key>^[A-Z][\w-]*(?=: )|^[A-Z]+(?= \/))|(?<quiet>(?<=^[A-Z][\w-]*): |HTTP\/[\d.]+$)/gm,
};

/** Splits code into parts for setting. The texts of the parts joined are always the code itself. */
export function highlightCode(code: string, language: CodeLanguage): CodePart[] {
  if (language === "text") return [{ text: code, role: "plain" }];
  const parts: CodePart[] = [];
  let end = 0;
  for (const match of code.matchAll(patterns[language])) {
    if (match.index > end) parts.push({ text: code.slice(end, match.index), role: "plain" });
    const role = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
    parts.push({ text: match[0], role: (role ?? "plain") as CodePart["role"] });
    end = match.index + match[0].length;
  }
  if (end < code.length) parts.push({ text: code.slice(end), role: "plain" });
  return parts;
}
