/** How fast searchers and trial schedulers are, by JMH. */
package dev.tuner.benchmarks.speed;
