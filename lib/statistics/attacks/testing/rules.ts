import { createDoor, type Door, openDoor } from "../../publish/door";
import { createPublication, type Publication } from "../../publish/publication";

/** By which rules a simulated installation publishes: those of production, or with one of them switched off. */
export interface Rules {
  readonly publication: Publication;
  /** True where strangers' times of events are believed, however old. */
  readonly believesAll: boolean;
  /** True where closed weeks are counted again whenever something changed. */
  readonly countsAgain: boolean;
  /** True where the status has its days. */
  readonly hasStatusByDay: boolean;
}

const pepper = "a pepper of thirty-two characters";
const settings = { isPrivate: false, countAfterDays: 7, publishMinInstances: 10 };

/** As in production. */
export const rulesOfProduction: Rules = {
  publication: createPublication(settings, pepper),
  believesAll: false,
  countsAgain: false,
  hasStatusByDay: false,
};

const withDoor = (door: Door): Rules => ({
  ...rulesOfProduction,
  publication: { ...rulesOfProduction.publication, door },
});

/** The threshold stays, and what is above it is exact. */
const exactFrom = (publishMinInstances: number): Door => ({
  ...openDoor,
  isOpen: false,
  publishMinInstances,
  figure: ({ instances }) => (instances < publishMinInstances ? null : instances),
});

/** Noise that is drawn whenever somebody looks, whoever is in the group. */
function forgetfulDoor(): Door {
  const door = doorOf(0);
  let drawn = 0n;
  const perturb: Door["perturb"] = ({ instances, members }) => {
    drawn += 1n;
    // As if other instances were counted: noise depends on who is.
    return door.perturb({ instances, members: members + drawn });
  };
  return {
    ...door,
    perturb,
    figure(group) {
      const instances = perturb(group);
      return instances < settings.publishMinInstances ? null : instances;
    },
  };
}

/** With one rule, or one and what depends on it, switched off. */
export const without = {
  noise: withDoor(exactFrom(settings.publishMinInstances)),
  noiseAndThreshold: withDoor(openDoor),
  sameNoiseForTheSame: withDoor(forgetfulDoor()),
  closedWeeks: {
    ...rulesOfProduction,
    publication: createPublication({ ...settings, isPrivate: true, countAfterDays: 0 }, pepper),
  },
  freezing: { ...rulesOfProduction, countsAgain: true },
  ourClock: { ...rulesOfProduction, believesAll: true, countsAgain: true },
  hiddenDays: { ...rulesOfProduction, hasStatusByDay: true },
} as const satisfies Readonly<Record<string, Rules>>;

/** The door of production, with another key. */
export function doorOf(key: number): Door {
  return createDoor(Buffer.from(`key ${key}`), settings.publishMinInstances);
}
