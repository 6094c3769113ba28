import { type FormSection, formSectionOf } from "@/lib/http/formSections";
import { type FormHolder, readBrowserId } from "@/lib/http/formToken";
import { formTokenField } from "@/lib/http/formTokenField";
import { getServices } from "@/lib/services";
import { pathOf } from "./client";
import { openSealed, readCookie } from "./cookieSessions";

/** The token of the forms of a page for the reader who asks for it; null where the page's section has none. */
export async function makeFormToken(pathname: string): Promise<string | null> {
  const section = formSectionOf(pathname);
  const holder = section === null ? null : await holderIn(section);
  if (section === null || holder === null) return null;
  return (await getServices()).formTokens.make(section.path, holder);
}

/** Whether a form carries the token that a page of its section has for the reader who sends it. */
export async function hasFormToken(request: Request, form: URLSearchParams): Promise<boolean> {
  const section = formSectionOf(pathOf(request));
  const holder = section === null ? null : await holderIn(section);
  if (section === null || holder === null) return false;
  return (await getServices()).formTokens.isOf(form.get(formTokenField), section.path, holder);
}

/** The session, also one that opens nothing any more; before there is one, the browser. */
async function holderIn({ session }: FormSection): Promise<FormHolder | null> {
  const opened = session === null ? null : await openSealed(session);
  if (opened !== null) return { kind: "session", id: opened.id };
  const id = readBrowserId(await readCookie("form"));
  return id === null ? null : { kind: "browser", id };
}
