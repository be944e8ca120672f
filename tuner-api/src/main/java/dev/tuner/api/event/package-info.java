/** Server-sent events: what happens in studies, told to whoever listens. */
package dev.tuner.api.event;
