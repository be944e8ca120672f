package dev.tuner.scheduler.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Finds trials for a worker among all studies. Each trial is leased in a transaction of its own.
 */
@Component
class WorkFinder {

  private final StudiesWithWork studies;
  private final TrialLeasing leasing;

  WorkFinder(StudiesWithWork studies, TrialLeasing leasing) {
    this.studies = studies;
    this.leasing = leasing;
  }

  /** Trials now leased to the worker: first those it holds and does not know of, then new ones. */
  List<LeasedTrial> find(WorkRequest request) {
    var found = new ArrayList<LeasedTrial>();
    var left = handAgain(request, found);
    while (left.maxTrials() > 0) {
      var before = found.size();
      left = leaseOne(left, found);
      if (found.size() == before) {
        break;
      }
    }
    return found;
  }

  private WorkRequest handAgain(WorkRequest request, List<LeasedTrial> found) {
    var left = request;
    var known = request.held().stream().map(LeaseRef::trialId).collect(Collectors.toSet());
    for (var trialId : studies.heldBy(request.workerId(), request.study())) {
      if (!known.contains(trialId) && left.maxTrials() > 0) {
        var again = leasing.handAgain(trialId, request.workerId());
        again.ifPresent(found::add);
        left = again.isPresent() ? left.without(again.get().study().resources()) : left;
      }
    }
    return left;
  }

  private WorkRequest leaseOne(WorkRequest request, List<LeasedTrial> found) {
    for (var studyId : studies.fitting(request)) {
      var leased = leasing.leaseFrom(studyId, request.workerId());
      if (leased.isPresent()) {
        found.add(leased.get());
        return request.without(leased.get().study().resources());
      }
    }
    return request;
  }
}
