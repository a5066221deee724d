package org.arcoforge.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfCalendar;
import org.arcoforge.cf.CfReferences;
import org.arcoforge.recipe.StrptimeFormat;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.FileView;
import org.arcoforge.view.KeyCoordinate;
import org.arcoforge.view.VariableView;

/** Applies the transforms that take coordinates from a file's name. */
final class FileNameTransforms {
  private static final String TIME = "time_from_name";
  private static final long DAY = 86400;

  private FileNameTransforms() {}

  static FileView expandDims(Transform.ExpandDims t, FileView view, TransformContext scope) {
    if (view.hasDimension(t.dimension()) || view.variable(t.dimension()).isPresent()) {
      throw scope.refused(
          "expand_dims", "'" + t.dimension() + "' is in the file already; rename it, or drop it");
    }
    String text = found("expand_dims", t.regex(), scope);
    if (t.type().equals("date")) {
      StrptimeFormat format = new StrptimeFormat(t.format());
      return added(
          view,
          date("expand_dims", t.dimension(), text, format, CfCalendar.PROLEPTIC_GREGORIAN, scope));
    }
    return added(
        view, KeyCoordinate.constant(t.dimension(), value(text, t, scope), Attributes.empty()));
  }

  private static FileView added(FileView view, VariableView coordinate) {
    return ConcatDims.inFront(view, coordinate, Set.of());
  }

  static FileView time(Transform.TimeFromName t, FileView view, TransformContext scope) {
    String name = t.dimension();
    String regex = t.regex() == null ? t.format().regex() : t.regex();
    Matcher whole = t.regex() == null ? match(TIME, regex, scope) : null;
    String text = whole == null ? found(TIME, regex, scope) : whole.group();
    VariableView coordinate = date(TIME, name, text, t.format(), t.calendar(), scope);
    VariableView old = view.variable(name).orElse(null);
    if (view.hasDimension(name) && scope.length(TIME, name, view) != 1) {
      throw scope.refused(
          TIME, "expected one element of '" + name + "', found " + scope.length(TIME, name, view));
    }
    if (old != null && old.variable().rank() > 0 && !old.variable().isDimensionCoordinate()) {
      throw scope.refused(
          TIME,
          "expected '"
              + name
              + "' to be a coordinate, found dimensions "
              + old.variable().dimensionNames()
              + "; rename it, or drop it");
    }
    FileView without = old == null ? view : without(old.variable(), view);
    VariableView named =
        old == null ? coordinate : coordinate.with(described(old.variable(), coordinate));
    if (!view.hasDimension(name)) {
      return added(without, named);
    }
    List<VariableView> all = new ArrayList<>(List.of(named));
    all.addAll(without.variables().values());
    return FileView.of(all, without.attributes());
  }

  /** The file without a time, and without its bounds, whose numbers mean nothing alone. */
  private static FileView without(Variable time, FileView view) {
    String bounds = CfReferences.bounds(time, view.variables().keySet()).orElse("");
    return FileView.of(
        view.variables().values().stream()
            .filter(v -> !v.variable().name().equals(time.name()))
            .filter(v -> !v.variable().name().equals(bounds))
            .toList(),
        view.attributes());
  }

  /** What the file's own coordinate says in words. */
  private static Variable described(Variable old, VariableView found) {
    Variable v = found.variable();
    Attributes attributes = v.attributes();
    for (String key : List.of("standard_name", "long_name", "axis")) {
      String text = old.attributes().text(key).orElse(null);
      attributes = text == null ? attributes : attributes.with(key, text);
    }
    return v.withAttributes(attributes);
  }

  private static VariableView date(
      String transform,
      String name,
      String text,
      StrptimeFormat format,
      CfCalendar calendar,
      TransformContext scope) {
    long seconds;
    try {
      seconds = format.seconds(text, calendar);
    } catch (IllegalArgumentException e) {
      throw scope.refused(transform, String.valueOf(e.getMessage()));
    }
    boolean fine = format.hasTimeOfDay();
    long number = fine ? seconds : Math.floorDiv(seconds, DAY);
    Attributes attributes =
        Attributes.empty()
            .with("units", (fine ? "seconds" : "days") + " since 1970-01-01")
            .with("calendar", calendar.id());
    Block value = FillValue.of(number).block(DataType.INT64).reshape(1);
    return KeyCoordinate.constant(name, value, attributes);
  }

  private static String found(String transform, String regex, TransformContext scope) {
    Matcher m = match(transform, regex, scope);
    String group = m.groupCount() > 0 ? m.group(1) : m.group();
    return group == null ? m.group() : group;
  }

  private static Matcher match(String transform, String regex, TransformContext scope) {
    Matcher m = Pattern.compile(regex).matcher(scope.fileName());
    if (!m.find()) {
      throw scope.refused(
          transform, "'" + regex + "' is not found in the file's name '" + scope.fileName() + "'");
    }
    return m;
  }

  private static Block value(String text, Transform.ExpandDims t, TransformContext scope) {
    try {
      return switch (t.type()) {
        case "int" -> FillValue.of(Long.parseLong(text)).block(DataType.INT64).reshape(1);
        case "float" ->
            FillValue.of(DataType.FLOAT64, Double.parseDouble(text))
                .block(DataType.FLOAT64)
                .reshape(1);
        default -> Block.wrap(new String[] {text}, 1);
      };
    } catch (NumberFormatException e) {
      throw scope.refused(
          "expand_dims", "'" + text + "' is no " + t.type() + "; write a narrower `from`");
    }
  }
}
