const ending = ".md";

/** Where the first page, whose path has no name, is to be had as Markdown. */
const first = "/index";

/** The path of a page's Markdown form: `/events.md` of `/events`, `/index.md` of the first page. */
export function markdownPath(path: string): string {
  return (path === "/" ? first : path) + ending;
}

/** The other way; null for a path that is no Markdown form's. */
export function pathOfMarkdown(path: string): string | null {
  if (!path.endsWith(ending)) return null;
  const page = path.slice(0, -ending.length);
  if (page === first) return "/";
  return page === "" || page.endsWith("/") ? null : page;
}

/** The Markdown forms of the pages whose paths fit a pattern that ends with `$`. */
export function markdownPattern({ source, flags }: RegExp): RegExp {
  return new RegExp(source.replace(/\$$/, "\\.md$"), flags);
}
