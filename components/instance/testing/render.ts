import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";

const entities: Readonly<Record<string, string>> = {
  "&#x27;": "'",
  "&quot;": '"',
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
};

/** A component as the server writes it, and the words in it. */
export function render(node: ReactNode): { readonly html: string; readonly text: string } {
  const html = renderToStaticMarkup(node);
  const text = html
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/&(?:#x27|quot|lt|gt|amp);/g, (entity) => entities[entity] ?? entity)
    .replaceAll(/\s+/g, " ");
  return { html, text };
}
