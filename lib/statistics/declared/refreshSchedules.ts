import { declareStatistic } from "../declare/declare";
import { refreshSchedule, refreshScheduleClasses } from "../declare/refreshSchedule";

export const refreshScheduleStatistic = declareStatistic({
  kind: "share",
  form: "bars",
  key: "refresh-schedules",
  title: "Refresh schedules",
  group: "storage",
  question: "How often do engines fetch all their data anew?",
  unit: "instances",
  source: ["engine_started.restore.refreshing"],
  since: "3.0.0",
  method:
    "Read from the cron line of the last start. Hourly: in every hour of every day, or more often. Daily: on every day, once or several times. Weekly: on one and the same day of every week. Another schedule: any other cron line, such as working days or once a month.",
  caveat:
    "It is what was planned, not what ran. An engine ignores a timetable that is not a cron line; such a timetable counts as Other.",
  classes: refreshScheduleClasses,
  classify: ({ attributes }) => refreshSchedule(attributes.restore.refreshing),
});
