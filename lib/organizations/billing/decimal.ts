import Big from "big.js";

/** Decimals of any length. A number of JavaScript is refused: it may be rounded already. */
const Decimal = Big();
Decimal.strict = true;
// 2 to the power of 30 divides any whole number within 30 decimals: nothing is rounded before `round` does it.
Decimal.DP = 30;
Decimal.RM = Big.roundHalfUp;

/** Decimals of hours of GiB: a thousandth. */
export const usageDecimals = 3;

const gib = new Decimal("1073741824");

/** Bytes in GiB, rounded half up to thousandths. @param bytes digits of a whole number */
export function toGib(bytes: string): string {
  return rounded(new Decimal(bytes).div(gib), usageDecimals);
}

/** The exact sum of decimal texts, with as many decimals as they have at most. */
export function sumOf(decimals: readonly string[]): string {
  const places = Math.max(0, ...decimals.map((text) => text.split(".")[1]?.length ?? 0));
  return rounded(
    decimals.reduce((sum, text) => sum.plus(text), new Decimal("0")),
    places,
  );
}

/** Quantities times their prices, summed exactly and then rounded half up. */
export function amountOf(
  lines: readonly { readonly quantity: string; readonly price: string }[],
  decimals: number,
): string {
  const exact = lines.reduce(
    (sum, { quantity, price }) => sum.plus(new Decimal(quantity).times(price)),
    new Decimal("0"),
  );
  return rounded(exact, decimals);
}

/** How much more `to` is than `from`, in per cent with a decimal; null where `from` is nothing. */
export function changeInPercent(from: string, to: string): string | null {
  const before = new Decimal(from);
  return before.eq("0") ? null : rounded(new Decimal(to).minus(before).times("100").div(before), 1);
}

/** Whether two decimal texts are the same number. */
export function isSame(one: string, other: string): boolean {
  return new Decimal(one).eq(other);
}

function rounded(value: Big, decimals: number): string {
  return value.toFixed(decimals, Big.roundHalfUp);
}
