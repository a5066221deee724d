package org.arcoforge.quality.draw;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.arcoforge.quality.Completeness;
import org.arcoforge.quality.Histogram;
import org.arcoforge.quality.TimeSeries;

/** Paints bars, curves, strips and the bar of colours, with the numbers at their ends. */
final class ChartPainter {
  /** Height of the capitals of numbers. */
  static final double SMALL = 8;

  private static final double INK = 0.75;

  private ChartPainter() {}

  /** Returns a number in at most four digits. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded.signum() == 0
        ? "0"
        : exponent < -4 || exponent > 6
            ? rounded.unscaledValue().signum() == 0 ? "0" : scientific(rounded, exponent)
            : rounded.toPlainString();
  }

  private static String scientific(BigDecimal value, int exponent) {
    return value.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }

  /** Paints the bar of colours beside a map, its ends and units. */
  static void colours(Canvas canvas, Canvas.Box box, double[] ends) {
    for (int y = 0; y < box.height(); y++) {
      double t = 1 - (y + 0.5) / box.height();
      canvas.fill(new Canvas.Box(box.x(), box.y() + y, box.width(), 1), Palette.of(t, 0, 1));
    }
    canvas.frame(box, 0.5);
    int x = box.right() + 6;
    text(canvas, number(ends[1]), x, box.y() + SMALL);
    text(canvas, number((ends[0] + ends[1]) / 2), x, box.y() + (box.height() + SMALL) / 2);
    text(canvas, number(ends[0]), x, box.bottom());
  }

  private static void text(Canvas canvas, String text, double x, double y) {
    StrokeFont.draw(canvas, text, x, y, SMALL, INK, 200);
  }

  /** Paints the counts of bins as bars. */
  static void histogram(Canvas canvas, Canvas.Box box, Histogram histogram) {
    long most = histogram.counts().stream().mapToLong(Long::longValue).max().orElse(0);
    int bins = histogram.counts().size();
    for (int i = 0; i < bins && most > 0; i++) {
      int left = box.x() + i * box.width() / bins;
      int right = box.x() + (i + 1) * box.width() / bins - 1;
      int height = (int) Math.round((double) histogram.counts().get(i) / most * box.height());
      height = histogram.counts().get(i) > 0 ? Math.max(1, height) : 0;
      canvas.fill(
          new Canvas.Box(left, box.bottom() - height, Math.max(1, right - left), height),
          Palette.BLUE);
    }
    base(canvas, box);
    text(canvas, number(histogram.low()), box.x(), box.bottom() + SMALL + 6);
    StrokeFont.drawBefore(
        canvas, number(histogram.high()), box.right(), box.bottom() + SMALL + 6, SMALL, INK);
  }

  private static void base(Canvas canvas, Canvas.Box box) {
    canvas.line(box.x(), box.bottom() + 0.5, box.right(), box.bottom() + 0.5, 1, 0.6);
  }

  /** Paints values over a coordinate. */
  static void curve(Canvas canvas, Canvas.Box box, double[] x, double[] values) {
    double[] across = ends(x);
    double[] up = ends(values);
    double px = Double.NaN;
    double py = Double.NaN;
    for (int i = 0; i < values.length; i++) {
      double ax = place(x[i], across, box.x(), box.right());
      double ay = place(values[i], up, box.bottom(), box.y());
      if (Double.isFinite(ay) && Double.isFinite(py)) {
        canvas.line(px, py, ax, ay, 1.4, 0.85);
      } else if (Double.isFinite(ay)) {
        canvas.line(ax, ay, ax, ay, 2, 0.85);
      }
      px = ax;
      py = ay;
    }
    axes(canvas, box, up, number(across[0]), number(across[1]));
  }

  /**
   * Paints area means as a curve and the means of rows of objects as grey steps, which are not
   * weighted and have a scale of their own.
   *
   * @param length of the axis
   * @param times of its first and last position; may be none
   */
  static void series(
      Canvas canvas,
      Canvas.Box box,
      TimeSeries means,
      TimeSeries rows,
      long length,
      List<String> times) {
    TimeSeries shown = means.positions().isEmpty() ? rows : means;
    double[] up = ends(shown.array());
    double[] across = {0, Math.max(1, length - 1)};
    if (showsRows(means, rows, length)) {
      steps(canvas, box, rows, length, across, ends(rows.array())); // of a scale of their own
    }
    double px = Double.NaN;
    double py = Double.NaN;
    long last = -1;
    long usual = gap(means);
    for (int i = 0; i < means.values().size(); i++) {
      long position = means.positions().get(i);
      double x = place((double) position, across, box.x(), box.right());
      double y = place(means.values().get(i), up, box.bottom(), box.y());
      if (Double.isFinite(y) && Double.isFinite(py) && position - last <= usual) {
        canvas.line(px, py, x, y, 1.2, 0.8);
      }
      px = x;
      py = y;
      last = position;
      if (Double.isFinite(y) && (means.values().size() < 100 || usual == 0)) {
        canvas.fill(new Canvas.Box((int) x - 1, (int) y - 1, 3, 3), Palette.BLUE);
      } else if (Double.isFinite(y)) {
        canvas.set((int) x, (int) y, Palette.BLUE);
      }
    }
    String from = times.isEmpty() ? "0" : day(times.get(0));
    String to = times.isEmpty() ? "" + (length - 1) : day(times.get(times.size() - 1));
    axes(canvas, box, up, from, to);
  }

