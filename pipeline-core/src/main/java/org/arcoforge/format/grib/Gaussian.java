package org.arcoforge.format.grib;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Computes Gaussian latitudes: the roots of the Legendre polynomial of degree 2 N, by Newton's
 * iteration on its recurrence (Abramowitz and Stegun 22.7.10), from the zeros of a Bessel function
 * as first guesses (22.16.6).
 */
final class Gaussian {
  /**
   * Zeros of the Bessel function J0 (Abramowitz and Stegun, table 9.5); later ones lie pi apart.
   */
  private static final double[] BESSEL = {
    2.4048255577, 5.5200781103, 8.6537279129, 11.7915344391, 14.9309177086,
    18.0710639679, 21.2116366299, 24.3524715308, 27.4934791320, 30.6346064684,
    33.7758202136, 36.9170983537, 40.0584257646, 43.1997917132, 46.3411883717,
    49.4826098974, 52.6240518411, 55.7655107550, 58.9069839261, 62.0484691902,
    65.1899648002, 68.3314693299, 71.4729816036, 74.6145006437, 77.7560256304,
    80.8975558711, 84.0390907769, 87.1806298436, 90.3221726372, 93.4637187819,
    96.6052679510, 99.7468198587, 102.8883742542, 106.0299309165, 109.1714896498,
    112.3130502805, 115.4546126537, 118.5961766309, 121.7377420880, 124.8793089132,
    128.0208770059, 131.1624462752, 134.3040166383, 137.4455880203, 140.5871603528,
    143.7287335737, 146.8703076258, 150.0118824570, 153.1534580192, 156.2950342685
  };

  private static final double PRECISION = 1e-14;
  private static final int MOST_STEPS = 10;
  private static final MathContext PRECISE = new MathContext(34);
  private static final int TERMS = 40;
  private static final Map<Integer, double[]> KNOWN = new ConcurrentHashMap<>();

  private Gaussian() {}

  /** Returns the 2 N latitudes in degrees, from north to south; not to be changed. */
  static double[] latitudes(int n) {
    return KNOWN.computeIfAbsent(n, Gaussian::compute);
  }

  private static double[] compute(int n) {
    int degree = 2 * n;
    double[] latitudes = new double[degree];
    double shift = (1 - (2 / Math.PI) * (2 / Math.PI) * 0.25);
    double denominator = Math.sqrt((degree + 0.5) * (degree + 0.5) + shift);
    double guess = 0;
    for (int j = 0; j < n; j++) {
      guess = j < BESSEL.length ? BESSEL[j] : guess + Math.PI;
      double root = Math.cos(guess / denominator);
      double step = 1;
      for (int i = 0; Math.abs(step) >= PRECISION && i <= MOST_STEPS; i++) {
        double before = 1;
        double last = root;
        double value = 0;
        for (int k = 0; k < degree; k++) {
          value = ((2.0 * (k + 1) - 1.0) * root * last - k * before) / (k + 1);
          before = last;
          last = value;
        }
        step = value / ((degree * (before - root * value)) / (1 - root * root));
        root -= step;
      }
      latitudes[j] = arcsine(root) * (180 / Math.PI);
      latitudes[degree - 1 - j] = -latitudes[j];
    }
    return latitudes;
  }

  /** The arcsine rounded to nearest, which the JDK's is not always: one step of Newton's more. */
  private static double arcsine(double x) {
    double y = Math.asin(x);
    BigDecimal exact = new BigDecimal(y);
    BigDecimal square = exact.multiply(exact, PRECISE);
    BigDecimal term = exact;
    BigDecimal sine = exact;
    for (int k = 2; k < TERMS; k += 2) {
      term = term.multiply(square, PRECISE).divide(BigDecimal.valueOf(-k * (k + 1L)), PRECISE);
      sine = sine.add(term, PRECISE);
    }
    double rest = new BigDecimal(x).subtract(sine, PRECISE).doubleValue();
    return y + rest / Math.cos(y);
  }
}
