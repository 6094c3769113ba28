import { classIn } from "../declare/classIn";
import { declareStatistic } from "../declare/declare";
import { choose } from "../declare/sayClass";

export const fileSystemClasses = [
  { key: "zfs", title: "ZFS" },
  { key: "lvm", title: "LVM" },
  { key: "none", title: "No pool found" },
] as const;

/** The class of `pools.fs_type`; engines leave it empty where they find no pool. */
export function fileSystemOf(fsType: string): string {
  return fsType === "" ? "none" : classIn(fileSystemClasses, fsType);
}

export const fileSystemStatistic = declareStatistic({
  kind: "share",
  form: "bars",
  key: "file-systems",
  title: "File systems",
  group: "storage",
  question: "On what do engines keep their thin clones: ZFS or LVM?",
  unit: "instances",
  source: ["engine_started.pools.fs_type"],
  since: "3.0.0",
  method: "Each instance counts with the file system of its last start.",
  caveat: "An engine that found no pool at its start reports no file system.",
  words: {
    of: choose({ none: "No pool was found on" }, (title) => `${title} keeps the thin clones of`),
  },
  classes: fileSystemClasses,
  classify: ({ attributes }) => fileSystemOf(attributes.pools.fs_type),
});
