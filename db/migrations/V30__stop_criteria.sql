-- What the stop criteria of a study need to know of its past, and how long its trials have run in all.

alter table study
  add column failures            integer not null default 0 check (failures >= 0),
  add column mark_loss           double precision not null default 'Infinity',  -- the loss of the last improvement
  add column trials_since_mark   bigint not null default 0,
  add column steps_since_mark    bigint not null default 0,
  add column run_seconds         double precision not null default 0 check (run_seconds >= 0),  -- counted until counted_at
  add column max_run_seconds     double precision check (max_run_seconds > 0),
  add column running_trials      integer not null default 0 check (running_trials >= 0),
  add column counted_at          timestamptz not null default clock_timestamp(),
  add column run_budget_ends_at  timestamptz;         -- moves whenever a trial starts or stops running

update study s set
  failures = (select count(*) from trial t where t.study_id = s.id and t.state = 'FAILED'),
  running_trials = (select count(*) from trial t where t.study_id = s.id and t.state = 'RUNNING'),
  run_seconds = (
    select coalesce(sum(t.run_seconds + coalesce(extract(epoch from s.counted_at - t.leased_at), 0)), 0)
    from trial t where t.study_id = s.id),
  mark_loss = (select coalesce(min(t.best_loss), 'Infinity') from trial t where t.study_id = s.id);
