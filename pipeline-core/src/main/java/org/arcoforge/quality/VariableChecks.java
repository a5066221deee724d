package org.arcoforge.quality;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.NumberText;
import org.arcoforge.array.Statistics;
import org.arcoforge.array.Variable;

/** Checks one data variable by its statistics and its series. */
final class VariableChecks {
  private VariableChecks() {}

  /** Returns what looks wrong; empty if nothing does. */
  static List<QualityFlag> flags(VariableQuality quality) {
    List<QualityFlag> flags = new ArrayList<>();
    Variable v = quality.variable();
    Statistics s = quality.statistics();
    if (s != null) {
      values(v, s, flags);
    }
    boolean isCategory = v.attributes().has("flag_values") || v.attributes().has("flag_masks");
    if (!isCategory) {
      series(quality, flags);
    }
    Plane plane = quality.plane();
    if (plane != null) {
      LandMask.misplaced(plane).ifPresent(t -> flags.add(flag(QualityFlag.Kind.MISPLACED, v, t)));
    }
    return flags;
  }

  private static QualityFlag flag(QualityFlag.Kind kind, Variable v, String text) {
    return new QualityFlag(kind, v.name(), text);
  }

  private static void values(Variable v, Statistics s, List<QualityFlag> flags) {
    if (s.count() == 0) {
      if (s.missing() > 0) {
        flags.add(
            flag(QualityFlag.Kind.ALL_MISSING, v, "all " + s.missing() + " values are missing"));
      }
      return;
    }
    if (!Double.isFinite(s.min()) || !Double.isFinite(s.max())) {
      flags.add(
          flag(
              QualityFlag.Kind.INFINITE,
              v,
              "values go from " + number(s.min()) + " to " + number(s.max())));
      return;
    }
    if (s.min() == s.max() && s.count() > 1) {
      flags.add(
          flag(
              QualityFlag.Kind.CONSTANT,
              v,
              "all " + s.count() + " values that are there are " + number(s.min())));
    }
    ValidValues.of(v)
        .filter(r -> !r.holds(s))
        .ifPresent(r -> flags.add(flag(QualityFlag.Kind.VALID_RANGE, v, outside(s, "", r))));
    StandardNames.range(v)
        .filter(r -> !r.holds(s))
        .ifPresent(
            r ->
                flags.add(
                    flag(
                        QualityFlag.Kind.PHYSICAL_RANGE,
                        v,
                        outside(s, v.attributes().text("units").orElse(""), r))));
  }

  private static String outside(Statistics s, String units, PlausibleRange r) {
    return "values go from "
        + number(s.min())
        + " to "
        + number(s.max())
        + (units.isEmpty() ? "" : " (units '" + units + "')")
        + "; "
        + r.source()
        + " allows "
        + number(r.low())
        + " to "
        + number(r.high());
  }

  private static void series(VariableQuality quality, List<QualityFlag> flags) {
    Variable v = quality.variable();
    TimeSeries means = quality.means();
    for (LevelShift.Place p : LevelShift.find(means)) {
      String at = p.index() < quality.times().size() ? quality.times().get(p.index()) : "";
      flags.add(jump(quality, p, "the area mean", means.positions().get(p.index()), at));
    }
    if (flags.stream().noneMatch(f -> f.kind() == QualityFlag.Kind.JUMP)) {
      TimeSeries rows = quality.rowMeans();
      for (LevelShift.Place p : LevelShift.find(rows)) {
        if (flags.stream().noneMatch(f -> f.kind() == kind(p) && f.variable().equals(v.name()))) {
          flags.add(jump(quality, p, "the mean", rows.positions().get(p.index()), ""));
        }
      }
    }
  }

  private static QualityFlag.Kind kind(LevelShift.Place p) {
    return p.isSpike() ? QualityFlag.Kind.SPIKE : QualityFlag.Kind.JUMP;
  }

  private static QualityFlag jump(
      VariableQuality quality, LevelShift.Place p, String what, long position, String time) {
    String place =
        quality.timeDimension() + " index " + position + (time.isEmpty() ? "" : " (" + time + ")");
    String before = number(p.before());
    String after = number(p.after());
    return flag(
        kind(p),
        quality.variable(),
        p.isSpike()
            ? what + " is " + after + " at " + place + ", but about " + before + " elsewhere"
            : what
                + " shifts from about "
                + before
                + " to about "
                + after
                + " at "
                + place
                + "; look whether the units change there");
  }

  /** At most six digits: what is said is "about". */
  static String number(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return NumberText.of(value);
    }
    double rounded =
        new java.math.BigDecimal(value).round(new java.math.MathContext(6)).doubleValue();
    return NumberText.of(rounded).replaceFirst("\\.0$", "");
  }
}
