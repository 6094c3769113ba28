import { otherClass, type StatisticClass } from "./declare";

/** The name itself where it is a declared class, else `other`: what an engine sends is never a class by itself. */
export function classIn(classes: readonly StatisticClass[], name: string): string {
  return classes.some(({ key }) => key === name) ? name : otherClass;
}
