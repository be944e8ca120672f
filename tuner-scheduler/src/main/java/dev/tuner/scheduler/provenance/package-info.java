/** What ran a trial. */
package dev.tuner.scheduler.provenance;
