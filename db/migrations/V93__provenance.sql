-- What ran a trial: the program, the machine, and how to run it again. A row for each run (lease) that said so.
create table provenance (
  trial_id      uuid not null references trial on delete cascade,
  lease_number  bigint not null,
  attempt       integer not null,
  worker        text,
  version       text not null check (version <> ''),
  environment   jsonb not null,
  command       text,
  recorded_at   timestamptz not null,
  primary key (trial_id, lease_number)
);
