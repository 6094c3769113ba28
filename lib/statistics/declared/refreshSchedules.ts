import { declareStatistic } from "../declare/declare";
import { refreshSchedule, refreshScheduleClasses } from "../declare/refreshSchedule";
import { choose } from "../declare/sayClass";
import { sayTimetable } from "../declare/sayTimetable";

export const refreshScheduleStatistic = declareStatistic({
  kind: "share",
  form: "bars",
  key: "refresh-schedules",
  title: "Refresh schedules",
  group: "storage",
  question: "How often do engines fetch all their data again?",
  unit: "instances",
  source: ["engine_started.restore.refreshing"],
  since: "3.0.0",
  method:
    "Read from the cron line of the last start. Hourly: in every hour of every day, or more often. Daily: on every day, once or several times. Weekly: on one and the same day of every week. Another schedule: any other cron line, such as working days or once a month.",
  caveat:
    "It is what was planned, not what ran. An engine ignores a timetable that is not a cron line; such a timetable counts as Other.",
  words: {
    of: choose(
      {
        none: "No full refresh is scheduled on",
        hourly: "A full refresh is scheduled for every hour on",
        daily: "A full refresh is scheduled for every day on",
        weekly: "A full refresh is scheduled for every week on",
      },
      () => "A full refresh is scheduled in another way on",
    ),
    own: ({ attributes }) => sayTimetable(attributes.restore.refreshing),
  },
  classes: refreshScheduleClasses,
  classify: ({ attributes }) => refreshSchedule(attributes.restore.refreshing),
});
