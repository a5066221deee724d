package org.arcoforge.quality.draw;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.arcoforge.array.Statistics;
import org.arcoforge.array.Variable;
import org.arcoforge.quality.Plane;
import org.arcoforge.quality.QualityFlag;
import org.arcoforge.quality.QualityReport;
import org.arcoforge.quality.VariableQuality;

/** Makes the pictures of a quality report, as PNG. */
public final class QualityPictures {
  /** Variables that the overview shows; of more it says that there are more. */
  public static final int MOST_VARIABLES = 12;

  private static final int WIDTH = 1180;
  private static final int HEAD = 56;
  private static final int ROW = 286;
  private static final int MARGIN = 18;
  private static final int THUMBNAIL_WIDTH = 400;
  private static final int THUMBNAIL_HEIGHT = 200;
  private static final double TITLE = 11;
  private static final double TEXT = 8;

  private QualityPictures() {}

  /** Returns a map, or what suits, of the first variable that has one; empty if none has. */
  public static Optional<byte[]> thumbnail(QualityReport report) {
    Plane plane = null;
    for (VariableQuality v : report.variables()) {
      if (v.plane() != null && (plane == null || rank(v.plane()) < rank(plane))) {
        plane = v.plane();
      }
    }
    if (plane == null) {
      return Optional.empty();
    }
    Canvas canvas = new Canvas(THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT);
    int pad = plane.kind() == Plane.Kind.CURVE ? 50 : 1;
    PlanePainter.paint(
        canvas,
        plane,
        new Canvas.Box(pad, pad / 2 + 1, THUMBNAIL_WIDTH - 2 * pad, THUMBNAIL_HEIGHT - pad - 2),
        PlanePainter.ends(plane));
    return Optional.of(PngEncoder.encode(canvas));
  }

  /** Maps first, then what is as wide as high. */
  private static int rank(Plane plane) {
    return switch (plane.kind()) {
      case MAP -> 0;
      case POINTS -> 1;
      case SECTION -> 2;
      case CURVE -> 3;
    };
  }

  /** Returns the panels of all variables; empty if there are none. */
  public static Optional<byte[]> overview(QualityReport report) {
    List<VariableQuality> shown =
        report.variables().subList(0, Math.min(MOST_VARIABLES, report.variables().size()));
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    int more = report.variables().size() - shown.size();
    Canvas canvas = new Canvas(WIDTH, HEAD + shown.size() * ROW + (more > 0 ? 24 : 4));
    StrokeFont.draw(canvas, report.title(), MARGIN, 26, 14, 1, WIDTH - 2 * MARGIN);
    List<QualityFlag> flags = report.flags();
    StrokeFont.draw(
        canvas,
        "version " + report.version() + ", " + count(flags.size()),
        MARGIN,
        46,
        TEXT,
        0.75,
        WIDTH - 2 * MARGIN);
    int y = HEAD;
    for (VariableQuality v : shown) {
      panel(canvas, v, flags, y);
      y += ROW;
    }
    if (more > 0) {
      StrokeFont.draw(
          canvas,
          "and " + more + " more variables, which are in quality.json",
          MARGIN,
          y + 12,
          TEXT,
          0.75,
          WIDTH);
    }
    return Optional.of(PngEncoder.encode(canvas));
  }

  private static String count(int flags) {
    return flags == 0 ? "nothing looks wrong" : flags == 1 ? "1 flag" : flags + " flags";
  }

