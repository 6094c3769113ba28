import { Children, isValidElement, type ReactNode } from "react";
import { Section } from "../ui";

/** A part of a page with a heading: its anchor, its title and all of its text. */
export interface SectionText {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

interface KnownProps {
  readonly id?: string;
  readonly title?: ReactNode;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
  readonly rows?: readonly { readonly cells: readonly ReactNode[] }[];
}

/** The sections of a page that needs nothing but its properties, as the search finds them. */
export function readSections(page: ReactNode): SectionText[] {
  const sections: SectionText[] = [];
  textOf(page, sections);
  return sections;
}

/** The text of a node; sections in it are noted. */
function textOf(node: ReactNode, sections: SectionText[]): string {
  if (typeof node === "string" || typeof node === "number") return String(node);
  if (Array.isArray(node)) return joined(node, sections);
  if (!isValidElement<KnownProps>(node)) return "";
  const { type, props } = node;
  if (type === Section && props.id !== undefined) {
    const title = textOf(props.title, sections);
    const text = joined([props.lead, props.children], sections);
    sections.push({ id: props.id, title, text });
    return `${title} ${text}`;
  }
  const made = typeof type === "function" ? make(type as (given: KnownProps) => ReactNode, props) : undefined;
  if (made !== undefined) return textOf(made, sections);
  const cells = props.rows?.flatMap((row) => row.cells) ?? [];
  return joined([...cells, ...Children.toArray(props.children)], sections);
}

/** What a component is made of. One that runs in the browser has no text of its own here. */
function make(component: (given: KnownProps) => ReactNode, props: KnownProps): ReactNode | undefined {
  try {
    return component(props);
  } catch {
    return undefined;
  }
}

function joined(nodes: readonly ReactNode[], sections: SectionText[]): string {
  return nodes
    .map((node) => textOf(node, sections))
    .filter((text) => text !== "")
    .join(" ");
}
