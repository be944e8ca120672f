-- Population based training: which trial took over the weights and the config of which other one, and when.

create table lineage (
  study_id    uuid not null references study on delete cascade,
  sequence    bigint not null,          -- of the decision in the study's log that the trial goes on
  trial_id    uuid not null references trial on delete cascade,
  step        bigint not null,          -- the trial's last step then
  donor_id    uuid not null references trial on delete cascade,   -- the trial itself where only its config changed
  donor_step  bigint not null,          -- the donor's step whose weights it took
  seed        bigint not null,          -- of the training from here on: that of the weights
  old_config  jsonb not null,
  new_config  jsonb not null,
  taken_at    timestamptz not null,
  primary key (study_id, sequence)
);
create index lineage_by_trial on lineage (trial_id, sequence);
create index lineage_by_donor on lineage (donor_id, donor_step);

alter table trial add column lineage_sequence bigint;   -- its last row there; null while it trains what it began with
