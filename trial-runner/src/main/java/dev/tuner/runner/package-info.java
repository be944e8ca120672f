/** The worker's command. */
package dev.tuner.runner;
