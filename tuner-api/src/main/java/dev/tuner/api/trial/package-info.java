/**
 * Trials over HTTP: reports and decisions, checkpoints, their ends, and what a person does with
 * one.
 */
package dev.tuner.api.trial;
