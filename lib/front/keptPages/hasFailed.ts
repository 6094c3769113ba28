/** Signs of a page on which something went wrong after it had begun. */
const signs = /<template data-dgst=|id="__next_error__"/;

/** Whether a page says that something went wrong while it was made, though its status does not. */
export function hasFailed(html: string): boolean {
  return signs.test(html);
}