  /** Rows say more of the axis than samples do, unless those are all there is. */
  static boolean showsRows(TimeSeries means, TimeSeries rows, long length) {
    return rows.positions().size() > 1 && means.positions().size() < length;
  }

  /** Positions that are no farther from each other than this are joined: twice the median. */
  private static long gap(TimeSeries means) {
    List<Long> p = means.positions();
    long[] gaps = new long[Math.max(0, p.size() - 1)];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = p.get(i + 1) - p.get(i);
    }
    java.util.Arrays.sort(gaps);
    return gaps.length == 0 ? 0 : 2 * gaps[gaps.length / 2];
  }

  private static void steps(
      Canvas canvas, Canvas.Box box, TimeSeries rows, long length, double[] across, double[] up) {
    for (int i = 0; i < rows.values().size(); i++) {
      long next = i + 1 < rows.positions().size() ? rows.positions().get(i + 1) : length;
      double x1 = place((double) rows.positions().get(i), across, box.x(), box.right());
      double x2 = place((double) next - 1, across, box.x(), box.right());
      double y = place(rows.values().get(i), up, box.bottom(), box.y());
      if (Double.isFinite(y)) {
        canvas.line(x1, y, Math.max(x1 + 1, x2), y, 2.2, 0.3);
      }
    }
  }

  private static String day(String time) {
    int t = time.indexOf('T');
    return t > 0 ? time.substring(0, t) : time;
  }

  private static void axes(Canvas canvas, Canvas.Box box, double[] up, String from, String to) {
    base(canvas, box);
    canvas.line(box.x() - 0.5, box.y(), box.x() - 0.5, box.bottom(), 1, 0.6);
    StrokeFont.drawBefore(canvas, number(up[1]), box.x() - 5, box.y() + SMALL, SMALL, INK);
    StrokeFont.drawBefore(canvas, number(up[0]), box.x() - 5, box.bottom(), SMALL, INK);
    text(canvas, from, box.x(), box.bottom() + SMALL + 6);
    StrokeFont.drawBefore(canvas, to, box.right(), box.bottom() + SMALL + 6, SMALL, INK);
  }

  /**
   * Paints how much of each row of objects is there: what is written and not missing dark, empty on
   * purpose pale, filled by a policy orange, not in the manifest red.
   */
  static void strip(Canvas canvas, Canvas.Box box, Completeness completeness, long length) {
    List<Completeness.Row> rows = completeness.rows();
    for (int i = 0; i < rows.size(); i++) {
      Completeness.Row row = rows.get(i);
      long end = i + 1 < rows.size() ? rows.get(i + 1).start() : length;
      int left = (int) (box.x() + row.start() * box.width() / Math.max(1, length));
      int right = (int) (box.x() + end * box.width() / Math.max(1, length));
      int width = Math.max(1, right - left);
      double missing = Double.isNaN(row.missing()) ? 0 : row.missing();
      long objects = Math.max(1, row.written() + row.empty() + row.unlisted());
      double empty = (double) row.empty() / objects;
      int above = (int) Math.round(box.height() * Math.max(missing, empty));
      canvas.fill(new Canvas.Box(left, box.y(), width, box.height()), Palette.BLUE);
      canvas.fill(new Canvas.Box(left, box.y(), width, above), Palette.PALE);
      int filled = (int) Math.ceil(box.height() * row.filled());
      canvas.fill(new Canvas.Box(left, box.y(), width, filled), Palette.ORANGE);
      if (row.unlisted() > 0) {
        canvas.fill(new Canvas.Box(left, box.y(), width, box.height()), Palette.RED);
      }
    }
    canvas.frame(box, 0.4);
  }

  private static double[] ends(double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double v : values) {
      if (Double.isFinite(v)) {
        low = Math.min(low, v);
        high = Math.max(high, v);
      }
    }
    return low > high ? new double[] {0, 0} : new double[] {low, high};
  }

  private static double place(double value, double[] ends, double from, double to) {
    return ends[1] > ends[0]
        ? from + (value - ends[0]) / (ends[1] - ends[0]) * (to - from)
        : Double.isFinite(value) ? (from + to) / 2 : Double.NaN;
  }
}
