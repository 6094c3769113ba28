import { makingForAll, notForAll } from "../../http/forAll";
import { onSite } from "../../http/onSite";
import { askWhole } from "./askWhole";
import { hasFailed } from "./hasFailed";

/** A page as a reader gets it. */
export interface PageRead {
  readonly status: number;
  /** Where it leads to instead; null for a page that is there. */
  readonly movedTo: string | null;
  /** Null for one that is too large to be held. */
  readonly html: string | null;
}

/**
 * Asks this service itself for one of its pages, as a reader of whom nothing is known.
 * @param target a path of this service, with parameters
 * @param baseUrl where whoever asks sees this installation
 */
export type ReadPage = (target: string, baseUrl: string) => Promise<PageRead>;

interface ReadPageOptions {
  /** Where this process takes requests for pages. */
  readonly at: { readonly socketPath: string } | { readonly host: string; readonly port: number };
  /** Name of the header that names an answer in the making for all; null where none is kept. */
  readonly header: string | null;
}

/**
 * Reads pages for whoever makes something else of them. What is said of a page while it is made, such as that it holds for
 * this moment alone, is said of what is made of it, too.
 */
export function createReadPage({ at, header }: ReadPageOptions): ReadPage {
  return async (target, baseUrl) => {
    const { protocol, host } = new URL(baseUrl);
    const making = makingForAll.getStore();
    const { status, headers, body } = await askWhole({
      ...at,
      path: onSite(target),
      headers: {
        host,
        ...(protocol === "https:" ? { "x-forwarded-proto": "https" } : {}),
        ...(making === undefined || header === null ? {} : { [header]: making.id }),
      },
    });
    const html = body?.toString() ?? null;
    if (html === null || hasFailed(html)) notForAll();
    return { status, movedTo: headers.location ?? null, html };
  };
}
