/** Comparing by several losses at once. */
package dev.tuner.search.pareto;
