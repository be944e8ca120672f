/**
 * What happened in studies, in the order of their logs, for those who listen. Read from what is
 * committed, so every instance of the service tells the same.
 */
package dev.tuner.scheduler.feed;
