/** The page of an operation: below /api, where no call is. */
export function operationAddress(id: string): string {
  return `/api/operations/${id}`;
}
