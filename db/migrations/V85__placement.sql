-- What a trial needs of a worker beside amounts, which studies go first, and which devices a lease holds.

update study set
  gpu = ceil(gpu), definition = jsonb_set(definition, '{resources_per_trial,gpu}', to_jsonb(ceil(gpu)))
where gpu > 1 and gpu <> ceil(gpu);
update study_definition set
  definition = jsonb_set(
    definition, '{resources_per_trial,gpu}', to_jsonb(ceil((definition #>> '{resources_per_trial,gpu}')::numeric)))
where (definition #>> '{resources_per_trial,gpu}')::numeric > 1;

alter table study
  add column gpu_memory          bigint not null default 0 check (gpu_memory >= 0),   -- bytes on each of its GPUs
  add column compute_capability  text,                                                -- at least this; null: any
  add column labels              jsonb not null default '{}',                         -- that its worker must have
  add column priority            integer not null default 0,                          -- higher goes first
  add column weight              double precision not null default 1 check (weight > 0),
  add constraint several_gpus_are_whole check (gpu <= 1 or gpu = ceil(gpu));

alter table lease
  add column cpu         double precision not null default 0,
  add column gpu         double precision not null default 0,   -- in all: a part of one device, or whole ones
  add column gpu_memory  bigint not null default 0,             -- bytes on each device
  add column gpus        integer[] not null default '{}';       -- the devices by their worker's indexes
update lease l set cpu = s.cpu, gpu = s.gpu from trial t join study s on s.id = t.study_id where t.id = l.trial_id;

-- The request at which a worker waits for work now: whichever instance holds another one gives it nothing.
alter table worker add column waits_at uuid;
