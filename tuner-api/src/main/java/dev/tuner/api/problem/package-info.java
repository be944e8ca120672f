/** Every error as RFC 9457 problem+json, in one place. */
package dev.tuner.api.problem;
