-- Trials that people give to a study: finished elsewhere (imported), or configs to run next (enqueued).

alter table study
  add column imported_trials  integer not null default 0 check (imported_trials >= 0),   -- count towards no limit
  add column enqueued_trials  integer not null default 0 check (enqueued_trials >= 0),
  drop constraint study_check,
  add constraint numbers_within_samples check (next_number between 0 and num_samples + imported_trials);

-- Which trials came with a request, so that a repeated request finds them.
create table given_trial (
  study_id         uuid not null references study on delete cascade,
  idempotency_key  text not null,
  request_sha256   text not null,
  place            integer not null,
  trial_id         uuid not null references trial on delete cascade,
  primary key (study_id, idempotency_key, place)
);

-- The log of imports. Their results at milestones are rung entries of bracket -1, where no scheduler looks.
create table imported_trial (
  study_id      uuid not null references study on delete cascade,
  sequence      bigint not null,
  trial_number  integer not null,
  finished      boolean not null,                     -- trained to its end, or failed
  primary key (study_id, sequence)
);
