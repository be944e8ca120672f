/** Whether requests are traced. */
package dev.tuner.api.tracing;
