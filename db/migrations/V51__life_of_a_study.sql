-- A study that starts later, is extended, put away or deleted; trials that go on after the study's end or after a failure.

alter table study
  add column start_at     timestamptz,               -- paused until then; null: it started when it was created
  add column started_at   timestamptz,               -- its time budget counts from here; null: it has not started
  add column archived_at  timestamptz,
  add column deleted_at   timestamptz,               -- no longer shown; its rows are being removed
  add constraint archived_is_over check (archived_at is null or ended_at is not null),
  add constraint deleted_is_over check (deleted_at is null or ended_at is not null);
update study set started_at = created_at;
create index study_to_start on study (start_at) where started_at is null;
create index study_to_delete on study (deleted_at) where deleted_at is not null;

alter table trial
  add column cut_off          text check (cut_off in ('PENDING', 'SCHEDULER', 'TRIAL')),
  add column retried_attempt  integer not null default 0,   -- its attempt when it was tried again after a failure
  add constraint cut_off_is_stopped check (cut_off is null or state = 'STOPPED');
comment on column trial.cut_off is
  'what the end of the study cut off: PENDING, or the cause of a pause; what an extended study goes on with';
