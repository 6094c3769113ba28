/** Whether a text is the code of a currency, such as `EUR`. */
export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf("currency").includes(code);
}

/** Decimals of amounts in a currency: two of most. */
export function currencyDecimals(currency: string): number {
  const format = new Intl.NumberFormat("en-GB", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** Says a decimal text with all its digits, thousands apart: `12,345.600`. Nothing is rounded, however long it is. */
export function sayDigits(decimal: string): string {
  const [whole = "", fraction] = decimal.split(".");
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Says an amount with the code of its currency: `EUR 12,345.60`, `–` for none. */
export function sayAmount(amount: string | null, currency: string): string {
  return amount === null ? "–" : `${currency}\u00a0${sayDigits(amount)}`;
}
