import type { View } from "../view/reading";

/** What each part of a view chooses: for the parameters of an address, and for the view in an answer. */
export const viewDescriptions: Readonly<Record<keyof View, string>> = {
  range: "How far back, from today. A year unless given; `from` or `to` go before it.",
  from: "First day shown (UTC).",
  to: "Last day shown (UTC).",
  interval:
    "Length of the periods: an ISO week, or a month, quarter or year, which are made of weeks; a day only where nothing is published. A week unless given.",
  edition: "Whose instances are counted. An edition too small to be published by itself has no figures.",
  weighting:
    "Clone times: `instances` weigh the same, each with its median, or all `clones` weigh the same. `instances` unless given.",
  show: "Pictures: `share` in per cent or `count`. Unless given, as on the statistic's page.",
  draw: "Pictures over time: `stacked`, or `lines`, one for each class. `stacked` unless given.",
  revision:
    "The figures as they stood at this revision, `0` being the first count. The newest unless given; the corrections are listed at /statistics/corrections.",
  scale: "Clone times: pictures with a logarithmic (`log`) or `linear` axis of seconds. `log` unless given.",
  of: "Clone times: only of instances with this file system, a class of the statistic; or `all`.",
};
