package org.arcoforge.plan;

import java.util.List;
import java.util.Objects;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.CfTimeEncoding;
import org.arcoforge.array.DataType;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.VariableEncoding;
import org.jspecify.annotations.Nullable;

/** One encoding that holds exactly what the encodings of all files hold. */
final class EncodingMerge {
  private final String variable;
  private final Policies policies;
  private final @Nullable VariableEncoding wish;

  EncodingMerge(String variable, Policies policies, @Nullable VariableEncoding wish) {
    this.variable = variable;
    this.policies = policies;
    this.wish = wish;
  }

  /**
   * An encoding, the time units in which its values are whole numbers, and the first file that has
   * it.
   */
  record Found(ValueEncoding encoding, @Nullable CfTimeEncoding needed, String url) {}

  /** The encoding to store, from the distinct ones in the order of their first files. */
  ValueEncoding merge(List<Found> distinct) {
    ValueEncoding merged = withoutWish(distinct);
    if (wish != null && wish.dtype() != null && wish.dtype() != merged.type()) {
      merged = cast(merged, wish.dtype());
    }
    if (wish != null && wish.fillValue() != null) {
      merged = withFill(merged, fillAttribute(merged.type(), wish.fillValue()));
    }
    return merged;
  }

  /** The encoding of a time whose units are shared by a partner (a coordinate and its bounds). */
  ValueEncoding mergeTimes(List<Found> distinct, List<Found> partners) {
    Found first = distinct.get(0);
    boolean alike =
        java.util.stream.Stream.concat(distinct.stream(), partners.stream())
            .allMatch(f -> f.encoding().sameTime(first.encoding()));
    if (alike) {
      return merge(distinct);
    }
    return times(java.util.stream.Stream.concat(distinct.stream(), partners.stream()).toList());
  }

  private ValueEncoding withoutWish(List<Found> distinct) {
    ValueEncoding first = distinct.get(0).encoding();
    boolean decode = policies.packing() == Policies.PackingPolicy.DECODE && first.isPacked();
    if (distinct.size() == 1 && !decode) {
      return first;
    }
    if (distinct.stream().anyMatch(f -> f.encoding().type().isNumeric() != first.type().isNumeric())
        || distinct.stream()
            .anyMatch(
                f -> (f.encoding().type() == DataType.BOOL) != (first.type() == DataType.BOOL))) {
      throw disagree(
          "types",
          distinct,
          f -> f.type().id(),
          "drop it (transforms: [{drop: [" + variable + "]}])");
    }
    if (distinct.stream().anyMatch(f -> !f.encoding().sameTime(first))) {
      return times(distinct);
    }
    boolean likePacked =
        distinct.stream().allMatch(f -> f.encoding().isLike(withType(first, f.encoding().type())));
    if (!decode && likePacked) {
      return withType(first, promote(distinct));
    }
    if (policies.packing() == Policies.PackingPolicy.PRESERVE) {
      throw disagree("packing", distinct, EncodingMerge::packing, "policies: {packing: auto}");
    }
    return decoded(distinct);
  }

  private ValueEncoding times(List<Found> distinct) {
    if (distinct.stream().anyMatch(f -> f.encoding().time() == null)) {
      throw disagree(
          "units", distinct, f -> f.time() == null ? "no time units" : f.time().units(), "drop it");
    }
    CfTimeEncoding first = Objects.requireNonNull(distinct.get(0).encoding().time());
    if (distinct.stream()
        .anyMatch(
            f -> Objects.requireNonNull(f.encoding().time()).calendar() != first.calendar())) {
      throw disagree(
          "calendars",
          distinct,
          f -> Objects.requireNonNull(f.time()).calendar().id(),
          "one recipe for each calendar");
    }
    CfTimeEncoding unified;
    try {
      unified =
          CfTimeEncoding.unify(
              distinct.stream().map(f -> Objects.requireNonNull(f.needed())).toList());
    } catch (IllegalArgumentException e) {
      throw PlanException.sources("variable '" + variable + "': " + e.getMessage());
    }
    boolean masked =
        distinct.stream()
            .anyMatch(f -> f.encoding().fill() != null || f.encoding().missing() != null);
    AttributeValue fill = masked ? AttributeValue.of(DataType.INT64, Long.MIN_VALUE) : null;
    return new ValueEncoding(DataType.INT64, fill, null, null, null, "", unified);
  }

