package dev.tuner.search.definition;

/** JSON pointers (RFC 6901). */
public final class Pointers {
  private Pointers() {}

  /** The pointer of the member {@code name} of the object at {@code parent}. */
  public static String child(String parent, String name) {
    return parent + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** The pointer of the element {@code index} of the list at {@code parent}. */
  public static String child(String parent, int index) {
    return parent + "/" + index;
  }
}
