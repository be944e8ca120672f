package dev.tuner.search.expression;

/**
 * Arithmetic on whole numbers and doubles in any mixture, as a Python user expects it: whole
 * numbers stay whole where the result is exact, and {@code /} is the true division, so 16 / 2 is
 * the whole number 8 and 7 / 2 is 3.5. A whole result too large for 64 bits becomes a double.
 */
final class Numbers {
  private static final int LONGEST_TEXT = 1000;

  private Numbers() {}

  static Object add(Object a, Object b) {
    if (a instanceof String x && b instanceof String y) {
      return join(x, y);
    }
    if (a instanceof Long x && b instanceof Long y) {
      long sum = x + y;
      return ((x ^ sum) & (y ^ sum)) < 0 ? (Object) ((double) x + y) : (Object) sum;
    }
    return number("+", a) + number("+", b);
  }

  static Object subtract(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      long difference = x - y;
      return ((x ^ y) & (x ^ difference)) < 0 ? (Object) ((double) x - y) : (Object) difference;
    }
    return number("-", a) - number("-", b);
  }

  static Object multiply(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      long high = Math.multiplyHigh(x, y);
      long low = x * y;
      return high == low >> (Long.SIZE - 1) ? (Object) low : (Object) ((double) x * y);
    }
    return number("*", a) * number("*", b);
  }

  static Object divide(Object a, Object b) {
    double divisor = number("/", b);
    if (divisor == 0) {
      throw new ExpressionException("division by zero");
    }
    boolean exact = a instanceof Long x && b instanceof Long y && x != Long.MIN_VALUE && x % y == 0;
    return exact ? (Object) ((Long) a / (Long) b) : (Object) (number("/", a) / divisor);
  }

  /** The remainder with the sign of the divisor, as in Python. */
  static Object modulo(Object a, Object b) {
    double divisor = number("%", b);
    if (divisor == 0) {
      throw new ExpressionException("modulo by zero");
    }
    if (a instanceof Long x && b instanceof Long y) {
      return Math.floorMod(x, y);
    }
    double dividend = number("%", a);
    return dividend - Math.floor(dividend / divisor) * divisor;
  }

  static Object negate(Object a) {
    return a instanceof Long whole && whole != Long.MIN_VALUE
        ? (Object) (-whole)
        : (Object) (-number("-", a));
  }

  static Object absolute(Object a) {
    return number("abs", a) < 0 ? negate(a) : a;
  }

  /** Whole numbers to a whole power stay whole while they fit. */
  static Object power(Object base, Object exponent) {
    double result = StrictMath.pow(number("pow", base), number("pow", exponent));
    boolean whole = base instanceof Long && exponent instanceof Long times && times >= 0;
    if (!whole || Math.abs(result) >= 0x1p62) {
      return result;
    }
    long product = 1;
    long square = (Long) base;
    for (long rest = (Long) exponent; rest > 0 && Math.abs(product) != 0; rest >>= 1) {
      product = (rest & 1) == 1 ? product * square : product;
      square *= square;
    }
    return product;
  }

  static Object logarithm(Object a) {
    double x = number("log", a);
    if (x <= 0) {
      throw new ExpressionException("log of " + x + ": it needs a number greater than 0");
    }
    return StrictMath.log(x);
  }

  static Object squareRoot(Object a) {
    double x = number("sqrt", a);
    if (x < 0) {
      throw new ExpressionException("sqrt of " + x + ": it needs a number of at least 0");
    }
    return Math.sqrt(x);
  }

  static Object floor(Object a) {
    return whole("floor", a, Math.floor(number("floor", a)));
  }

  static Object ceil(Object a) {
    return whole("ceil", a, Math.ceil(number("ceil", a)));
  }

  /** To the nearest whole number; halves go to the even one, as in Python. */
  static Object round(Object a) {
    return whole("round", a, Math.rint(number("round", a)));
  }

  private static Object whole(String function, Object a, double rounded) {
    if (a instanceof Long) {
      return a;
    }
    if (!(Math.abs(rounded) < 0x1p63)) {
      throw new ExpressionException(function + " of " + rounded + ": too large for a whole number");
    }
    return (long) rounded;
  }

  static Object smaller(Object a, Object b) {
    return compare("min", a, b) <= 0 ? a : b;
  }

  static Object larger(Object a, Object b) {
    return compare("max", a, b) >= 0 ? a : b;
  }

  private static int compare(String function, Object a, Object b) {
    return a instanceof Long x && b instanceof Long y
        ? Long.compare(x, y)
        : Double.compare(number(function, a), number(function, b));
  }

  static double number(String function, Object value) {
    if (value instanceof Long || value instanceof Double) {
      return ((Number) value).doubleValue();
    }
    throw new ExpressionException(function + " needs numbers but got " + describe(value));
  }

  static long wholeNumber(String function, Object value) {
    if (value instanceof Long whole) {
      return whole;
    }
    if (value instanceof Double number
        && number == Math.rint(number)
        && Math.abs(number) < 0x1p53) {
      return number.longValue();
    }
    throw new ExpressionException(function + " needs whole numbers but got " + describe(value));
  }

  static String describe(Object value) {
    return value instanceof String text ? "the text \"" + text + '"' : String.valueOf(value);
  }

  private static String join(String a, String b) {
    if (a.length() + b.length() > LONGEST_TEXT) {
      throw new ExpressionException("a text longer than " + LONGEST_TEXT + " characters");
    }
    return a + b;
  }
}
