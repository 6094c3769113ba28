import type { Statistic } from "../../statistics/declare/declare";
import { describeStatistic, periodJson } from "../../statistics/export/toJson";
import type { PeriodReading, View } from "../../statistics/view/reading";
import type { FileSink } from "../files/sink";
import type { ReleaseWeek } from "./source";

/** A statistic as JSON: week by week, as the API has its periods. Curves of times are here alone. */
export class StatisticFile {
  readonly #path: string;
  #text = "";
  #weeks = 0;

  constructor(
    private readonly sink: FileSink,
    private readonly statistic: Statistic,
  ) {
    this.#path = `statistics/${statistic.key}.json`;
  }

  async begin(): Promise<void> {
    const { source, since, method, caveat = null, outside = null } = this.statistic;
    const about = { ...describeStatistic(this.statistic), source, since, method, caveat, outside };
    await this.sink.add(this.#path, `{"statistic":${JSON.stringify(about)},\n"weeks":[`);
  }

  /** Adds a week; of a view of which nothing is published, nothing. */
  add({ start, revision, computedAt }: ReleaseWeek, read: readonly (readonly [View, PeriodReading])[]): void {
    const told = read.filter(([, { n, outside }]) => n !== null || outside !== null);
    const series = told.map(([view, period]) => {
      const { n, outside, values, shares, medianClass, times } = periodJson(this.statistic, period);
      const asked =
        this.statistic.kind === "times"
          ? { edition: view.edition, of: view.of, weighting: view.weighting }
          : { edition: view.edition };
      return { ...asked, n, outside, values, shares, medianClass, times };
    });
    const week = JSON.stringify({ start, revision, computedAt, series });
    this.#text += this.#weeks === 0 ? `\n${week}` : `,\n${week}`;
    this.#weeks += 1;
  }

  async endPart(): Promise<void> {
    const text = this.#text;
    this.#text = "";
    await this.sink.add(this.#path, text);
  }

  async finish(): Promise<void> {
    await this.endPart();
    await this.sink.add(this.#path, "\n]}\n");
    this.sink.finish(this.#path);
  }
}
