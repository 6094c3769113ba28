import { declareStatistic } from "../declare/declare";
import { powerClasses, sayWholeRange } from "../declare/powersOfTwo";
import { several } from "../declare/sayClass";

/** Of a machine. */
const most = 512;
const cores = powerClasses({ unit: 1, from: 1, to: most, say: sayWholeRange });

export const cpuCoreStatistic = declareStatistic({
  kind: "share",
  form: "histogram",
  key: "cpu-cores",
  title: "CPU cores",
  group: "machine",
  question: "How many CPU cores do machines with engines have?",
  unit: "instances",
  source: ["engine_started.system.cpu"],
  since: "3.4.0",
  method: "Each instance counts with what it reported at its last start, in classes that double.",
  caveat: `These are logical CPUs the engine can use: a core with two threads counts twice. More than ${most} is taken for a mistake and counted as Other.`,
  outside: "engines before 3.4, which do not report it",
  words: { median: ({ title }) => `The median machine has ${several(title, "CPU core")}` },
  classes: cores.classes,
  classify: ({ attributes }) => (attributes.system ? cores.classOf(attributes.system.cpu) : null),
});
