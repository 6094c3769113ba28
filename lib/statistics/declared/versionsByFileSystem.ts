import { cross } from "../declare/cross";
import { type CrossedBy, declareStatistic } from "../declare/declare";
import { engineMajor, engineMajorClasses } from "../declare/engineMajor";
import { engineVersionStatistic } from "./engineVersions";
import { fileSystemStatistic } from "./fileSystems";

const majors: CrossedBy = {
  title: engineVersionStatistic.title,
  classes: engineMajorClasses,
  classify: ({ attributes }) => engineMajor(attributes.engine_version),
};

export const versionByFileSystemStatistic = declareStatistic({
  kind: "share",
  form: "bars",
  key: "versions-by-file-system",
  title: "Engine versions by file system",
  group: "fleet",
  question: "How many engines run 4.x on ZFS, and how many on LVM?",
  unit: "instances",
  source: ["engine_started.engine_version", "engine_started.pools.fs_type"],
  since: "3.0.0",
  method:
    "Each instance counts once, with the major version and the file system of its last start together: v4.1.3-20260507-0910 with pools on ZFS is 4.x on ZFS.",
  caveat:
    "Engines that found no pool at their start are counted apart. Each pair is a figure of its own, moved by its own noise, so pairs do not add up exactly to what other statistics say.",
  ...cross(majors, fileSystemStatistic, (version, fileSystem) =>
    fileSystem.key === "none" ? `${version.title}, no pool found` : `${version.title} on ${fileSystem.title}`,
  ),
});
