/** Reads definitions from JSON trees and collects what is wrong with them. */
package dev.tuner.search.definition;
