/**
 * The worker: registers with the service, leases trials that fit its free resources, runs each in a
 * process of its own and keeps their leases alive.
 */
package dev.tuner.runner.agent;
