package org.arcoforge.plan.merge;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.DataType;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.cf.FillValues;
import org.arcoforge.cf.TypePromotion;
import org.arcoforge.plan.merge.DistinctEncodings.Found;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.VariableEncoding;
import org.jspecify.annotations.Nullable;

/** Finds one encoding that holds exactly what the encodings of all files hold. */
final class EncodingMerge {
  private final String variable;
  private final Policies policies;
  private final @Nullable VariableEncoding wish;
  private final Function<SourceRecord, String> label;

  /** Makes a merge, where {@code label} names a file in messages. */
  EncodingMerge(
      String variable,
      Policies policies,
      @Nullable VariableEncoding wish,
      Function<SourceRecord, String> label) {
    this.variable = variable;
    this.policies = policies;
    this.wish = wish;
    this.label = label;
  }

  /** Returns the encoding to store, from the distinct ones in the order of their first files. */
  CfEncoding merge(List<Found> distinct) {
    return asWished(withoutWish(distinct));
  }

  /**
   * Returns the encoding of a time whose units are shared by a partner (a coordinate and its
   * bounds).
   */
  CfEncoding mergeTimes(List<Found> distinct, String partner, List<Found> partners) {
    if (sameTimes(distinct) && sameTimes(partners)) {
      return merge(distinct);
    }
    TimeAdvice.checkPartner(variable, distinct, partner, partners, label);
    return asWished(times(distinct, Stream.concat(distinct.stream(), partners.stream()).toList()));
  }

  private CfEncoding asWished(CfEncoding unwished) {
    CfEncoding merged = unwished;
    if (wish != null && wish.dtype() != null && wish.dtype() != merged.type()) {
      merged = cast(merged.resolved(), wish.dtype());
    }
    if (wish != null && wish.fillValue() != null) {
      merged = merged.withFill(fillAttribute(merged.type(), wish.fillValue()));
    }
    return merged;
  }

  private static boolean sameTimes(List<Found> distinct) {
    CfEncoding first = distinct.get(0).encoding();
    return distinct.stream().allMatch(f -> f.encoding().sameTime(first));
  }

  private CfEncoding withoutWish(List<Found> found) {
    List<Found> distinct = comparable(found);
    CfEncoding first = distinct.get(0).encoding();
    boolean decode =
        (policies.packing() == Policies.PackingPolicy.DECODE
                && distinct.stream().anyMatch(f -> f.encoding().isPacked()))
            || distinct.stream()
                .anyMatch(f -> f.encoding().isBeyondJson() && f.encoding().time() == null);
    if (distinct.size() == 1 && !decode) {
      return first;
    }
    if (distinct.stream().anyMatch(f -> kind(f.encoding().type()) != kind(first.type()))) {
      throw disagree(
          "types", distinct, f -> f.type().id(), "transforms: [{drop: [" + variable + "]}]");
    }
    if (!sameTimes(distinct)) {
      return times(distinct, distinct);
    }
    boolean likePacked =
        distinct.stream().allMatch(f -> f.encoding().isLike(first.withType(f.encoding().type())));
    boolean whole =
        distinct.stream()
            .allMatch(f -> f.encoding().type().isInteger() && !f.encoding().isPacked());
    DataType common = common(distinct);
    if (!decode && likePacked && !(whole && common == null && first.time() != null)) {
      if (common == null) {
        throw disagree("types", distinct, e -> e.type().id(), hint(": {dtype: float64}}"));
      }
      return first.withType(common);
    }
    if (first.type() == DataType.STRING) {
      if (wish != null && wish.fillValue() != null) {
        return first.withFill(null);
      }
      throw disagree(
          "fill values", distinct, EncodingMerge::packing, hint(": {fill_value: \"\"}}"));
    }
    if (policies.packing() == Policies.PackingPolicy.PRESERVE) {
      throw disagree("packing", distinct, EncodingMerge::packing, "policies: {packing: auto}");
    }
    return first.time() != null && whole ? times(distinct, distinct) : decoded(distinct);
  }

  /** Where types or signs differ, signs that only an attribute tells become types. */
  private static List<Found> comparable(List<Found> found) {
    CfEncoding first = found.get(0).encoding();
    return found.stream()
            .map(Found::encoding)
            .allMatch(e -> e.type() == first.type() && e.unsigned().equals(first.unsigned()))
        ? found
        : found.stream()
            .map(f -> new Found(f.encoding().resolved(), f.needed(), f.gaps(), f.record()))
            .toList();
  }

  private static int kind(DataType type) {
    return type == DataType.STRING ? 0 : type == DataType.BOOL ? 1 : 2;
  }

  private String hint(String wanted) {
    return "target: {encoding: {" + variable + wanted + "}";
  }

