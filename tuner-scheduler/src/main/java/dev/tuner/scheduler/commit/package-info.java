/** What many callers want of the same studies is done and committed together. */
package dev.tuner.scheduler.commit;
