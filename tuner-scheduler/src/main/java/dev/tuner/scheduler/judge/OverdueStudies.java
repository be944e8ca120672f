package dev.tuner.scheduler.judge;

import org.springframework.stereotype.Service;

/** Ends studies whose time or run budget is used up, each in a transaction of its own. */
@Service
public class OverdueStudies {

  private final StudyControl control;

  OverdueStudies(StudyControl control) {
    this.control = control;
  }

  public void end() {
    control.overdue().forEach(control::endIfUsedUp);
  }
}
