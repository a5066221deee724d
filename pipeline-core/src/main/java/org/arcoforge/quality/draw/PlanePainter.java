package org.arcoforge.quality.draw;

import java.util.Arrays;
import org.arcoforge.quality.Coastlines;
import org.arcoforge.quality.Plane;

/** Paints a plane into a box: a map with coastlines, points, a section or a curve. */
final class PlanePainter {
  private static final double GLOBAL = 350;

  /** Values that are looked at for the ends of the colours. */
  private static final int SAMPLED = 50_000;

  private final Canvas canvas;
  private final Plane plane;
  private final Canvas.Box box;
  private final double low;
  private final double high;

  private PlanePainter(Canvas canvas, Plane plane, Canvas.Box box, double[] ends) {
    this.canvas = canvas;
    this.plane = plane;
    this.box = box;
    this.low = ends[0];
    this.high = ends[1];
  }

  /** Returns the ends of the colours: of the values but for the outermost hundredth each. */
  static double[] ends(Plane plane) {
    double[] values = plane.values();
    int step = Math.max(1, values.length / SAMPLED);
    double[] some = new double[(values.length + step - 1) / step];
    int n = 0;
    for (int i = 0; i < values.length; i += step) {
      if (Double.isFinite(values[i])) {
        some[n++] = values[i];
      }
    }
    if (n == 0) {
      return new double[] {0, 0};
    }
    int cut = plane.kind() == Plane.Kind.CURVE ? 0 : n / 100;
    OrderStatistics ranks = new OrderStatistics(some, n);
    return new double[] {ranks.rank(cut), ranks.rank(n - 1 - cut)};
  }

  /** Paints, and returns the box that is painted on, which has the plane's proportions. */
  static Canvas.Box paint(Canvas canvas, Plane plane, Canvas.Box most, double[] ends) {
    if (plane.kind() == Plane.Kind.CURVE) {
      ChartPainter.curve(canvas, most, plane.x(), plane.values());
      return most;
    }
    if (plane.kind() == Plane.Kind.SECTION) {
      new PlanePainter(canvas, plane, most, ends).section();
      canvas.frame(most, 0.5);
      return most;
    }
    double[] window = window(plane);
    double middle = Math.toRadians((window[2] + window[3]) / 2);
    boolean isGlobal = window[1] - window[0] >= GLOBAL;
    double ratio =
        (window[1] - window[0])
            * (isGlobal ? 1 : Math.max(0.3, Math.cos(middle)))
            / (window[3] - window[2]);
    int width = (int) Math.min(most.width(), Math.round(most.height() * ratio));
    int height = (int) Math.min(most.height(), Math.round(most.width() / ratio));
    Canvas.Box box =
        new Canvas.Box(
            most.x() + (most.width() - Math.max(2, width)) / 2,
            most.y() + (most.height() - Math.max(2, height)) / 2,
            Math.max(2, width),
            Math.max(2, height));
    PlanePainter painter = new PlanePainter(canvas, plane, box, ends);
    if (plane.kind() == Plane.Kind.MAP) {
      painter.map(window);
    } else {
      painter.points(window);
    }
    painter.coast(window);
    canvas.frame(box, 0.5);
    return box;
  }

  /** West, east, south, north of what is drawn, half a cell around the outermost values. */
  private static double[] window(Plane plane) {
    double[] lat = ends(plane.y());
    boolean isGrid = plane.kind() == Plane.Kind.MAP;
    double cellY = isGrid && plane.y().length > 1 ? (lat[1] - lat[0]) / (plane.y().length - 1) : 0;
    double[] lon = isGrid ? ends(unrolled(plane.x())) : arc(plane.x());
    double cellX = isGrid && plane.x().length > 1 ? (lon[1] - lon[0]) / (plane.x().length - 1) : 0;
    double padX = Math.max(cellX / 2, lon[1] - lon[0] < 1e-9 ? 1 : 0);
    double padY = Math.max(cellY / 2, lat[1] - lat[0] < 1e-9 ? 1 : 0);
    double south = Math.max(-90, lat[0] - padY);
    double north = Math.min(90, lat[1] + padY);
    if (north <= south) { // latitudes that are none
      south = -90;
      north = 90;
    }
    if (lon[1] - lon[0] + 2 * padX >= GLOBAL) {
      return new double[] {-180, 180, south, north};
    }
    double west = lon[0] - padX;
    double turn = 360 * Math.floor((west + 180) / 360);
    return new double[] {west - turn, lon[1] + padX - turn, south, north};
  }

  /** Longitudes that go on across the antimeridian. */
  private static double[] unrolled(double[] x) {
    double[] all = x.clone();
    for (int i = 1; i < all.length; i++) {
      all[i] -= 360 * Math.rint((all[i] - all[i - 1]) / 360);
    }
    return all;
  }

