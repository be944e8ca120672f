-- What must hold of the rows that change most often, in one function each. PostgreSQL reads every check constraint anew for
-- each statement, which took longer than to write a row (65 us of 100); a PL/pgSQL function is read once a session.

create function trial_is_sound(
  number integer, state text, bracket integer, attempt integer, lease_number bigint, worker_id uuid, leased_at timestamptz,
  pause_cause text, cut_off text, last_step bigint, checkpoint_step bigint, run_seconds double precision, error text,
  ended_at timestamptz) returns boolean
  language plpgsql immutable parallel safe as
$$
begin
  return state in ('PENDING', 'RUNNING', 'PAUSED', 'COMPLETED', 'STOPPED', 'FAILED', 'CANCELLED')
    and (state = 'RUNNING') = (worker_id is not null and leased_at is not null)
    and (state = 'PAUSED') = (pause_cause is not null)
    and (state in ('COMPLETED', 'STOPPED', 'FAILED', 'CANCELLED')) = (ended_at is not null)
    and (state = 'FAILED') = (error is not null)
    and (state <> 'COMPLETED' or last_step >= 1)
    and (cut_off is null or state = 'STOPPED')
    and pause_cause in ('SCHEDULER', 'TRIAL', 'STUDY')
    and cut_off in ('PENDING', 'SCHEDULER', 'TRIAL')
    and number >= 0 and bracket >= 0 and attempt >= 1 and lease_number >= 0
    and last_step >= 0 and checkpoint_step >= 1 and run_seconds >= 0;
end
$$;

create function study_is_sound(
  name text, state text, mode text, cpu double precision, gpu double precision, gpu_memory bigint, weight double precision,
  num_samples integer, max_concurrent integer, next_number integer, imported_trials integer, enqueued_trials integer,
  running_trials integer, failures integer, run_seconds double precision, max_run_seconds double precision,
  ended_at timestamptz, archived_at timestamptz, deleted_at timestamptz) returns boolean
  language plpgsql immutable parallel safe as
$$
begin
  return state in ('RUNNING', 'PAUSED', 'COMPLETED', 'FAILED', 'CANCELLED')
    and (state in ('COMPLETED', 'FAILED', 'CANCELLED')) = (ended_at is not null)
    and (archived_at is null or ended_at is not null)
    and (deleted_at is null or ended_at is not null)
    and next_number between 0 and num_samples + imported_trials
    and name <> '' and mode in ('MIN', 'MAX')
    and cpu >= 0 and gpu >= 0 and (gpu <= 1 or gpu = ceil(gpu)) and gpu_memory >= 0 and weight > 0
    and num_samples > 0 and max_concurrent > 0 and imported_trials >= 0 and enqueued_trials >= 0
    and running_trials >= 0 and failures >= 0 and run_seconds >= 0 and max_run_seconds > 0;
end
$$;

do $$
declare
  old record;
begin
  for old in select conrelid::regclass as relation, conname from pg_constraint
    where contype = 'c' and conrelid in ('trial'::regclass, 'study'::regclass)
  loop
    execute format('alter table %s drop constraint %I', old.relation, old.conname);
  end loop;
end
$$;

-- A null answer passes, as it does of any check: a column that may be null was null.
alter table trial add constraint trial_is_sound check (trial_is_sound(
  number, state, bracket, attempt, lease_number, worker_id, leased_at, pause_cause, cut_off, last_step, checkpoint_step,
  run_seconds, error, ended_at));
alter table study add constraint study_is_sound check (study_is_sound(
  name, state, mode, cpu, gpu, gpu_memory, weight, num_samples, max_concurrent, next_number, imported_trials, enqueued_trials,
  running_trials, failures, run_seconds, max_run_seconds, ended_at, archived_at, deleted_at));

-- As with measurements (V81): a decision is written under the lock of its study in one transaction with its trial, and goes
-- with its study.
alter table decision drop constraint decision_trial_id_fkey;
