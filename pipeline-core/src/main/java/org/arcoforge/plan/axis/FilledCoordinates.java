package org.arcoforge.plan.axis;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Block;
import org.arcoforge.cf.CfCalendar;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.cf.CfTimeUnit;
import org.arcoforge.cf.SeenValues;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.plan.merge.MergedVariable;
import org.arcoforge.recipe.Policies.OrderPolicy;
import org.arcoforge.recipe.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Compares concat coordinates with the dates of the pattern: it finds gaps, and what a missing file
 * would have held.
 */
final class FilledCoordinates {
  /** A quotient by a factor such as 0.1 is that near to a whole number. */
  private static final double ROUNDED = 1e-6;

  private final PatternDim dim;
  private final MergedVariable coordinate;
  private final SeenValues meaning;
  private final TreeMap<Long, Block> known = new TreeMap<>();
  private @Nullable Boolean uniform;

  FilledCoordinates(PatternDim dim, MergedVariable coordinate) {
    this.dim = dim;
    this.coordinate = coordinate;
    this.meaning = new SeenValues(coordinate.encoding());
  }

  /**
   * Gives parts without values those of the nearest file before (or after), moved by the difference
   * of the dates.
   */
  List<CoordinateOrder.Part> fill(List<CoordinateOrder.Part> parts) {
    if (parts.stream().allMatch(part -> part.values() != null)) {
      return parts;
    }
    for (CoordinateOrder.Part part : parts) {
      if (part.values() != null) {
        known.put(part.index(), part.values());
      }
    }
    List<CoordinateOrder.Part> filled = new ArrayList<>();
    for (CoordinateOrder.Part part : parts) {
      filled.add(
          part.values() != null
              ? part
              : new CoordinateOrder.Part(
                  part.index(), moved(part.index()), part.url(), part.label()));
    }
    return filled;
  }

  private Block moved(long index) {
    Map.Entry<Long, Block> near =
        known.floorEntry(index) != null ? known.floorEntry(index) : known.ceilingEntry(index);
    CfTimeEncoding time = coordinate.encoding().time();
    if (!(dim.keys() instanceof Keys.Dates dates) || time == null || time.isCalendarBased()) {
      throw RefusedException.recipe(
          "the file at index "
              + index
              + " of '"
              + dim.name()
              + "' is missing, and its coordinate cannot be filled: "
              + "{missing_files: fill} needs `dates` for '"
              + dim.name()
              + "' and a time coordinate; write policies: {missing_files: skip}");
    }
    long items = dim.itemsPerFile() > 0 ? dim.itemsPerFile() : near.getValue().elements();
    if (!isUniform(items)) {
      throw RefusedException.recipe(
          "the file at index "
              + index
              + " of '"
              + dim.name()
              + "' is missing, and files differ in length: its length is "
              + "not known; write policies: {missing_files: skip}");
    }
    double shift;
    try {
      shift = units(dates.at(near.getKey()), dates.at(index), time);
    } catch (IllegalArgumentException e) { // the 31st in a calendar of 360 days
      throw RefusedException.recipe(
          "the file at index "
              + index
              + " of '"
              + dim.name()
              + "' is missing, and its time cannot be filled: "
              + e.getMessage()
              + "; write policies: {missing_files: skip}");
    }
    Block stored = near.getValue();
    Block values = Block.allocate(stored.type(), stored.shape());
    AttributeValue scale = coordinate.encoding().scale();
    double steps = scale == null ? shift : shift / scale.doubleAt(0);
    double whole = Math.rint(steps);
    boolean exact = scale == null ? steps == whole : Math.abs(steps - whole) < ROUNDED;
    for (int i = 0; i < values.elements(); i++) {
      if (values.type().isFloat()) {
        values.setDouble(i, stored.doubleAt(i) + steps);
        continue;
      }
      long moved = meaning.whole(stored, i) + (long) whole;
      values.setLong(i, moved);
      if (!exact || meaning.whole(values, i) != moved) {
        throw RefusedException.recipe(
            "the time of the missing file at index "
                + index
                + " of '"
                + dim.name()
                + (exact ? "' is beyond " + values.type().id() : "' is no whole number of ")
                + (exact ? "" : time.units())
                + "; write policies: {missing_files: skip}");
      }
    }
    return values;
  }

