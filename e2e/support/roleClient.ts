import { cookies as declaredCookies } from "../../lib/http/cookies";
import { formTokenField } from "../../lib/http/formTokenField";
import { formTokenIn, pageOfForm } from "./formToken";

/** A browser without a browser: keeps cookies with their paths, follows no redirect by itself. */
export interface RoleClient {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Sends a form as a page's own form would be sent, with its token unless `fields` has one. An empty header is left out. */
  post(
    path: string,
    fields?: Record<string, string> | URLSearchParams,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** The token in the forms of the section of `path`, as this client sees them. */
  formToken(path: string): Promise<string>;
  /** Any request, as it is. */
  send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body: URLSearchParams | null,
  ): Promise<Response>;
  /** Another browser with the same cookies from now on, at another address. */
  fork(address: string): RoleClient;
}

const declaredNames = new Set<string>(Object.values(declaredCookies).map(({ name }) => name));

/** The operator's token of servers under test. */
export const operatorToken = "an operator's token of tests, long enough";

interface Cookie {
  readonly path: string;
  readonly value: string;
}

/**
 * @param url of the service, with the path below which it is published
 * @param address which client it is, behind a trusted proxy: wrong tokens are limited by client */
export function createRoleClient(
  url: string,
  address: string,
  given: ReadonlyMap<string, Cookie> = new Map(),
): RoleClient {
  const cookies = new Map(given);
  const base = new URL(url).pathname.replace(/\/$/, "");
  const at = (path: string) =>
    new URL(path === base || path.startsWith(`${base}/`) ? path : base + path, url);
  /** What a browser says of a form of our own pages. */
  const ownForm = { "sec-fetch-site": "same-origin", origin: new URL(url).origin };

  const send = async (
    method: string,
    path: string,
    init: { headers?: HeadersInit; body?: URLSearchParams },
  ) => {
    const { pathname } = at(path);
    const carried = [...cookies]
      .filter(
        ([, cookie]) => pathname === cookie.path || pathname.startsWith(cookie.path.replace(/\/?$/, "/")),
      )
      .map(([name, { value }]) => `${name.split(" ")[0]}=${value}`);
    const headers = new Headers(init.headers);
    for (const [name, value] of [...headers]) if (value === "") headers.delete(name);
    headers.set("x-forwarded-for", address);
    if (carried.length > 0) headers.set("cookie", carried.join("; "));
    const response = await fetch(at(path), { ...init, method, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (!declaredNames.has(name.replace(/^__Host-/, "")))
        throw new Error(`${path} sets a cookie that is not declared: ${name}`);
      const cookiePath = /;\s*path=([^;]+)/i.exec(line)?.[1] ?? "/";
      const key = `${name} ${cookiePath}`;
      if (/;\s*max-age=0/i.test(line)) cookies.delete(key);
      else cookies.set(key, { path: cookiePath, value });
    }
    return response;
  };
  const formToken = async (path: string) => {
    const page = pageOfForm(path);
    return page === null ? "" : formTokenIn(await (await send("GET", page, {})).text());
  };
  return {
    get: (path, headers = {}) => send("GET", path, { headers }),
    formToken,
    async post(path, fields = {}, headers = {}) {
      const body = new URLSearchParams(fields);
      if (!body.has(formTokenField)) body.set(formTokenField, await formToken(path));
      return send("POST", path, { headers: { ...ownForm, ...headers }, body });
    },
    send: (method, path, headers, body) =>
      send(method, path, { headers: { ...ownForm, ...headers }, ...(body === null ? {} : { body }) }),
    fork: (another) => createRoleClient(url, another, cookies),
  };
}

/** Posts a form that makes a key or token, and reads it from the one page that shows it. */
export async function makeSecret(
  client: RoleClient,
  path: string,
  fields: Record<string, string> = {},
): Promise<string> {
  const answer = await client.post(path, fields);
  const location = answer.headers.get("location");
  if (answer.status !== 303 || location === null) throw new Error(`${path} was answered ${answer.status}`);
  const html = await (await client.get(location)).text();
  const [made] = /dle[orts]_[\w-]{43}/.exec(html) ?? [];
  if (made === undefined) throw new Error(`${location} shows no secret after ${path}`);
  return made;
}

/** Signs in at `/org`, `/support` or `/operator`. */
export async function signIn(client: RoleClient, where: string, token: string): Promise<void> {
  const answer = await client.post(`${where}/sign-in`, { token });
  const location = answer.headers.get("location");
  if (location === null || !location.endsWith(where))
    throw new Error(`signing in at ${where} led to ${location}`);
}

/** The signed-in operator of a server that has `operatorToken`. */
export async function operatorOf(url: string, address: string): Promise<RoleClient> {
  const operator = createRoleClient(url, address);
  await signIn(operator, "/operator", operatorToken);
  return operator;
}

/** An organization with a key and an access token. */
export interface MadeOrganization {
  readonly alias: string;
  readonly name: string;
  readonly orgKey: string;
  readonly token: string;
}

/** Makes an organization through the operator's pages. */
export async function makeOrganization(
  operator: RoleClient,
  { alias, name }: { readonly alias: string; readonly name: string },
): Promise<MadeOrganization> {
  const created = await operator.post("/operator/create", { alias, name, plan: "standard" });
  if (!created.headers.get("location")?.includes("?done=create")) throw new Error(`${alias} was not created`);
  const base = `/operator/organizations/${alias}`;
  return {
    alias,
    name,
    orgKey: await makeSecret(operator, `${base}/issue-key`),
    token: await makeSecret(operator, `${base}/issue-token`, { name: "Ada" }),
  };
}

/** Sends an event as an engine with a key does. */
export async function sendWithKey(url: string, orgKey: string, event: object): Promise<void> {
  const answer = await fetch(new URL("/api/rpc/telemetry_event", url), {
    method: "POST",
    headers: { "Content-Type": "application/json", "Org-Key": orgKey },
    body: JSON.stringify(event),
  });
  if (answer.status !== 200) throw new Error(`an event was answered ${answer.status}`);
}

/** Registers an instance as an engine with a key does. @returns its number */
export async function registerWithKey(
  url: string,
  orgKey: string,
  { instanceId, project }: { readonly instanceId: string; readonly project: string },
): Promise<number> {
  const answer = await fetch(new URL("/api/rpc/dblab_instance_register", url), {
    method: "POST",
    headers: { "Content-Type": "application/json", "Org-Key": orgKey },
    body: JSON.stringify({ selfassigned_instance_id: instanceId, project_name: project }),
  });
  if (answer.status !== 200) throw new Error(`a registration was answered ${answer.status}`);
  return (await answer.json()).id;
}
