/** Trial schedulers: judge what a trial reported and choose which paused trial goes on. */
package dev.tuner.search.scheduler;
