/** Who took over whose weights: trials that go on with the state and the config of another one. */
package dev.tuner.scheduler.lineage;