  private static void panel(Canvas canvas, VariableQuality q, List<QualityFlag> flags, int top) {
    Variable v = q.variable();
    canvas.line(MARGIN, top, WIDTH - MARGIN, top, 1, 0.25);
    String about = v.attributes().text("long_name").orElse("");
    String units = q.units().isEmpty() ? "" : " [" + q.units() + "]";
    String title = v.name() + units + (about.isEmpty() ? "" : ": " + about);
    StrokeFont.draw(canvas, title, MARGIN, top + 22, TITLE, 1, WIDTH - 2 * MARGIN);
    StrokeFont.draw(canvas, says(q), MARGIN, top + 40, TEXT, 0.75, WIDTH - 2 * MARGIN);
    List<QualityFlag> own = flags.stream().filter(f -> f.variable().equals(v.name())).toList();
    if (!own.isEmpty()) {
      canvas.fill(new Canvas.Box(MARGIN, top + 47, 6, 8), Palette.RED);
      String text = own.get(0).kind().word() + ": " + own.get(0).text();
      String rest = own.size() > 1 ? " (and " + (own.size() - 1) + " more)" : "";
      StrokeFont.draw(canvas, text + rest, MARGIN + 12, top + 55, TEXT, 1, WIDTH - 60);
    }
    Canvas.Box map = new Canvas.Box(MARGIN, top + 64, 400, 200);
    Plane plane = q.plane();
    if (plane == null) {
      String why = q.notes().isEmpty() ? "nothing to draw" : q.notes().get(0);
      StrokeFont.draw(canvas, why, MARGIN, top + 90, TEXT, 0.6, 480);
    } else {
      double[] ends = PlanePainter.ends(plane);
      boolean isCurve = plane.kind() == Plane.Kind.CURVE;
      Canvas.Box drawn =
          PlanePainter.paint(
              canvas, plane, isCurve ? new Canvas.Box(MARGIN + 60, top + 70, 380, 170) : map, ends);
      if (!isCurve) {
        ChartPainter.colours(
            canvas, new Canvas.Box(drawn.right() + 8, drawn.y(), 10, drawn.height()), ends);
      }
      StrokeFont.draw(canvas, plane.where(), MARGIN, top + 279, TEXT, 0.6, 480);
      if (q.histogram() != null) {
        label(canvas, "values of what is drawn", 520, top + 76);
        ChartPainter.histogram(canvas, new Canvas.Box(520, top + 84, 230, 110), q.histogram());
      }
    }
    int time = v.axis(q.timeDimension());
    long length = time < 0 ? 1 : v.shape()[time];
    if (time >= 0 && length > 1) {
      String grey =
          ChartPainter.showsRows(q.means(), q.rowMeans(), length) ? " (grey: of objects)" : "";
      label(canvas, "area mean over " + q.timeDimension() + grey, 840, top + 76);
      ChartPainter.series(
          canvas,
          new Canvas.Box(840, top + 84, 318, 110),
          q.means(),
          q.rowMeans(),
          length,
          q.ends());
    }
    if (!q.completeness().rows().isEmpty()) {
      String along = time < 0 ? "" : " over " + q.timeDimension();
      String key = " (pale: missing or empty; orange: filled by policy)";
      StrokeFont.draw(canvas, "what is there" + along + key, 520, top + 232, TEXT, 0.6, 640);
      ChartPainter.strip(canvas, new Canvas.Box(520, top + 240, 638, 16), q.completeness(), length);
    }
  }

  private static void label(Canvas canvas, String text, int x, int y) {
    StrokeFont.draw(canvas, text, x, y, TEXT, 0.6, 330);
  }

  private static String says(VariableQuality q) {
    StringBuilder says = new StringBuilder();
    Variable v = q.variable();
    for (int d = 0; d < v.rank(); d++) {
      says.append(d == 0 ? "" : " x ")
          .append(v.dimensions().get(d).name())
          .append(' ')
          .append(v.dimensions().get(d).length());
    }
    Statistics s = q.statistics();
    if (s != null && s.count() > 0) {
      double share = 100.0 * s.missing() / (s.count() + s.missing());
      says.append("; min ")
          .append(ChartPainter.number(s.min()))
          .append(", mean ")
          .append(ChartPainter.number(s.mean()))
          .append(", max ")
          .append(ChartPainter.number(s.max()))
          .append(", missing ")
          .append(
              s.missing() == 0 || share >= 0.05
                  ? String.format(Locale.ROOT, "%.1f %%", share)
                  : s.missing() + " values");
    } else if (s != null) {
      says.append("; no value is there");
    }
    return says.toString();
  }
}
