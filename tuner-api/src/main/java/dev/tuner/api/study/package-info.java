/** Studies over HTTP: their life, their leaderboard and their other views. */
package dev.tuner.api.study;
