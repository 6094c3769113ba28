/** What a reader knows: how many instances are in each of these sets of atoms. An atom is an index. */
export type Known = readonly ReadonlySet<number>[];

/**
 * The smallest number of instances, above zero, of any set of atoms that can be worked out exactly by adding and
 * subtracting what is known; null where only empty sets can. Tries every set: at most a dozen atoms.
 */
export function smallestDisclosed(known: Known, instances: readonly number[]): number | null {
  const basis = rowBasis(known.map((set) => instances.map((_, atom) => (set.has(atom) ? 1 : 0))));
  let smallest: number | null = null;
  for (let mask = 1; mask < 2 ** instances.length; mask += 1) {
    const row = instances.map((_, atom) => (mask >> atom) & 1);
    const sum = instances.reduce((total, n, atom) => total + (row[atom] === 1 ? n : 0), 0);
    if (sum > 0 && (smallest === null || sum < smallest) && isCombination(row, basis)) smallest = sum;
  }
  return smallest;
}

interface BasisRow {
  readonly pivot: number;
  readonly row: number[];
}

const isZero = (value: number) => Math.abs(value) < 1e-9;

function rowBasis(rows: readonly number[][]): BasisRow[] {
  const basis: BasisRow[] = [];
  for (const candidate of rows) {
    const row = reduce(candidate, basis);
    const pivot = row.findIndex((value) => !isZero(value));
    if (pivot === -1) continue;
    const lead = row[pivot] ?? 1;
    const unit = row.map((value) => value / lead);
    for (const one of basis) {
      const factor = one.row[pivot] ?? 0;
      unit.forEach((value, index) => {
        one.row[index] = (one.row[index] ?? 0) - factor * value;
      });
    }
    basis.push({ pivot, row: unit });
  }
  return basis;
}

function reduce(row: readonly number[], basis: readonly BasisRow[]): number[] {
  const rest = [...row];
  for (const { pivot, row: unit } of basis) {
    const factor = rest[pivot] ?? 0;
    if (isZero(factor)) continue;
    unit.forEach((value, index) => {
      rest[index] = (rest[index] ?? 0) - factor * value;
    });
  }
  return rest;
}

function isCombination(row: readonly number[], basis: readonly BasisRow[]): boolean {
  return reduce(row, basis).every(isZero);
}
