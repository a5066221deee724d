package org.arcoforge.bake.history;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.zarr.ZarrStore;
import org.jspecify.annotations.Nullable;

/**
 * Axis labels say what is at an index of a dimension: a date, a number or a text of its coordinate.
 * Coordinates are read when they are asked for; of those that cannot be read there is no label.
 */
final class AxisLabels {
  private static final long MOST_ELEMENTS = 1 << 22;
  private static final String MIDNIGHT = "T00:00:00";

  private final @Nullable ZarrStore store;
  private final Map<String, Optional<Axis>> axes = new HashMap<>();

  private record Axis(Block values, @Nullable CfTimeEncoding time) {}

  /** Returns the labels that the coordinates of a store give. */
  static AxisLabels of(ZarrStore store) {
    return new AxisLabels(store);
  }

  /** Returns the labels of a store whose values cannot be read: there are none. */
  static AxisLabels none() {
    return new AxisLabels(null);
  }

  private AxisLabels(@Nullable ZarrStore store) {
    this.store = store;
  }

  /**
   * Returns the path of the coordinate of a dimension, which is in the group of the array or in one
   * around it; the plain name of the dimension if there is none.
   */
  String path(String array, String dimension) {
    String name = GroupPath.name(dimension);
    if (store != null) {
      for (String group : GroupPath.upwards(GroupPath.group(array))) {
        String path = GroupPath.in(group, name);
        if (store.layout().array(path).isPresent()) {
          return path;
        }
      }
    }
    return name;
  }

  /**
   * Returns what is at an index.
   *
   * @param path of the coordinate, as {@link #path} gives it
   */
  public Optional<String> at(String path, long index) {
    return axis(path)
        .filter(a -> index >= 0 && index < a.values().elements())
        .map(a -> text(a, (int) index));
  }

  /** Returns milliseconds since 1970 of the time at an index; empty if it is no such time. */
  OptionalLong millis(String path, long index) {
    Axis axis = axis(path).orElse(null);
    CfTimeEncoding time = axis == null ? null : axis.time();
    if (axis == null || time == null || index < 0 || index >= axis.values().elements()) {
      return OptionalLong.empty();
    }
    try {
      return axis.values().type().isInteger()
          ? time.epochMillis(axis.values().longAt((int) index))
          : time.epochMillis(axis.values().doubleAt((int) index));
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  private synchronized Optional<Axis> axis(String path) {
    return axes.computeIfAbsent(path, this::read);
  }

  private Optional<Axis> read(String path) {
    ArrayLayout array = store == null ? null : store.layout().array(path).orElse(null);
    Variable v = array == null ? null : array.variable();
    if (store == null
        || v == null
        || v.rank() != 1
        || v.elements() == 0
        || v.elements() > MOST_ELEMENTS) {
      return Optional.empty();
    }
    try {
      Block values = store.array(path).read(Region.whole(v.shape()));
      Optional<CfTimeEncoding> time = v.type() == DataType.STRING ? Optional.empty() : time(v);
      return Optional.of(new Axis(values, time.orElse(null)));
    } catch (IOException e) {
      return Optional.empty(); // what differs is told without labels then
    }
  }

  private static Optional<CfTimeEncoding> time(Variable v) {
    try {
      return CfTimeEncoding.of(v.attributes());
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static String text(Axis axis, int i) {
    Block values = axis.values();
    if (values.type() == DataType.STRING) {
      return values.strings()[i];
    }
    boolean whole = values.type().isInteger();
    CfTimeEncoding time = axis.time();
    if (time != null) {
      try {
        String iso = whole ? time.iso(values.longAt(i)) : time.iso(values.doubleAt(i));
        int midnight = iso.indexOf(MIDNIGHT);
        return midnight > 0 ? iso.substring(0, midnight) : iso;
      } catch (ArithmeticException e) {
        return Long.toString(values.longAt(i));
      }
    }
    return whole ? Long.toString(values.longAt(i)) : PlainTexts.of(values.doubleAt(i));
  }
}