  private DataType promote(List<Found> distinct) {
    DataType type = distinct.get(0).encoding().type();
    for (Found f : distinct) {
      type = Promotion.of(type, f.encoding().type());
      if (type == null) {
        throw disagree(
            "types",
            distinct,
            e -> e.type().id(),
            "encoding: {" + variable + ": {dtype: float64}}");
      }
    }
    return Objects.requireNonNull(type);
  }

  private ValueEncoding decoded(List<Found> distinct) {
    DataType type = DataType.FLOAT32;
    boolean masked = false;
    for (Found f : distinct) {
      type = f.encoding().decodedType() == DataType.FLOAT64 ? DataType.FLOAT64 : type;
      masked |= f.encoding().fill() != null || f.encoding().missing() != null;
    }
    AttributeValue fill = masked ? AttributeValue.of(type, Double.NaN) : null;
    return new ValueEncoding(type, fill, null, null, null, "", distinct.get(0).encoding().time());
  }

  private ValueEncoding cast(ValueEncoding e, DataType type) {
    if (!type.isNumeric() || !e.type().isNumeric()) {
      throw PlanException.recipe(
          "encoding: " + variable + ": dtype " + type.id() + " cannot be made of " + e.type().id());
    }
    if (type.isFloat() && e.isPacked()) {
      AttributeValue fill =
          e.fill() != null || e.missing() != null ? AttributeValue.of(type, Double.NaN) : null;
      return new ValueEncoding(type, fill, null, null, null, "", e.time());
    }
    AttributeValue fill = e.fill();
    if (fill != null && Fills.exact(fill, type) == null) {
      fill = type.isFloat() ? AttributeValue.of(type, Double.NaN) : null;
    } else if (fill != null) {
      fill =
          type.isFloat()
              ? AttributeValue.of(type, fill.doubleAt(0))
              : AttributeValue.of(type, fill.longAt(0));
    }
    return new ValueEncoding(type, fill, null, e.scale(), e.offset(), e.unsigned(), e.time());
  }

  private AttributeValue fillAttribute(DataType type, Object value) {
    AttributeValue fill;
    if (type == DataType.STRING) {
      fill = AttributeValue.of(value.toString());
    } else if (value instanceof Number n && type.isFloat()) {
      fill = AttributeValue.of(type, n.doubleValue());
    } else if (value instanceof Long n && !type.isFloat()) {
      fill = AttributeValue.of(type == DataType.BOOL ? DataType.INT8 : type, n);
    } else {
      throw PlanException.recipe(
          "encoding: " + variable + ": fill_value " + value + " is no " + type.id());
    }
    if (Fills.exact(fill, type) == null && !type.isFloat()) {
      throw PlanException.recipe(
          "encoding: "
              + variable
              + ": fill_value "
              + value
              + " is out of the range of "
              + type.id());
    }
    return fill;
  }

  private static ValueEncoding withFill(ValueEncoding e, AttributeValue fill) {
    return new ValueEncoding(e.type(), fill, null, e.scale(), e.offset(), e.unsigned(), e.time());
  }

  private static ValueEncoding withType(ValueEncoding e, DataType type) {
    return new ValueEncoding(
        type, e.fill(), e.missing(), e.scale(), e.offset(), e.unsigned(), e.time());
  }

  private static String packing(ValueEncoding e) {
    return e.type().id()
        + " scale_factor="
        + text(e.scale())
        + " add_offset="
        + text(e.offset())
        + " _FillValue="
        + text(e.fill())
        + " missing_value="
        + text(e.missing());
  }

  private static String text(@Nullable AttributeValue value) {
    return value == null
        ? "none"
        : value.values().size() == 1 ? value.values().get(0).toString() : value.values().toString();
  }

  private PlanException disagree(
      String what,
      List<Found> distinct,
      java.util.function.Function<ValueEncoding, String> show,
      String hint) {
    Found a = distinct.get(0);
    Found b =
        distinct.stream()
            .filter(f -> !show.apply(f.encoding()).equals(show.apply(a.encoding())))
            .findFirst()
            .orElse(distinct.get(distinct.size() - 1));
    return PlanException.sources(
        "variable '"
            + variable
            + "': "
            + what
            + " differ: "
            + show.apply(a.encoding())
            + " in "
            + a.url()
            + ", "
            + show.apply(b.encoding())
            + " in "
            + b.url()
            + "; write "
            + hint);
  }
}