  /** The shorter one of the arcs that points span from -180 and from 0. */
  private static double[] arc(double[] x) {
    double[] a = ends(Arrays.stream(x).map(v -> wrapped(v, -180)).toArray());
    double[] b = ends(Arrays.stream(x).map(v -> wrapped(v, 0)).toArray());
    return b[1] - b[0] < a[1] - a[0] ? b : a;
  }

  private static double wrapped(double x, double west) {
    return x - 360 * Math.floor((x - west) / 360);
  }

  private static double[] ends(double[] x) {
    double[] known = Arrays.stream(x).filter(Double::isFinite).toArray();
    return known.length == 0
        ? new double[] {0, 0}
        : new double[] {
          Arrays.stream(known).min().orElseThrow(), Arrays.stream(known).max().orElseThrow()
        };
  }

  private void map(double[] window) {
    int[] columns = new int[box.width()];
    NearestValue column = new NearestValue(plane.x(), true);
    for (int i = 0; i < columns.length; i++) {
      double lon = window[0] + (i + 0.5) * (window[1] - window[0]) / box.width();
      columns[i] = column.to(lon);
    }
    double[] values = plane.values();
    NearestValue latitude = new NearestValue(plane.y(), false);
    for (int j = 0; j < box.height(); j++) {
      double lat = window[3] - (j + 0.5) * (window[3] - window[2]) / box.height();
      int row = latitude.to(lat);
      for (int i = 0; i < columns.length; i++) {
        double value =
            row < 0 || columns[i] < 0 ? Double.NaN : values[row * plane.columns() + columns[i]];
        dot(box.x() + i, box.y() + j, value);
      }
    }
  }

  /** What is missing is hatched. */
  private void dot(int x, int y, double value) {
    boolean isHatch = Double.isNaN(value) && (x + y) % 6 == 0;
    canvas.set(x, y, isHatch ? Palette.PALE : Palette.of(value, low, high));
  }

  private void points(double[] window) {
    canvas.fill(box, Palette.MISSING);
    for (int y = box.y(); y < box.bottom(); y++) {
      for (int x = box.x(); x < box.right(); x++) {
        dot(x, y, Double.NaN);
      }
    }
    double n = Math.max(1, plane.values().length);
    double spacing = Math.sqrt((double) box.width() * box.height() / n);
    int size = (int) Math.max(1, Math.min(plane.rows() > 1 ? 60 : 5, Math.ceil(spacing * 1.5)));
    for (int i = 0; i < plane.values().length; i++) {
      double value = plane.values()[i];
      double lon = wrapped(plane.x()[i], window[0]);
      double px = (lon - window[0]) / (window[1] - window[0]) * box.width();
      double py = (window[3] - plane.y()[i]) / (window[3] - window[2]) * box.height();
      if (Double.isNaN(value) || !Double.isFinite(px) || !Double.isFinite(py)) {
        continue;
      }
      int left = box.x() + (int) Math.floor(px - (size - 1) / 2.0);
      int top = box.y() + (int) Math.floor(py - (size - 1) / 2.0);
      for (int y = Math.max(box.y(), top); y < Math.min(box.bottom(), top + size); y++) {
        for (int x = Math.max(box.x(), left); x < Math.min(box.right(), left + size); x++) {
          dot(x, y, value);
        }
      }
    }
  }

  private void coast(double[] window) {
    double sx = box.width() / (window[1] - window[0]);
    double sy = box.height() / (window[3] - window[2]);
    for (double[] ring : Coastlines.rings()) {
      for (int turn = -360; turn <= 360; turn += 360) {
        for (int i = 0; i + 3 < ring.length; i += 2) {
          double x1 = box.x() + (ring[i] + turn - window[0]) * sx;
          double x2 = box.x() + (ring[i + 2] + turn - window[0]) * sx;
          double y1 = box.y() + (window[3] - ring[i + 1]) * sy;
          double y2 = box.y() + (window[3] - ring[i + 3]) * sy;
          boolean isPole = ring[i + 1] <= -89.9 || ring[i + 3] <= -89.9; // no coast there
          boolean isOut =
              Math.max(x1, x2) < box.x()
                  || Math.min(x1, x2) > box.right()
                  || Math.max(y1, y2) < box.y()
                  || Math.min(y1, y2) > box.bottom();
          if (!isPole && !isOut) {
            canvas.line(x1, y1, x2, y2, 0.9, 0.85, box);
          }
        }
      }
    }
  }

  /** Rows from the top; up where the coordinate falls, so that great heights are above. */
  private void section() {
    int rows = plane.rows();
    int columns = plane.columns();
    double[] y = plane.y();
    boolean isRising = y.length > 1 && y[y.length - 1] > y[0];
    for (int j = 0; j < box.height(); j++) {
      int k = j * rows / box.height();
      int row = isRising ? rows - 1 - k : k;
      for (int i = 0; i < box.width(); i++) {
        int column = (int) ((long) i * columns / box.width());
        dot(box.x() + i, box.y() + j, plane.values()[row * columns + column]);
      }
    }
  }
}
