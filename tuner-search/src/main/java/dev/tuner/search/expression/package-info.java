/**
 * The expressions of {@code sample_from} and {@code constraints}: CEL without loops, regular
 * expressions, clocks or any access to the machine, with arithmetic as in Python.
 */
package dev.tuner.search.expression;
