/** A link with what is behind it. */
export interface LlmsLink {
  readonly name: string;
  /** Absolute. */
  readonly url: string;
  /** In a sentence; empty where the name says it. */
  readonly about: string;
}

export interface LlmsSection {
  readonly title: string;
  readonly links: readonly LlmsLink[];
}

interface LlmsText {
  readonly name: string;
  readonly description: string;
  /** Paragraphs below the description. */
  readonly notes: readonly string[];
  readonly sections: readonly LlmsSection[];
}

/** What of a site a program finds first, in the form of llmstxt.org. */
export function llmsText({ name, description, notes, sections }: LlmsText): string {
  const parts = [
    `# ${name}`,
    `> ${description}`,
    ...notes,
    ...sections.map(({ title, links }) => `## ${title}\n\n${links.map(lineOf).join("\n")}`),
  ];
  return `${parts.join("\n\n")}\n`;
}

function lineOf({ name, url, about }: LlmsLink): string {
  return `- [${inLine(name)}](${url})${about === "" ? "" : `: ${inLine(about)}`}`;
}

function inLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[[\]]/g, "\\$&");
}