  private boolean isUniform(long items) {
    if (uniform == null) {
      uniform = known.values().stream().allMatch(b -> b.elements() == items);
    }
    return uniform;
  }

  /** Units of the coordinate between two dates, counted in the coordinate's own calendar. */
  private static double units(LocalDateTime from, LocalDateTime to, CfTimeEncoding time) {
    CfCalendar calendar = time.calendar();
    long days =
        calendar.dayNumber(to.getYear(), to.getMonthValue(), to.getDayOfMonth())
            - calendar.dayNumber(from.getYear(), from.getMonthValue(), from.getDayOfMonth());
    long nanos = to.toLocalTime().toNanoOfDay() - from.toLocalTime().toNanoOfDay();
    long day = CfTimeUnit.DAYS.nanos();
    long unit = time.unitNanos();
    long longer = unit / day; // exact: either divides the other
    long parts = day / unit;
    double whole = unit > day ? (double) days / longer : (double) days * parts;
    return whole + (double) nanos / unit;
  }

  /**
   * Refuses a first time that is not where the declared step puts it. Steps of months and years
   * have no fixed length, and files name such a time as they like: at its begin, in its middle, at
   * its end. A time is where it belongs if it is in its own month or year, or as far from its date
   * as the first time is from its own, but for half a step.
   */
  void checkSteps(List<CoordinateOrder.Part> parts, OrderPolicy policy) {
    CfTimeEncoding time = coordinate.encoding().time();
    if (policy != OrderPolicy.ERROR
        || !(dim.keys() instanceof Keys.Dates dates)
        || time == null
        || time.isCalendarBased()) {
      return;
    }
    CoordinateOrder.Part first = parts.get(0);
    for (CoordinateOrder.Part part : parts) {
      Block values = part.values();
      Block start = first.values();
      if (values == null || start == null || values.elements() == 0 || start.elements() == 0) {
        continue;
      }
      double expected;
      boolean belongs;
      double found = meaning.number(values, 0) - meaning.number(start, 0);
      try {
        LocalDateTime date = dates.at(part.index());
        expected = units(dates.at(first.index()), date, time);
        double off = Math.abs(expected - found);
        belongs =
            fixed(dates)
                ? off * time.unitNanos() < CfTimeUnit.SECONDS.nanos()
                : isNear(dates, part.index(), off, meaning.number(values, 0), time);
      } catch (IllegalArgumentException e) { // no such day in the calendar: it says nothing
        continue;
      }
      if (!belongs) {
        throw RefusedException.sources(
            part.label().get()
                + ": '"
                + dim.name()
                + "' begins at "
                + meaning.date(values, 0, time)
                + ", which is "
                + (found > expected ? "a gap" : "an overlap")
                + " against the declared step "
                + dates.step()
                + " ("
                + first.label().get()
                + " begins at "
                + meaning.date(start, 0, time)
                + "); mend `dates`, or write policies: {order: sort}");
      }
    }
  }

  private static boolean isNear(
      Keys.Dates dates, long index, double off, double value, CfTimeEncoding time) {
    LocalDateTime date = dates.at(index);
    double step = units(date, dates.at(index + 1), time);
    double since = value - since(date, time);
    return off <= step / 2 || (0 <= since && since < step);
  }

  /** Units of the coordinate from its epoch to a date. */
  private static double since(LocalDateTime date, CfTimeEncoding time) {
    long day =
        time.calendar().dayNumber(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    double nanos = date.toLocalTime().toNanoOfDay() - time.epochNanos();
    return ((day - time.epochDay()) * (double) CfTimeUnit.DAYS.nanos() + nanos) / time.unitNanos();
  }

  private static boolean fixed(Keys.Dates dates) {
    return dates.step() instanceof Duration
        || (dates.step() instanceof Period p && p.toTotalMonths() == 0);
  }
}
