-- The log of a study in one order: measurements get a number in it like rung entries and decisions, decisions say
-- what caused them, and each definition says from which number on it was in force.

alter table measurement add column sequence bigint not null default 0;   -- 0: reported before the numbers were kept

alter table decision add column cause text not null default 'REPORT' check (cause in
  ('REPORT', 'PROMOTION', 'TRIAL', 'ERROR', 'PERSON', 'STUDY', 'EXTENSION', 'CHANGE', 'RETRY'));
update decision set cause = case
  when kind = 'PROMOTE' and milestone is not null then 'PROMOTION'
  when milestone is not null then 'REPORT'
  when reason like 'ended by itself%' then 'TRIAL'
  when reason like 'it failed: %' then 'ERROR'
  when reason like '%by a person' then 'PERSON'
  when kind = 'STOP' and reason like '%reached the last step%' then 'REPORT'
  else 'STUDY' end;

create table study_definition (
  study_id    uuid not null references study on delete cascade,
  sequence    bigint not null,                        -- in force for everything logged after it
  definition  jsonb not null,
  changes     jsonb not null,                         -- what a person sent; empty for the first definition
  changed_at  timestamptz not null,
  primary key (study_id, sequence)
);
insert into study_definition select id, 0, definition, '{}', created_at from study;

alter table study add column definition_sequence bigint not null default 0;   -- the one in force
alter table study add column rungs_since bigint not null default 0;           -- rung_entry was written anew here
