import { sayDay } from "@/lib/words/sayDates";
import { sayNextClose } from "../statistics/say-reading";
import { Link, Section } from "../ui";
import { newestClass, sayNewClass } from "./headlines";
import type { HeadlineReadings } from "./overview-data";

const shownAnnotations = 3;

/** The latest releases and incidents, the class that came last, and when there are new figures. */
export function WhatIsNew({ headlines }: { headlines: HeadlineReadings }) {
  const { engineVersions, fileSystems, restoreModes } = headlines;
  const annotations = engineVersions.annotations.toReversed().slice(0, shownAnnotations);
  const newest = newestClass([engineVersions, fileSystems, restoreModes]);
  return (
    <Section id="new" title="What's new">
      <ul className="flex max-w-[52rem] flex-col gap-1.5">
        {newest === null ? null : (
          <li>
            <Link href={`/statistics/${newest.reading.statistic.key}`}>{newest.reading.statistic.title}</Link>
            : {sayNewClass(newest)}
          </li>
        )}
        {annotations.map(({ day, kind, title, text }) => (
          <li key={`${day} ${title}`}>{kind === "release" ? text : `${sayDay(day)}, ${title}: ${text}`}</li>
        ))}
        <li>{sayNextClose(engineVersions)}</li>
      </ul>
    </Section>
  );
}
