package org.arcoforge.view;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Variable;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;

/** Makes coordinates of length 1 from a file's name or its position in the pattern. */
public final class KeyCoordinate {
  private static final StoredValues NO_FILE =
      (variable, region, target, at) -> {
        throw new IllegalStateException("a key is read from no file");
      };

  private KeyCoordinate() {}

  /** Returns the coordinate value that a file has by its key, of length 1. */
  public static Block value(PatternDim dim, long index) {
    return of(dim.name(), dim.keys().at(index), dim.keys()).read(NO_FILE);
  }

  /** Returns a coordinate of length 1 that a file's name says. */
  public static VariableView constant(String name, Block value, Attributes attributes) {
    return constant(name, value, attributes, false);
  }

  private static VariableView constant(
      String name, Block value, Attributes attributes, boolean key) {
    Variable variable =
        new Variable(name, value.type(), List.of(new Dimension(name, 1)), attributes);
    return new VariableView(variable, new ConstantArray(value, key));
  }

  /** Returns a coordinate of length 1 that is a file's key in the pattern. */
  public static VariableView of(String name, Object key, Keys keys) {
    if (key instanceof LocalDateTime date) {
      ChronoUnit unit = unit(keys);
      LocalDateTime epoch = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);
      Attributes attributes =
          Attributes.empty()
              .with("units", unit.name().toLowerCase(java.util.Locale.ROOT) + " since 1970-01-01")
              .with("calendar", "proleptic_gregorian");
      return constant(name, integer(unit.between(epoch, date)), attributes, true);
    }
    Block value;
    if (key instanceof Long n) {
      value = integer(n);
    } else if (key instanceof Double x) {
      value = FillValue.of(DataType.FLOAT64, x).block(DataType.FLOAT64).reshape(1);
    } else if (key instanceof Boolean truth) {
      value = FillValue.of(truth ? 1 : 0).block(DataType.BOOL).reshape(1);
    } else {
      value = Block.wrap(new String[] {key.toString()}, 1);
    }
    return constant(name, value, Attributes.empty(), true);
  }

  private static Block integer(long n) {
    return FillValue.of(n).block(DataType.INT64).reshape(1);
  }

  /** The coarsest of days and seconds that holds all keys of a dimension. */
  private static ChronoUnit unit(Keys keys) {
    if (keys instanceof Keys.Dates d) {
      LocalDateTime second = d.start().plus(d.step());
      boolean whole =
          d.start().toLocalTime().toSecondOfDay() == 0 && second.toLocalTime().toSecondOfDay() == 0;
      return whole ? ChronoUnit.DAYS : ChronoUnit.SECONDS;
    }
    return ChronoUnit.SECONDS;
  }
}
