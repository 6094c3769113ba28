import { cross } from "../declare/cross";
import { declareStatistic } from "../declare/declare";
import { fileSystemStatistic } from "./fileSystems";
import { restoreModeStatistic } from "./restoreModes";

export const restoreModeByFileSystemStatistic = declareStatistic({
  kind: "share",
  form: "bars",
  key: "restore-modes-by-file-system",
  title: "Retrieval by file system",
  group: "storage",
  question: "Is data retrieved in another way on ZFS than on LVM?",
  unit: "instances",
  source: ["engine_started.restore.mode", "engine_started.pools.fs_type"],
  since: "3.0.0",
  method:
    "Each instance counts once, with the way of retrieval and the file system of its last start together.",
  caveat:
    "Each pair is a figure of its own, moved by its own noise, so pairs do not add up exactly to what other statistics say.",
  ...cross(restoreModeStatistic, fileSystemStatistic, (mode, fileSystem) =>
    fileSystem.key === "none" ? `${mode.title}, no pool found` : `${mode.title} on ${fileSystem.title}`,
  ),
});
