-- Studies, trials, leases and the ordered log of what was measured and decided. All times are the database's own.

create table study (
  id               uuid primary key,
  name             text not null check (name <> ''),
  state            text not null check (state in ('RUNNING', 'PAUSED', 'COMPLETED', 'FAILED', 'CANCELLED')),
  reason           text,
  metric           text not null,
  mode             text not null check (mode in ('MIN', 'MAX')),
  definition       jsonb not null,
  external         boolean not null,                  -- the caller trains: trials go to askers, not to workers
  cpu              double precision not null check (cpu >= 0),
  gpu              double precision not null check (gpu >= 0),
  num_samples      integer not null check (num_samples > 0),
  max_concurrent   integer not null check (max_concurrent > 0),
  next_number      integer not null check (next_number between 0 and num_samples),
  version          bigint not null,                   -- grows with every change a reader can see
  log_sequence     bigint not null,                   -- the last number given out in rung_entry and decision
  log_stamp        uuid not null,                     -- changes with every transaction that writes the log
  idempotency_key  text unique,
  request_sha256   text,
  created_at       timestamptz not null,
  deadline_at      timestamptz,
  ended_at         timestamptz,
  constraint ended_iff_over check ((state in ('COMPLETED', 'FAILED', 'CANCELLED')) = (ended_at is not null))
);
create index study_by_age on study (created_at desc, id);
create index study_by_name on study (name);
create index study_running on study (created_at) where state = 'RUNNING';

create table worker (
  id             uuid primary key,
  name           text not null check (name <> ''),
  incarnation    text not null,
  cpu            double precision not null check (cpu >= 0),
  gpu            double precision not null check (gpu >= 0),
  gpus           jsonb not null,
  labels         jsonb not null,
  registered_at  timestamptz not null,
  unique (name, incarnation)
);

-- Written by every heartbeat, so kept apart from the rows that people read.
create table worker_seen (
  worker_id  uuid primary key references worker on delete cascade,
  seen_at    timestamptz not null
) with (fillfactor = 50);

create table trial (
  id               uuid primary key,
  study_id         uuid not null references study on delete cascade,
  number           integer not null check (number >= 0),
  state            text not null check (state in ('PENDING', 'RUNNING', 'PAUSED', 'COMPLETED', 'STOPPED', 'FAILED', 'CANCELLED')),
  reason           text,
  config           jsonb not null,
  suggested_by     text not null,
  bracket          integer not null check (bracket >= 0),
  attempt          integer not null check (attempt >= 1),
  lease_number     bigint not null check (lease_number >= 0),   -- the fencing token: grows with every lease
  worker_id        uuid references worker,                      -- who holds the lease
  last_worker      text,
  pause_cause      text check (pause_cause in ('SCHEDULER', 'TRIAL', 'STUDY')),
  pause_requested  boolean not null,
  last_step        bigint not null check (last_step >= 0),
  last_metrics     jsonb not null,
  best_value       double precision,
  best_loss        double precision,
  best_step        bigint,
  checkpoint_step  bigint check (checkpoint_step >= 1),
  error            text,
  log_tail         text,
  run_seconds      double precision not null check (run_seconds >= 0),
  created_at       timestamptz not null,
  started_at       timestamptz,
  leased_at        timestamptz,
  ended_at         timestamptz,
  unique (study_id, number),
  constraint leased_iff_running check ((state = 'RUNNING') = (worker_id is not null and leased_at is not null)),
  constraint cause_iff_paused check ((state = 'PAUSED') = (pause_cause is not null)),
  constraint ended_iff_over check ((state in ('COMPLETED', 'STOPPED', 'FAILED', 'CANCELLED')) = (ended_at is not null)),
  constraint error_iff_failed check ((state = 'FAILED') = (error is not null)),
  constraint completed_has_measured check (state <> 'COMPLETED' or last_step >= 1)
);
create index trial_ready on trial (study_id, number) where state = 'PENDING';
create index trial_leased on trial (worker_id) where state = 'RUNNING';
create index trial_by_state on trial (study_id, state);
create index trial_leaderboard on trial (study_id, (coalesce(best_loss, 'Infinity')), number);

-- Renewed by every heartbeat: narrow, and no index on the expiry, so that updates stay in their page.
create table lease (
  trial_id    uuid primary key references trial on delete cascade,
  ttl         interval not null,                      -- how long it lives after each sign of life
  expires_at  timestamptz not null
) with (fillfactor = 50);

create table measurement (
  trial_id      uuid not null references trial on delete cascade,
  step          bigint not null check (step >= 1),
  lease_number  bigint not null,
  attempt       integer not null,
  value         double precision not null,            -- the study's metric as reported; may be NaN or infinite
  metrics       jsonb not null,
  seconds       double precision,
  decision      text not null check (decision in ('CONTINUE', 'STOP', 'PAUSE')),
  reported_at   timestamptz not null,
  primary key (trial_id, step)
);

-- Who reached which rung, in order. standing: does the trial wait here, or how did it leave?
create table rung_entry (
  study_id          uuid not null references study on delete cascade,
  bracket           integer not null,
  level             bigint not null,
  trial_number      integer not null,
  loss              double precision not null,        -- smaller is better; Infinity for NaN and failures
  sequence          bigint not null,
  standing          text not null check (standing in ('WAITING', 'WENT_ON', 'ENDED', 'PROMOTED', 'WITHDRAWN')),
  changed_sequence  bigint not null,
  primary key (study_id, bracket, level, trial_number)
);
create index rung_entry_changes on rung_entry (study_id, changed_sequence);
create index rung_entry_of_trial on rung_entry (study_id, trial_number) where standing = 'WAITING';

create table decision (
  study_id    uuid not null references study on delete cascade,
  sequence    bigint not null,
  trial_id    uuid not null references trial on delete cascade,
  kind        text not null check (kind in ('CONTINUE', 'STOP', 'PAUSE', 'PROMOTE')),
  step        bigint not null,
  milestone   bigint,
  rung_size   integer,
  rank        integer,
  cutoff      double precision,
  reason      text not null,
  decided_at  timestamptz not null,
  primary key (study_id, sequence)
);
create index decision_of_trial on decision (trial_id, sequence);

create table checkpoint (
  trial_id    uuid not null references trial on delete cascade,
  step        bigint not null check (step >= 1),
  sha256      text not null,
  bytes       bigint not null check (bytes >= 0),
  location    text not null,
  created_at  timestamptz not null,
  primary key (trial_id, step)
);
