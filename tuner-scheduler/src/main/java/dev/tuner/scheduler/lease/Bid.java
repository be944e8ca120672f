package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.worker.Allotment;

/** A trial of some study is looked for: for this request, which has promised so much to it. */
record Bid(Place place, Allotment allotment) {}
