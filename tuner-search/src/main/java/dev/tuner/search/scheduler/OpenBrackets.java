package dev.tuner.search.scheduler;

import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Remembers in which brackets a question need not be asked again: its answer was no, and nothing
 * has changed there since. A memo that saves time and changes no answer; it knows one question, and
 * another makes it forget.
 */
final class OpenBrackets {
  private final NavigableSet<Integer> open = new TreeSet<>();
  private Object question = new Object();

  void changed(int bracket) {
    open.add(bracket);
  }

  /**
   * The brackets that must be asked, ascending; the caller removes those whose answer is no.
   *
   * @param asked all that the answers depend on, besides what is in the bracket
   * @param all where anybody is
   */
  NavigableSet<Integer> of(Object asked, Set<Integer> all) {
    if (!asked.equals(question)) {
      question = asked;
      open.addAll(all);
    }
    return open;
  }
}