  private CfEncoding times(List<Found> own, List<Found> distinct) {
    Found strange =
        distinct.stream().filter(f -> f.encoding().opaque() != null).findFirst().orElse(null);
    if (strange != null) {
      throw RefusedException.sources(
          label.apply(strange.record())
              + ": variable '"
              + variable
              + "': "
              + Objects.requireNonNull(strange.encoding().opaque()).problem()
              + "; such units are kept only where all files have the same: write "
              + TimeAdvice.ofStrange(variable, distinct)
              + "transforms: [{drop: ["
              + variable
              + "]}], or leave the file to a recipe of its own");
    }
    if (distinct.stream().anyMatch(f -> f.encoding().time() == null)) {
      throw disagree(
          "units",
          distinct,
          f -> f.time() == null ? "no time units" : f.time().units(),
          TimeAdvice.ofUnits(variable, distinct) + "transforms: [{drop: [" + variable + "]}]");
    }
    CfTimeEncoding first = Objects.requireNonNull(distinct.get(0).encoding().time());
    if (distinct.stream()
        .anyMatch(
            f -> Objects.requireNonNull(f.encoding().time()).calendar() != first.calendar())) {
      throw disagree(
          "calendars",
          distinct,
          f -> Objects.requireNonNull(f.time()).calendar().id(),
          TimeAdvice.ofCalendars(variable, distinct) + "a recipe of its own for each calendar");
    }
    CfTimeEncoding unified;
    try {
      unified =
          CfTimeEncoding.unify(
              distinct.stream().map(f -> Objects.requireNonNull(f.needed())).toList());
    } catch (IllegalArgumentException e) {
      throw disagree(
          "units", // only months and years can be at odds
          distinct,
          f -> Objects.requireNonNull(f.time()).units(),
          "transforms: [{drop: [" + variable + "]}] (" + e.getMessage() + ")");
    }
    boolean masked = own.stream().anyMatch(f -> f.encoding().isMasked() || f.gaps());
    // xarray takes this number for not-a-time.
    AttributeValue fill = masked ? AttributeValue.of(DataType.INT64, Long.MIN_VALUE) : null;
    return CfEncoding.builder().type(DataType.INT64).fill(fill).time(unified).build();
  }

  /** The type that holds all values of all files, or the one that the author wants. */
  private @Nullable DataType common(List<Found> distinct) {
    DataType type = distinct.get(0).encoding().type();
    for (Found f : distinct) {
      type = type == null ? null : TypePromotion.of(type, f.encoding().type());
    }
    // Of another that is wanted, values that do not fit are refused one by one.
    return type == null && wish != null ? wish.dtype() : type;
  }

  private CfEncoding decoded(List<Found> distinct) {
    DataType type = DataType.FLOAT32;
    boolean masked = false;
    for (Found f : distinct) {
      type = f.encoding().decodedType() == DataType.FLOAT64 ? DataType.FLOAT64 : type;
      masked |= f.encoding().isMasked();
    }
    AttributeValue fill = masked ? AttributeValue.of(type, Double.NaN) : null;
    CfEncoding first = distinct.get(0).encoding();
    return CfEncoding.builder()
        .type(type)
        .fill(fill)
        .time(first.time())
        .opaque(first.opaque())
        .build();
  }

  private CfEncoding cast(CfEncoding e, DataType type) {
    if (!type.isNumeric() || kind(type) != kind(e.type())) {
      throw RefusedException.recipe(
              "target: encoding: "
                  + variable
                  + ": dtype "
                  + type.id()
                  + " cannot be made of "
                  + e.type().id())
          .at(List.of("target", "encoding", variable, "dtype"));
    }
    AttributeValue fill = castFill(e, type);
    if (type.isFloat() && e.isPacked()) {
      return CfEncoding.builder().type(type).fill(fill).time(e.time()).opaque(e.opaque()).build();
    }
    return CfEncoding.builder()
        .type(type)
        .fill(fill)
        .scale(e.scale())
        .offset(e.offset())
        .time(e.time())
        .opaque(e.opaque())
        .build();
  }

  /** The same fill value where the type has it. */
  private static @Nullable AttributeValue castFill(CfEncoding e, DataType type) {
    if (!e.isMasked()) {
      return null;
    }
    AttributeValue old = e.fill() != null ? e.fill() : Objects.requireNonNull(e.missing());
    boolean held = !(type.isFloat() && e.isPacked()) && FillValues.exact(old, type) != null;
    if (type.isFloat()) {
      return AttributeValue.of(type, held ? old.doubleAt(0) : Double.NaN);
    }
    return held ? AttributeValue.of(type, old.longAt(0)) : null;
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
      throw RefusedException.recipe(
              "target: encoding: " + variable + ": fill_value " + value + " is no " + type.id())
          .at(List.of("target", "encoding", variable, "fill_value"));
    }
    if (FillValues.nearest(fill, type) == null) {
      throw RefusedException.recipe(
              "target: encoding: "
                  + variable
                  + ": fill_value "
                  + value
                  + " is out of the range of "
                  + type.id())
          .at(List.of("target", "encoding", variable, "fill_value"));
    }
    return fill;
  }

  private static String packing(CfEncoding e) {
    return e.type().id()
        + " scale_factor="
        + text(e.scale())
        + " add_offset="
        + text(e.offset())
        + " _FillValue="
        + text(e.fill())
        + " missing_value="
        + text(e.missing())
        + (e.unsigned().isEmpty() ? "" : " _Unsigned=" + e.unsigned());
  }

  private static String text(@Nullable AttributeValue value) {
    return value == null ? "none" : value.shown();
  }

  private RefusedException disagree(
      String what, List<Found> distinct, Function<CfEncoding, String> show, String hint) {
    Found a = distinct.get(0);
    Found b =
        distinct.stream()
            .filter(f -> !show.apply(f.encoding()).equals(show.apply(a.encoding())))
            .findFirst()
            .orElse(distinct.get(distinct.size() - 1));
    return RefusedException.sources(
        "variable '"
            + variable
            + "': "
            + what
            + " differ: "
            + show.apply(a.encoding())
            + " in "
            + label.apply(a.record())
            + ", "
            + show.apply(b.encoding())
            + " in "
            + label.apply(b.record())
            + "; write "
            + hint);
  }
}
