/** Searchers: propose the next config of a study. */
package dev.tuner.search.searcher;
