package org.arcoforge.quality.draw;

/**
 * Finds which of a coordinate's values is nearest to a place, on a line or around the globe; of two
 * that are as near the first. In values that only rise or only fall it looks at few of them.
 */
final class NearestValue {
  private static final double TURN = 360;

  /** Neighbours of a place on each side: one, and one more for what is rounded. */
  private static final int BESIDE = 2;

  private final double[] x;
  private final boolean isAround;
  private final boolean isRising;
  private final boolean isOrdered;

  private int best;
  private double distance;

  NearestValue(double[] x, boolean isAround) {
    this.x = x;
    this.isAround = isAround;
    this.isRising = x.length > 1 && x[1] > x[0];
    this.isOrdered = isOrdered(x, isRising);
  }

  /** Whether all are finite and go one way, none twice, and not around again and again. */
  private static boolean isOrdered(double[] x, boolean isRising) {
    if (x.length < 2 || !(Math.abs(x[x.length - 1] - x[0]) <= 2 * TURN)) {
      return false;
    }
    for (int i = 1; i < x.length; i++) {
      if (!(isRising ? x[i] > x[i - 1] : x[i] < x[i - 1])) {
        return false;
      }
    }
    return true;
  }

  /** Returns the index of the value that is nearest; -1 if none is any distance away. */
  int to(double at) {
    best = -1;
    distance = Double.POSITIVE_INFINITY;
    if (!isOrdered) {
      for (int i = 0; i < x.length; i++) {
        look(i, at);
      }
      return best;
    }
    if (!isAround) {
      near(at, at);
      return best;
    }
    double low = Math.min(x[0], x[x.length - 1]) - TURN / 2;
    double high = Math.max(x[0], x[x.length - 1]) + TURN / 2;
    for (double turn = Math.floor((low - at) / TURN);
        turn <= Math.ceil((high - at) / TURN);
        turn++) {
      near(at + turn * TURN, at);
    }
    return best;
  }

  /** Looks at the values beside a place, which stands for another, turns away. */
  private void near(double place, double at) {
    int low = 0;
    int high = x.length;
    while (low < high) { // the first value beyond the place
      int middle = (low + high) >>> 1;
      if (isRising ? x[middle] <= place : x[middle] >= place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int i = Math.max(0, low - BESIDE); i < Math.min(x.length, low + BESIDE); i++) {
      look(i, at);
    }
  }

  private void look(int i, double at) {
    double d = Math.abs(x[i] - at);
    if (isAround) {
      d = Math.abs(d - TURN * Math.rint(d / TURN));
    }
    if (d < distance || (d == distance && i < best)) {
      distance = d;
      best = i;
    }
  }
}
