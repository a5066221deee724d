package org.arcoforge.cf;

import com.google.auto.value.AutoBuilder;
import java.io.Serializable;
import java.util.Optional;
import java.util.Set;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A CF encoding says how stored numbers stand for values: packing, missing data and reference time
 * of the CF conventions.
 *
 * @param type stored type
 * @param fill {@code _FillValue}
 * @param missing {@code missing_value}
 * @param scale {@code scale_factor}
 * @param offset {@code add_offset}
 * @param unsigned {@code _Unsigned}; empty if not said
 * @param time units and calendar, if it is a time
 * @param opaque units and calendar as they are written, and why they cannot be understood, if they
 *     look like a time; numbers in such units are kept where all files have the same
 */
public record CfEncoding(
    DataType type,
    @Nullable AttributeValue fill,
    @Nullable AttributeValue missing,
    @Nullable AttributeValue scale,
    @Nullable AttributeValue offset,
    String unsigned,
    @Nullable CfTimeEncoding time,
    @Nullable Opaque opaque)
    implements Serializable {
  /** These are units that look like a reference time and are not understood. */
  public record Opaque(String units, String calendar, String problem) implements Serializable {}

  private static final Set<String> PACKING =
      Set.of("_FillValue", "missing_value", "scale_factor", "add_offset", "_Unsigned");

  /**
   * Returns the encoding of a variable.
   *
   * @param timeOf whose units and calendar count: the variable itself, or for bounds their
   *     coordinate
   * @throws IllegalArgumentException if a factor or an offset is no number
   */
  public static CfEncoding of(Variable v, Variable timeOf) {
    Attributes a = v.attributes();
    Optional<CfTimeEncoding> time = Optional.empty();
    Opaque opaque = null;
    if (v.type().isNumeric()) {
      try {
        time = CfTimeEncoding.of(timeOf.attributes());
      } catch (IllegalArgumentException e) {
        opaque =
            new Opaque(
                timeOf.attributes().text("units").orElse(""),
                timeOf.attributes().text("calendar").orElse(""),
                String.valueOf(e.getMessage()));
      }
    }
    String unsigned = v.type().isInteger() ? a.text("_Unsigned").orElse("") : "";
    MissingAttributes missing =
        MissingAttributes.of(
            v.type(),
            UnsignedAttribute.wrapped(a.get("_FillValue").orElse(null), v.type(), unsigned),
            UnsignedAttribute.wrapped(a.get("missing_value").orElse(null), v.type(), unsigned));
    return builder()
        .type(v.type())
        .fill(missing.fill())
        .missing(missing.missing())
        .scale(number(v, "scale_factor"))
        .offset(number(v, "add_offset"))
        .unsigned(unsigned)
        .time(time.orElse(null))
        .opaque(opaque)
        .build();
  }

  private static @Nullable AttributeValue number(Variable v, String key) {
    AttributeValue value = v.attributes().get(key).orElse(null);
    if (value != null
        && v.type().isNumeric()
        && (value.values().size() != 1 || value.type() == DataType.STRING)) {
      throw new IllegalArgumentException(
          key + " " + value.values() + " is no number: its values cannot be decoded");
    }
    return value;
  }

  public CfEncoding withType(DataType other) {
    return toBuilder().type(other).build();
  }

  public CfEncoding withFill(@Nullable AttributeValue other) {
    return toBuilder().fill(other).missing(null).build();
  }

  /** Returns the same values with a type that says what {@code _Unsigned} says. */
  public CfEncoding resolved() {
    DataType meant = UnsignedAttribute.meant(type, unsigned);
    return toBuilder()
        .type(meant)
        .fill(meant == type ? fill : UnsignedAttribute.moved(fill, meant))
        .missing(meant == type ? missing : UnsignedAttribute.moved(missing, meant))
        .unsigned("")
        .build();
  }

  /** Returns whether some numbers stand for nothing. */
  public boolean isMasked() {
    return fill != null || missing != null;
  }

  /** Returns the time, which must be one. */
  public CfTimeEncoding requiredTime() {
    return java.util.Objects.requireNonNull(time);
  }

  /** Returns whether a factor, an offset or a missing value is no number that JSON has. */
  public boolean isBeyondJson() {
    return type.isNumeric() && (hasSpecial(missing) || hasSpecial(scale) || hasSpecial(offset));
  }

  private static boolean hasSpecial(@Nullable AttributeValue value) {
    return value != null
        && value.values().stream().anyMatch(x -> x instanceof Double d && !Double.isFinite(d));
  }

  /** Returns whether there is a factor or an offset. */
  public boolean isPacked() {
    return scale != null || offset != null;
  }

  /** Returns whether stored numbers of both stand for the same values and have one type. */
  public boolean isLike(CfEncoding other) {
    return type == other.type
        && same(fill, other.fill)
        && same(missing, other.missing)
        && same(scale, other.scale)
        && same(offset, other.offset)
        && unsigned.equals(other.unsigned)
        && sameTime(other);
  }

  public boolean sameTime(CfEncoding other) {
    boolean alike =
        opaque == null
            ? other.opaque == null
            : other.opaque != null
                && opaque.units().equals(other.opaque.units())
                && opaque.calendar().equals(other.opaque.calendar());
    return alike
        && (time == null
            ? other.time == null
            : other.time != null && time.sameInstants(other.time));
  }

  /** Returns attributes that are not part of an encoding. */
  public static Attributes described(Attributes attributes) {
    return attributes.without(PACKING.toArray(new String[0]));
  }

  /**
   * Returns the type that xarray decodes packed or masked numbers to, so that decoding here gives
   * the same bits.
   */
  public DataType decodedType() {
    if (scale != null || offset != null) {
      DataType scaleType = scale == null ? null : floatType(scale);
      DataType offsetType = offset == null ? null : floatType(offset);
      if (scale != null && offset != null && scaleType == offsetType && scaleType != null) {
        return type.isInteger() && type.size() == 4 ? DataType.FLOAT64 : scaleType;
      }
      if (offset != null || scaleType == null) {
        return DataType.FLOAT64;
      }
      return scaleType;
    }
    if (type.isFloat()) {
      return type.size() <= 4 ? DataType.FLOAT32 : DataType.FLOAT64;
    }
    return type.size() <= 2 ? DataType.FLOAT32 : DataType.FLOAT64;
  }

  /**
   * Returns the same numbers as JSON holds them: factors and offsets of float types are doubles.
   */
  public CfEncoding inJson() {
    return toBuilder().scale(inDouble(scale)).offset(inDouble(offset)).build();
  }

  private static @Nullable AttributeValue inDouble(@Nullable AttributeValue value) {
    return value == null || !value.type().isFloat()
        ? value
        : new AttributeValue(DataType.FLOAT64, value.values());
  }

  private static @Nullable DataType floatType(AttributeValue v) {
    return v.type() == DataType.FLOAT32 || v.type() == DataType.FLOAT64 ? v.type() : null;
  }

  private static boolean same(@Nullable AttributeValue a, @Nullable AttributeValue b) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    if (a.values().size() != b.values().size()
        || (a.type() == DataType.STRING) != (b.type() == DataType.STRING)) {
      return false;
    }
    if (a.type() == b.type()) {
      return a.values().equals(b.values());
    }
    for (int i = 0; i < a.values().size(); i++) {
      if (a.type() == DataType.STRING || Double.compare(a.doubleAt(i), b.doubleAt(i)) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns a builder of an encoding in which numbers are the values. */
  public static Builder builder() {
    return new AutoBuilder_CfEncoding_Builder().unsigned("");
  }

  /** Returns a builder with these values. */
  public Builder toBuilder() {
    return new AutoBuilder_CfEncoding_Builder(this);
  }

  /** Builds a {@link CfEncoding}; what is not set is not there. */
  @AutoBuilder
  public interface Builder {
    /** Sets {@link CfEncoding#type()}. */
    Builder type(DataType type);

    /** Sets {@link CfEncoding#fill()}. */
    Builder fill(@Nullable AttributeValue fill);

    /** Sets {@link CfEncoding#missing()}. */
    Builder missing(@Nullable AttributeValue missing);

    /** Sets {@link CfEncoding#scale()}. */
    Builder scale(@Nullable AttributeValue scale);

    /** Sets {@link CfEncoding#offset()}. */
    Builder offset(@Nullable AttributeValue offset);

    /** Sets {@link CfEncoding#unsigned()}. */
    Builder unsigned(String unsigned);

    /** Sets {@link CfEncoding#time()}. */
    Builder time(@Nullable CfTimeEncoding time);

    /** Sets {@link CfEncoding#opaque()}. */
    Builder opaque(@Nullable Opaque opaque);

    /** Returns the value; what has no default must be set. */
    CfEncoding build();
  }
}
