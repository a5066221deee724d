package org.arcoforge.recipe;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.cf.CfCalendar;
import org.jspecify.annotations.Nullable;

/**
 * A transform is a typed change that is applied to each file's description before files are
 * combined, and thereby to its data. Only data here: what each does to a file is known by who
 * implements {@link Cases}.
 */
public sealed interface Transform extends Serializable
    permits CustomTransform,
        Transform.Cast,
        Transform.ConvertUnits,
        Transform.Drop,
        Transform.ExpandDims,
        Transform.Isel,
        Transform.Keep,
        Transform.Mask,
        Transform.MissingValues,
        Transform.Rename,
        Transform.ResetCoords,
        Transform.RollLongitude,
        Transform.Sel,
        Transform.SetAttributes,
        Transform.SetCoords,
        Transform.Sort,
        Transform.Squeeze,
        Transform.TimeFromName,
        Transform.Transpose,
        WherePresent {
  /** Calls the case of this kind. */
  <R> R match(Cases<R> cases);

  /**
   * Cases hold one method for each kind of transform. Who does something with all kinds implements
   * it, so that a kind that is added does not compile until everybody knows what it means.
   *
   * @param <R> what comes of a case
   */
  interface Cases<R> {
    R cast(Cast t);

    R convertUnits(ConvertUnits t);

    R drop(Drop t);

    R expandDims(ExpandDims t);

    R isel(Isel t);

    R keep(Keep t);

    R mask(Mask t);

    R missingValues(MissingValues t);

    R rename(Rename t);

    R resetCoords(ResetCoords t);

    R rollLongitude(RollLongitude t);

    R sel(Sel t);

    R setAttributes(SetAttributes t);

    R setCoords(SetCoords t);

    R sort(Sort t);

    R squeeze(Squeeze t);

    R timeFromName(TimeFromName t);

    R transpose(Transpose t);

    R wherePresent(WherePresent t);

    R custom(CustomTransform t);
  }

  /** Gives variables and dimensions of old names (keys) new ones (values). */
  record Rename(Map<String, String> names) implements Transform {
    /** Copies the map. */
    public Rename {
      names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.rename(this);
    }
  }

  /** Leaves the named variables out. */
  record Drop(List<String> variables) implements Transform {
    /** Copies the list. */
    public Drop {
      variables = List.copyOf(variables);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.drop(this);
    }
  }

  /** Leaves out all variables but these and the coordinates of their dimensions. */
  record Keep(List<String> variables) implements Transform {
    /** Copies the list. */
    public Keep {
      variables = List.copyOf(variables);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.keep(this);
    }
  }

  /** Makes the named variables coordinates. */
  record SetCoords(List<String> variables) implements Transform {
    /** Copies the list. */
    public SetCoords {
      variables = List.copyOf(variables);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.setCoords(this);
    }
  }

  /**
   * Takes dimensions of length 1 away; none named: all of them. Their coordinates become scalar.
   */
  record Squeeze(List<String> dimensions) implements Transform {
    /** Copies the list. */
    public Squeeze {
      dimensions = List.copyOf(dimensions);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.squeeze(this);
    }
  }

  /**
   * Adds a dimension of length 1, with a coordinate, in front of every data variable, from the
   * file's name.
   *
   * @param dimension its name
   * @param regex a regular expression searched in the last part of the URL; its first group (or all
   *     of it) is the value
   * @param type what the text becomes: {@code string}, {@code int}, {@code float} or {@code date}
   * @param format of a date, which becomes a CF time; empty for other types
   */
  record ExpandDims(String dimension, String regex, String type, String format)
      implements Transform {
    /** Checks that a date, and nothing else, has a format. */
    public ExpandDims {
      if (type.equals("date")) {
        format = new StrptimeFormat(format).text();
      } else if (!format.isEmpty()) {
        throw new IllegalArgumentException("'format' is for type: date, found type: " + type);
      }
    }

    /** Makes a text or number. */
    public ExpandDims(String dimension, String regex, String type) {
      this(dimension, regex, type, "");
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.expandDims(this);
    }
  }

  /** Makes coordinates data variables; none named: all that are not of a dimension. */
  record ResetCoords(List<String> variables) implements Transform {
    /** Copies the list. */
    public ResetCoords {
      variables = List.copyOf(variables);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.resetCoords(this);
    }
  }

  /** Selects elements of dimensions by number. */
  record Isel(Map<String, IndexSelection> dimensions) implements Transform {
    /** Copies the map. */
    public Isel {
      dimensions = ordered(dimensions);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.isel(this);
    }
  }

  /** Selects elements of dimensions by the values of their coordinates. */
  record Sel(Map<String, LabelSelection> dimensions) implements Transform {
    /** Copies the map. */
    public Sel {
      dimensions = ordered(dimensions);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sel(this);
    }
  }

  /**
   * Sorts dimensions by their coordinates.
   *
   * @param ascending for each dimension whether up, else down; what is missing comes last, or first
   */
  record Sort(Map<String, Boolean> ascending) implements Transform {
    /** Copies the map. */
    public Sort {
      ascending = ordered(ascending);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sort(this);
    }
  }

  /**
   * Writes longitudes as numbers from {@code west} to before {@code west + 360}, and begins with
   * the westernmost. Longitudes of two dimensions are rewritten and stay where they are.
   *
   * @param west by the variable with the longitudes, in degrees
   */
  record RollLongitude(Map<String, Double> west) implements Transform {
    /** Copies the map and checks that the numbers are finite. */
    public RollLongitude {
      west = ordered(west);
      for (double degrees : west.values()) {
        if (Double.isNaN(degrees) || Double.isInfinite(degrees)) {
          throw new IllegalArgumentException("expected degrees such as -180, found " + degrees);
        }
      }
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.rollLongitude(this);
    }
  }

  /** Orders the dimensions of all variables; {@code ...} stands for those that are not named. */
  record Transpose(List<String> dimensions) implements Transform {
    /** What stands for dimensions that are not named. */
    public static final String OTHERS = "...";

    /** Copies the list and checks that nothing is in it twice. */
    public Transpose {
      dimensions = List.copyOf(dimensions);
      if (dimensions.stream().distinct().count() < dimensions.size()) {
        throw new IllegalArgumentException("expected each dimension once, found " + dimensions);
      }
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.transpose(this);
    }
  }

  /** Gives values another type, rounded to nearest; packed ones are unpacked before. */
  record Cast(Map<String, DataType> types) implements Transform {
    /** Copies the map and checks that the types are numbers. */
    public Cast {
      types = ordered(types);
      for (DataType type : types.values()) {
        if (!type.isFloat() && !type.isInteger()) {
          throw new IllegalArgumentException("expected a type of numbers, found " + type.id());
        }
      }
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.cast(this);
    }
  }

  /** Converts values to other units of UDUNITS, and their bounds with them. */
  record ConvertUnits(Map<String, Units> variables) implements Transform {
    /**
     * This says from which units a variable is converted to which.
     *
     * @param from instead of what the attribute {@code units} says; null: what it says
     */
    public record Units(String to, @Nullable String from) implements Serializable {}

    /** Copies the map. */
    public ConvertUnits {
      variables = ordered(variables);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.convertUnits(this);
    }
  }

  /**
   * Adds, replaces and removes attributes.
   *
   * @param set by variable; the empty name stands for the data set
   * @param removed names by variable
   */
  record SetAttributes(Map<String, Attributes> set, Map<String, List<String>> removed)
      implements Transform {
    /** Copies the maps, sorted by name. */
    public SetAttributes {
      set = Collections.unmodifiableMap(new TreeMap<>(set));
      removed = Collections.unmodifiableMap(new TreeMap<>(removed));
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.setAttributes(this);
    }
  }

  /** Makes numbers missing values. Packed variables are compared unpacked. */
  record MissingValues(Map<String, List<Object>> sentinels) implements Transform {
    /** Copies the map. */
    public MissingValues {
      sentinels = ordered(sentinels);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.missingValues(this);
    }
  }

  /** Makes values missing where another variable of the file meets a condition. */
  record Mask(Map<String, Condition> conditions) implements Transform {
    /** Copies the map. */
    public Mask {
      conditions = ordered(conditions);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.mask(this);
    }
  }

  /**
   * Takes the one time of a file from its name: a coordinate of a dimension of length 1, which is
   * replaced if it is there and added if not.
   *
   * @param regex as in {@link ExpandDims}; null: the first thing in the name that has the format
   * @param format of the date
   */
  record TimeFromName(
      String dimension, @Nullable String regex, StrptimeFormat format, CfCalendar calendar)
      implements Transform {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.timeFromName(this);
    }
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
