/**
 * The process of one run of one trial. It gets its assignment from the worker that started it,
 * talks to the service itself, and ends when its worker does.
 */
package dev.tuner.runner.process;
