/** The HTTP edge of the service. */
package dev.tuner.api;
