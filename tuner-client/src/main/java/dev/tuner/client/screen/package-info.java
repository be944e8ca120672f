/** Studies and trials as text for a terminal. Everything but the live view is a pure function. */
package dev.tuner.client.screen;
