/** The parameters of a page's address. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** What Next gives a route handler: the parts of its path that have names. */
export interface InPath<Name extends string> {
  readonly params: Promise<Record<Name, string>>;
}

/** What Next gives a page. */
export interface PageProps<Name extends string = never> extends InPath<Name> {
  readonly searchParams: SearchParams;
}
