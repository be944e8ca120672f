-- What a trial's config rests on, in numbers: what chose it, from how many results at which step, how promising it was.
-- Trials of before have none.
alter table trial add column basis jsonb not null default '{}';
