package dev.tuner.scheduler.judge;

import org.springframework.stereotype.Service;

/** Starts studies whose time has come, each in a transaction of its own. */
@Service
public class DueStudies {

  private final StudyControl control;

  DueStudies(StudyControl control) {
    this.control = control;
  }

  public void start() {
    control.due().forEach(control::startIfDue);
  }
}
