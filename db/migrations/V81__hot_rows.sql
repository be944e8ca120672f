-- What every report writes. A reference from each measurement to its trial would be looked up for each row, and lock the
-- trial's row once more; measurements are written under the lock of their study, in one transaction with their trial.
alter table measurement drop constraint measurement_trial_id_fkey;

-- Rows that reports and leases update stay in their page, where an update touches no index.
alter table study set (fillfactor = 50);
alter table trial set (fillfactor = 80);
