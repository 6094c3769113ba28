import type { APIRequestContext } from "@playwright/test";
import { formSectionOf } from "../../lib/http/formSections";
import { formTokenField } from "../../lib/http/formTokenField";

/** The token in the forms of a page; an empty one where the page has no form that acts. */
export function formTokenIn(html: string): string {
  return new RegExp(`name="${formTokenField}" value="([^"]*)"`).exec(html)?.[1] ?? "";
}

/** A page with the token of the form at `path`: the first one of its section. Null where there are no forms. */
export function pageOfForm(path: string): string | null {
  return formSectionOf(path)?.path ?? null;
}

interface PostOptions {
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Posts a form as its page would, with the cookies of a browser. No redirect is followed. */
export async function postForm(
  request: APIRequestContext,
  address: URL,
  { form = {}, headers = {} }: PostOptions = {},
) {
  const page = new URL(pageOfForm(address.pathname) ?? "/", address);
  const html = await (await request.get(page.href, { headers })).text();
  const body = { ...form, [formTokenField]: formTokenIn(html) };
  return request.post(address.href, { form: body, headers, maxRedirects: 0 });
}
