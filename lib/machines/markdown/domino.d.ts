/** The package describes itself by the name it was forked from. */
declare module "@mixmark-io/domino" {
  export function createDocument(html?: string): Document;
}
