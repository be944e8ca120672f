/** What sets of rows share: written by one statement, and once per transaction. */
package dev.tuner.scheduler.sql;
