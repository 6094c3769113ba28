/** Queries to begin with; each is run against a release by a test. */
export const exampleQueries: readonly { readonly title: string; readonly query: string }[] = [
  {
    title: "Engine versions, by week",
    query: `-- Which versions run, of all editions
select period_start, class_title, share, instances, n
from engine_versions
where edition = 'all'
order by period_start, class;`,
  },
  {
    title: "File systems of the last week",
    query: `select class_title, instances, round((100 * share)::numeric, 1) as percent, n
from file_systems
where edition = 'all'
  and period_start = (select max(period_start) from file_systems)
order by instances desc;`,
  },
  {
    title: "Clone times: median and p95",
    query: `select period_start,
  max(seconds) filter (where percentile = 50) as median_seconds,
  max(seconds) filter (where percentile = 95) as p95_seconds,
  max(n) as n
from clone_times
where edition = 'all' and weighting = 'instances' and class = 'all'
group by period_start
order by period_start;`,
  },
  {
    title: "How many could answer, by statistic",
    query: `select s.title, max(f.n) as n, max(f.outside) as outside
from figures f
join statistics s using (statistic)
where f.edition = 'all'
  and f.week = (select max(week) from weeks)
  and s.unit = 'instances'
group by s.title
order by n desc nulls last;`,
  },
  {
    title: "What changed most since the week before",
    query: `with shares as (
  select statistic, class, week, share,
    share - lag(share) over (partition by statistic, class order by week) as change
  from figures
  where edition = 'all' and share is not null
)
select statistic, class, round((100 * change)::numeric, 1) as points, share
from shares
where week = (select max(week) from weeks) and change is not null
order by abs(change) desc
limit 20;`,
  },
  {
    title: "Weeks that were counted again",
    query: `select week, weeks.revision, reason
from weeks
join corrections using (revision)
order by week;`,
  },
];
