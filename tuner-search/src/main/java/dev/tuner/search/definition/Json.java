package dev.tuner.search.definition;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Trees of maps, lists, texts, numbers and booleans, as a JSON parser gives them. */
public final class Json {
  private static final int SHOWN = 60;

  private Json() {}

  /** A deep copy that nobody can change, in the same order. */
  public static Object copy(Object value) {
    if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    return value;
  }

  /** {@link #copy} of a list. */
  public static List<Object> list(List<?> list) {
    List<Object> copy = new ArrayList<>(list.size());
    list.forEach(item -> copy.add(copy(item)));
    return Collections.unmodifiableList(copy);
  }

  /** {@link #copy} of an object. */
  public static Map<String, Object> object(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((name, value) -> copy.put(String.valueOf(name), copy(value)));
    return Collections.unmodifiableMap(copy);
  }

  /** Whether two trees mean the same: numbers are equal by value, so 1 equals 1.0. */
  public static boolean same(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      boolean whole = isWhole(x) && isWhole(y);
      return whole
          ? x.longValue() == y.longValue()
          : Double.compare(x.doubleValue(), y.doubleValue()) == 0;
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return x.keySet().equals(y.keySet())
          && x.keySet().stream().allMatch(name -> same(x.get(name), y.get(name)));
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return x.size() == y.size()
          && IntStream.range(0, x.size()).allMatch(i -> same(x.get(i), y.get(i)));
    }
    return Objects.equals(a, b);
  }

  /** A number that trees which mean the {@link #same} share, and others practically never. */
  public static long fingerprint(Object value) {
    if (value instanceof Map<?, ?> map) {
      long sum = 1;
      for (Map.Entry<?, ?> member : map.entrySet()) {
        // a sum, because the order of the members means nothing
        sum += mix(fingerprint(member.getKey()) * 31 + fingerprint(member.getValue()));
      }
      return mix(sum);
    }
    if (value instanceof List<?> list) {
      long hash = 2;
      for (Object item : list) {
        hash = mix(hash * 31 + fingerprint(item));
      }
      return hash;
    }
    if (value instanceof Number number) {
      return mix(Double.doubleToLongBits(number.doubleValue() + 0.0) + 3);
    }
    return text(String.valueOf(value));
  }

  private static long text(String text) {
    long hash = 4;
    for (int i = 0; i < text.length(); i++) {
      hash = hash * 1_000_003 + text.charAt(i);
    }
    return mix(hash);
  }

  private static long mix(long z) {
    long first = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
    long second = (first ^ (first >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return second ^ (second >>> 33);
  }

  /** Whether the number is an integer by its type and fits a long. */
  public static boolean isWhole(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte
        || (value instanceof BigInteger big && big.bitLength() < Long.SIZE);
  }

  /**
   * The value for an error message: texts in quotes, whole doubles without a point, not too long.
   */
  public static String show(Object value) {
    String text = value instanceof String word ? '"' + word + '"' : plain(value);
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  private static String plain(Object value) {
    if (value instanceof Double number
        && Double.isFinite(number)
        && number == Math.rint(number)
        && Math.abs(number) < 1e15) {
      return BigDecimal.valueOf(number).setScale(0).toPlainString();
    }
    return String.valueOf(value);
  }
}
