-- Checkpoints are compared across a study by the metric at their step, and looked up by where their bytes lie.

create function metric_loss(value double precision, mode text) returns double precision
  language sql immutable parallel safe
  return case
    when value is null or value in ('NaN', 'Infinity', '-Infinity') then 'Infinity'
    when mode = 'MIN' then value
    else -value
  end;
comment on function metric_loss is 'what Mode.loss says in Java: smaller is better; nothing, NaN and infinities are worst';

create index checkpoint_by_location on checkpoint (location);
