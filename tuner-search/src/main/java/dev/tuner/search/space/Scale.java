package dev.tuner.search.space;

/** How a numeric domain is laid out between its bounds. */
enum Scale {
  LINEAR {
    @Override
    double between(double low, double high, double share) {
      // not low + share * (high - low): the difference of two doubles may be infinite
      return low * (1 - share) + high * share;
    }

    @Override
    double share(double low, double high, double value) {
      return (value / 2 - low / 2) / (high / 2 - low / 2);
    }
  },
  LOG {
    @Override
    double between(double low, double high, double share) {
      return StrictMath.exp(LINEAR.between(StrictMath.log(low), StrictMath.log(high), share));
    }

    @Override
    double share(double low, double high, double value) {
      return LINEAR.share(StrictMath.log(low), StrictMath.log(high), StrictMath.log(value));
    }
  };

  abstract double between(double low, double high, double share);

  abstract double share(double low, double high, double value);
}
