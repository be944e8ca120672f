/** Workers over HTTP: they register, acquire trials and stay alive. */
package dev.tuner.api.worker;
