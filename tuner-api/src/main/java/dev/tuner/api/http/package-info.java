/** What holds for every request: its id, the size of its body, the headers of its answer. */
package dev.tuner.api.http;
