-- A note of the trial scheduler in a rung is no result: it says that a trial never comes there, or that a ceiling was raised.
alter table rung_entry drop constraint rung_entry_standing_check;
alter table rung_entry add constraint rung_entry_standing_check
  check (standing in ('WAITING', 'WENT_ON', 'ENDED', 'PROMOTED', 'WITHDRAWN', 'NOTE'));
