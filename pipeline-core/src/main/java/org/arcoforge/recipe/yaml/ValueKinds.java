package org.arcoforge.recipe.yaml;

import static org.arcoforge.recipe.yaml.DimensionKinds.each;
import static org.arcoforge.recipe.yaml.DimensionKinds.writtenEach;
import static org.arcoforge.yaml.Shape.keyed;
import static org.arcoforge.yaml.Shape.list;
import static org.arcoforge.yaml.Shape.optional;
import static org.arcoforge.yaml.Shape.required;
import static org.arcoforge.yaml.Shape.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.arcoforge.array.DataType;
import org.arcoforge.cf.UnitConversion;
import org.arcoforge.recipe.Condition;
import org.arcoforge.recipe.Transform;
import org.arcoforge.yaml.Shape;
import org.arcoforge.yaml.Yaml;

/** Lists how transforms of values are written in a feedstock. */
final class ValueKinds {
  private static final Shape NUMBER = new Shape.Decimal("a number", Double.NEGATIVE_INFINITY);
  private static final Shape NUMBERS =
      new Shape.Either("a number or a list of numbers", List.of(NUMBER, list(NUMBER)));

  static final TransformKind<Transform.Cast> CAST =
      new TransformKind<>(
          "cast",
          "another type of numbers, rounded to nearest; what is packed is unpacked before",
          new Shape.MapOf(
              "types by variable such as {sst: float32}",
              new Shape.Choice(
                  "a type of numbers",
                  Stream.of(DataType.values())
                      .filter(t -> t.isFloat() || t.isInteger())
                      .map(DataType::id)
                      .toList()),
              1),
          y -> new Transform.Cast(each(y, t -> DataType.of(t.raw()))),
          t -> writtenEach(t.types(), DataType::id));

  static final TransformKind<Transform.ConvertUnits> CONVERT_UNITS =
      new TransformKind<>(
          "convert_units",
          "other units, in the words of UDUNITS; bounds are converted too",
          new Shape.MapOf(
              "units by variable such as {tas: degC}",
              new Shape.Either(
                  "units, or {to, from}",
                  List.of(
                      text(),
                      keyed(
                          "{to, from}",
                          required("to", text(), "the units to convert to"),
                          optional("from", text(), "the units that the file should have said")))),
              1),
          y -> new Transform.ConvertUnits(each(y, ValueKinds::units)),
          t ->
              writtenEach(
                  t.variables(),
                  u -> u.from() == null ? u.to() : ordered("to", u.to(), "from", u.from())));

  static final TransformKind<Transform.MissingValues> MISSING_VALUES =
      new TransformKind<>(
          "missing_values",
          "numbers that stand for missing values",
          TransformKind.byName("numbers by variable such as {sst: [-999]}", NUMBERS),
          y -> {
            Map<String, List<Object>> sentinels = new LinkedHashMap<>();
            TransformKind.named(y).forEach((name, value) -> sentinels.put(name, numbers(value)));
            return new Transform.MissingValues(sentinels);
          },
          t -> writtenEach(t.sentinels(), s -> s));

  static final TransformKind<Transform.Mask> MASK =
      new TransformKind<>(
          "mask",
          "make values missing where another variable of the file meets a condition",
          new Shape.MapOf(
              "conditions by variable such as {sst: {where: land, equals: 1}}", condition(), 1),
          y -> new Transform.Mask(each(y, ValueKinds::condition)),
          t ->
              writtenEach(
                  t.conditions(),
                  c ->
                      ordered(
                          "where",
                          c.variable(),
                          c.test().key(),
                          c.numbers().size() == 1 ? c.numbers().get(0) : c.numbers())));

  static final List<TransformKind<?>> ALL = List.of(CAST, CONVERT_UNITS, MISSING_VALUES, MASK);

  private ValueKinds() {}

  private static Shape condition() {
    return new Shape.Keyed(
        "{where, and equals, not_equals, above or below}",
        List.of(
            required("where", text(), "the other variable"),
            optional("equals", NUMBERS, "masked where it is this number, or one of these"),
            optional("not_equals", NUMBERS, "masked where it is none of these numbers"),
            optional("above", NUMBER, "masked where it is greater"),
            optional("below", NUMBER, "masked where it is less")),
        List.of(
            new Shape.ExactlyOne(Stream.of(Condition.Test.values()).map(t -> t.key()).toList())));
  }

  private static Condition condition(Yaml yaml) {
    for (Condition.Test test : Condition.Test.values()) {
      Yaml value = yaml.get(test.key()).orElse(null);
      if (value != null) {
        return new Condition(yaml.text("where", ""), test, numbers(value));
      }
    }
    throw new IllegalArgumentException("expected equals, not_equals, above or below");
  }

  private static List<Object> numbers(Yaml yaml) {
    return yaml.kind() == Yaml.Kind.LIST
        ? yaml.items().stream().map(Yaml::scalar).toList()
        : List.of(yaml.scalar());
  }

  private static Transform.ConvertUnits.Units units(Yaml yaml) {
    boolean both = yaml.kind() == Yaml.Kind.MAPPING;
    String to = both ? yaml.text("to", "") : yaml.raw();
    String from = both ? yaml.textOrNull("from") : null;
    if (from == null) {
      UnitConversion.check(to);
    } else {
      UnitConversion.between(from, to);
    }
    return new Transform.ConvertUnits.Units(to, from);
  }

  private static Map<String, Object> ordered(
      String first, Object one, String second, Object other) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put(first, one);
    keys.put(second, other);
    return keys;
  }
}
