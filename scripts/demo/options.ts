import { parseArgs } from "node:util";
import type { Marker } from "./demoFolder";

/** What was asked for on the command line; undefined where nothing was. */
export interface DemoOptions {
  readonly seed: number | undefined;
  readonly instances: number | undefined;
  readonly months: number | undefined;
  readonly fresh: boolean;
}

/** A parameter that cannot be used; the message is one line for the terminal. */
export class OptionError extends Error {}

export const defaults = { seed: 1, instances: 400, months: 18 } as const;

/** @throws OptionError */
export function readOptions(parameters: readonly string[]): DemoOptions {
  const values = parse(parameters);
  return {
    seed: wholeNumber("seed", values.seed, 2 ** 31 - 1),
    instances: wholeNumber("instances", values.instances, 5_000),
    months: wholeNumber("months", values.months, 36),
    fresh: values.fresh === true,
  };
}

/**
 * The fleet to show: the one that is there, or a new one that ends now.
 * @throws OptionError where another one is asked for than is there
 */
export function chooseFleet(asked: DemoOptions, there: Marker | null, now: Date): Marker {
  if (there === null) {
    const { seed, instances, months } = defaults;
    return {
      seed: asked.seed ?? seed,
      instances: asked.instances ?? instances,
      months: asked.months ?? months,
      end: now.toISOString(),
      isComplete: false,
    };
  }
  for (const name of ["seed", "instances", "months"] as const) {
    if (asked[name] !== undefined && asked[name] !== there[name]) {
      throw new OptionError(`The demo that is there has --${name} ${there[name]}; --fresh begins anew`);
    }
  }
  return there;
}

function parse(parameters: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...parameters],
      options: { seed: text, instances: text, months: text, fresh: { type: "boolean" } },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OptionError(`${reason}. There are --seed, --instances, --months and --fresh`);
  }
}

function wholeNumber(name: string, text: string | undefined, maximum: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= maximum) return value;
  throw new OptionError(`--${name} must be a whole number from 1 to ${maximum}`);
}
