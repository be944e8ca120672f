package dev.tuner.search;

/** The standard normal distribution, to about fifteen digits. */
public final class Normal {
  private static final double[] CDF_ABOVE = {
    0.0352624965998911,
    0.700383064443688,
    6.37396220353165,
    33.912866078383,
    112.079291497871,
    221.213596169931,
    220.206867912376
  };
  private static final double[] CDF_BELOW = {
    0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461,
    296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752
  };

  private Normal() {}

  /**
   * The probability of a value below {@code z}.
   *
   * @see <a href="https://doi.org/10.1002/wilm.42820050111">West, Better approximations to
   *     cumulative normal functions (after Hart 1968)</a>
   */
  public static double cdf(double z) {
    double x = Math.abs(z);
    double tail;
    if (x > 37) {
      tail = 0;
    } else if (x < 7.07106781186547) {
      tail = StrictMath.exp(-x * x / 2) * horner(CDF_ABOVE, x) / horner(CDF_BELOW, x);
    } else {
      double fraction = x + 0.65;
      for (int k = 4; k >= 1; k--) {
        fraction = x + k / fraction;
      }
      tail = StrictMath.exp(-x * x / 2) / fraction / 2.506628274631;
    }
    return z > 0 ? 1 - tail : tail;
  }

  /**
   * The value below which a normal number lies with the probability {@code p}.
   *
   * @param p between 0 and 1, both excluded
   * @see <a href="https://doi.org/10.2307/2347330">Wichura, Algorithm AS 241</a>
   */
  public static double quantile(double p) {
    double q = p - 0.5;
    if (Math.abs(q) <= 0.425) {
      double r = 0.180625 - q * q;
      return q * horner(CENTRE_ABOVE, r) / horner(CENTRE_BELOW, r);
    }
    double r = Math.sqrt(-StrictMath.log(q < 0 ? p : 1 - p));
    double value =
        r <= 5
            ? horner(SIDE_ABOVE, r - 1.6) / horner(SIDE_BELOW, r - 1.6)
            : horner(TAIL_ABOVE, r - 5) / horner(TAIL_BELOW, r - 5);
    return q < 0 ? -value : value;
  }

  private static final double[] CENTRE_ABOVE = {
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987,
    13731.69376550946, 1971.5909503065513, 133.14166789178438, 3.3871328727963665
  };
  private static final double[] CENTRE_BELOW = {
    5226.495278852854,
    28729.085735721943,
    39307.89580009271,
    21213.794301586597,
    5394.196021424751,
    687.1870074920579,
    42.31333070160091,
    1
  };
  private static final double[] SIDE_ABOVE = {
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506,
    1.2704582524523684, 3.6478483247632045, 5.769497221460691,
    4.630337846156546, 1.4234371107496835
  };
  private static final double[] SIDE_BELOW = {
    1.0507500716444169e-09, 0.0005475938084995345, 0.015198666563616457,
    0.14810397642748008, 0.6897673349851, 1.6763848301838038,
    2.053191626637759, 1
  };
  private static final double[] TAIL_ABOVE = {
    2.0103343992922881e-07, 2.7115555687434876e-05, 0.0012426609473880784,
    0.026532189526576124, 0.29656057182850487, 1.7848265399172913,
    5.463784911164114, 6.657904643501103
  };
  private static final double[] TAIL_BELOW = {
    2.0442631033899397e-15, 1.421511758316446e-07, 1.8463183175100548e-05,
    0.0007868691311456133, 0.014875361290850615, 0.1369298809227358,
    0.599832206555888, 1
  };

  /** A polynomial, its coefficients from the highest power down. */
  private static double horner(double[] coefficients, double x) {
    double sum = 0;
    for (double coefficient : coefficients) {
      sum = sum * x + coefficient;
    }
    return sum;
  }
}
