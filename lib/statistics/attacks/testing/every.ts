import { noiseTable } from "../../publish/noise";
import { compareAfter } from "../afterClosing";
import type { Attack } from "../attack";
import { averageNoise } from "../averageNoise";
import { subtract } from "../complement";
import { subtractPairs } from "../crossings";
import { sendDatedDays } from "../datedDays";
import { readDominated } from "../dominance";
import { subtractEditions } from "../editionsAgainstAll";
import { compareMembers } from "../equalMembers";
import { readExtremes } from "../extremes";
import { readFewOnADay } from "../fewOnADay";
import { forgeClass } from "../forgeClass";
import { forgeMedian } from "../forgeMedian";
import { watchOpenPeriod } from "../openPeriod";
import { seeSilence } from "../silence";
import { readStatusByDay } from "../statusByDay";
import { askWhereItCounts } from "../whereItCounts";
import { type Rules, without } from "./rules";

/** An attack, and the rule without which it works. */
export interface Listed {
  readonly attack: Attack;
  readonly stoppedBy: Rules;
  /** The attack as it is made where that rule is not there, if it differs. */
  readonly otherwise?: Attack;
}

/** They only read: all of them can be played against the same fleet. */
export const readingAttacks = {
  "reads the days on which few are at work": { attack: readFewOnADay, stoppedBy: without.closedWeeks },
  "reads the outermost percentiles": { attack: readExtremes, stoppedBy: without.closedWeeks },
  "reads the clones of whom makes most of them": { attack: readDominated, stoppedBy: without.closedWeeks },
  "reads the status by day": { attack: readStatusByDay, stoppedBy: without.hiddenDays },
  "subtracts what counts the same engines": { attack: subtract, stoppedBy: without.noise },
  "subtracts editions from all": { attack: subtractEditions(false), stoppedBy: without.noise },
  "subtracts pairs from what is crossed": { attack: subtractPairs, stoppedBy: without.noise },
  "averages the noise away": { attack: averageNoise, stoppedBy: without.sameNoiseForTheSame },
} as const satisfies Readonly<Record<string, Listed>>;

/** How many forged engines are not enough for a class of their own, and how many are. */
const [tooFew, enough] = [9, 18];
const exact = [[0, 1]] as const;

/** They change what is over, or try to: where that does nothing, they can be played one after the other. */
export const changingAttacks = {
  "compares before and after late events": {
    attack: compareAfter("late event"),
    stoppedBy: without.ourClock,
  },
  "compares before and after an edition is bought": {
    attack: compareAfter("edition"),
    stoppedBy: without.freezing,
  },
  "compares before and after an erasure": { attack: compareAfter("erasure"), stoppedBy: without.freezing },
  "forges days of its own choice": { attack: sendDatedDays, stoppedBy: without.ourClock },
} as const satisfies Readonly<Record<string, Listed>>;

/** They watch what is not over, or make up engines: each is played against fleets of its own. */
export const actingAttacks = {
  "watches the open period grow": { attack: watchOpenPeriod, stoppedBy: without.closedWeeks },
  "forges all but one of a class": {
    attack: forgeClass(tooFew),
    stoppedBy: without.noise,
    otherwise: forgeClass(tooFew, exact),
  },
  "forges a class": {
    attack: forgeClass(enough),
    stoppedBy: without.noise,
    otherwise: forgeClass(enough, exact),
  },
  "forges times around a median": { attack: forgeMedian, stoppedBy: without.noiseAndThreshold },
  "asks where a forged engine counts": { attack: askWhereItCounts, stoppedBy: without.noiseAndThreshold },
} as const satisfies Readonly<Record<string, Listed>>;

/** The same rest in many weeks. */
export const averageEditions = subtractEditions(true);

/** What the rules make slow: as many looks as there are weeks. */
export const forgeForWeeks = forgeClass(enough, noiseTable, 3);

/** What the rules do not stop: it learns where nobody is, and of nobody who is somewhere. */
export const seeNobody = compareMembers;

/** Who knows all that the victim reports, and how likely it is to be at work, asks whether it was. */
export const watchSteadily = seeSilence(0.5);
/** As above, among engines that come and go. */
export const watchOrdinarily = seeSilence();
