package org.arcoforge.recipe.yaml;

import static org.arcoforge.yaml.Shape.choice;
import static org.arcoforge.yaml.Shape.list;
import static org.arcoforge.yaml.Shape.optional;
import static org.arcoforge.yaml.Shape.required;
import static org.arcoforge.yaml.Shape.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.cf.CfCalendar;
import org.arcoforge.recipe.StrptimeFormat;
import org.arcoforge.recipe.Transform;
import org.arcoforge.yaml.Shape;
import org.arcoforge.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * Lists how transforms of names, roles and attributes are written, and those that read a file's
 * name.
 */
final class VariableKinds {
  static final Shape NAMES = list(text());
  private static final Shape ATTRIBUTE =
      new Shape.Either(
          "a text, number, boolean, list, or null to remove it",
          List.of(
              new Shape.Scalar("a text, number or boolean"),
              list(new Shape.Scalar("a text, number or boolean")),
              new Shape.Nothing("null")));

  static final TransformKind<Transform.Rename> RENAME =
      new TransformKind<>(
          "rename",
          "new names of variables and dimensions by old",
          new Shape.MapOf("new names by old such as {lon: longitude}", text(), 1),
          y -> {
            Map<String, String> names = new LinkedHashMap<>();
            y.map().forEach((from, to) -> names.put(from, to.raw()));
            return new Transform.Rename(names);
          },
          Transform.Rename::names);

  static final TransformKind<Transform.Drop> DROP =
      new TransformKind<>(
          "drop",
          "leave these variables out",
          NAMES,
          y -> new Transform.Drop(names(y)),
          Transform.Drop::variables);

  static final TransformKind<Transform.Keep> KEEP =
      new TransformKind<>(
          "keep",
          "leave all variables out but these and their coordinates",
          NAMES,
          y -> new Transform.Keep(names(y)),
          Transform.Keep::variables);

  static final TransformKind<Transform.SetCoords> SET_COORDS =
      new TransformKind<>(
          "set_coords",
          "make these variables coordinates",
          NAMES,
          y -> new Transform.SetCoords(names(y)),
          Transform.SetCoords::variables);

  static final TransformKind<Transform.ResetCoords> RESET_COORDS =
      new TransformKind<Transform.ResetCoords>(
              "reset_coords",
              "make these coordinates data variables; 'reset_coords' alone: all but those of"
                  + " dimensions",
              NAMES,
              y -> new Transform.ResetCoords(names(y)),
              Transform.ResetCoords::variables)
          .withBare(new Transform.ResetCoords(List.of()));

  static final TransformKind<Transform.SetAttributes> SET_ATTRIBUTES =
      new TransformKind<>(
          "set_attributes",
          "add, replace and (null) remove attributes, by variable; \"\" is the data set",
          TransformKind.byName(
              "attributes by variable such as {sst: {units: K}}",
              new Shape.MapOf("attributes such as {units: K, history: null}", ATTRIBUTE, 1)),
          VariableKinds::attributes,
          VariableKinds::written);

  static final TransformKind<Transform.ExpandDims> EXPAND_DIMS =
      new TransformKind<>(
          "expand_dims",
          "add a dimension of length 1 whose coordinate is found in the file's name",
          new Shape.Keyed(
              "{dim, from, type, format}",
              List.of(
                  required("dim", text(), "name of the new dimension"),
                  required("from", text(), "regular expression; its first group is the value"),
                  optional("type", choice("string", "int", "float", "date"), "type of the value"),
                  optional("format", text(), "of a date, as strptime's: \"%Y%m%d\"")),
              List.of(new Shape.WordNeeds("type", "date", "format"))),
          y ->
              new Transform.ExpandDims(
                  y.text("dim", ""),
                  regex(y.text("from", "")),
                  y.text("type", "string"),
                  y.text("format", "")),
          VariableKinds::written);

  static final TransformKind<Transform.TimeFromName> TIME_FROM_NAME =
      new TransformKind<>(
          "time_from_name",
          "take the one time of each file from its name, as a coordinate of length 1 that is"
              + " replaced or added",
          Shape.keyed(
              "{dim, format, from, calendar}",
              required("dim", text(), "name of the dimension and its coordinate: time"),
              required("format", text(), "of the date, as strptime's: \"%Y%m%d\""),
              optional(
                  "from",
                  text(),
                  "regular expression whose first group is the date; without it the first text"
                      + " of the format"),
              optional(
                  "calendar",
                  choice(
                      "standard", "proleptic_gregorian", "julian", "noleap", "all_leap", "360_day"),
                  "of CF, proleptic_gregorian by default")),
          y -> {
            String from = y.textOrNull("from");
            return new Transform.TimeFromName(
                y.text("dim", ""),
                from == null ? null : regex(from),
                new StrptimeFormat(y.text("format", "")),
                CfCalendar.of(y.text("calendar", CfCalendar.PROLEPTIC_GREGORIAN.id())));
          },
          VariableKinds::written);

  static final List<TransformKind<?>> ALL =
      List.of(
          RENAME,
          DROP,
          KEEP,
          SET_COORDS,
          RESET_COORDS,
          SET_ATTRIBUTES,
          EXPAND_DIMS,
          TIME_FROM_NAME);

  private VariableKinds() {}

  static List<String> names(Yaml yaml) {
    return yaml.items().stream().map(Yaml::raw).toList();
  }

  private static String regex(String text) {
    try {
      return Pattern.compile(text).pattern();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'from': expected a regular expression, found '" + text + "': " + e.getDescription(), e);
    }
  }

  private static Map<String, Object> written(Transform.ExpandDims t) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("dim", t.dimension());
    keys.put("from", t.regex());
    keys.put("type", t.type());
    if (!t.format().isEmpty()) {
      keys.put("format", t.format());
    }
    return keys;
  }

  private static Map<String, Object> written(Transform.TimeFromName t) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("dim", t.dimension());
    keys.put("format", t.format().text());
    if (t.regex() != null) {
      keys.put("from", t.regex());
    }
    keys.put("calendar", t.calendar().id());
    return keys;
  }

  private static Transform.SetAttributes attributes(Yaml yaml) {
    Map<String, Attributes> set = new LinkedHashMap<>();
    Map<String, List<String>> removed = new LinkedHashMap<>();
    TransformKind.named(yaml)
        .forEach(
            (variable, edits) -> {
              Map<String, AttributeValue> values = new LinkedHashMap<>();
              List<String> names = new ArrayList<>();
              edits
                  .map()
                  .forEach(
                      (name, value) -> {
                        if (value.kind() == Yaml.Kind.NOTHING) {
                          names.add(name);
                        } else {
                          values.put(name, attribute(name, value));
                        }
                      });
              if (!values.isEmpty()) {
                set.put(variable, Attributes.of(values));
              }
              if (!names.isEmpty()) {
                removed.put(variable, names);
              }
            });
    return new Transform.SetAttributes(set, removed);
  }

  private static AttributeValue attribute(String name, Yaml yaml) {
    List<Object> values =
        yaml.kind() == Yaml.Kind.LIST
            ? yaml.items().stream().map(Yaml::scalar).toList()
            : List.of(yaml.scalar());
    DataType type = null;
    for (Object value : values) {
      type = joined(type, typeOf(value));
      if (type == null) {
        throw new IllegalArgumentException(
            "'" + name + "': expected values of one type, found " + values);
      }
    }
    DataType all = java.util.Objects.requireNonNull(type);
    return new AttributeValue(
        all,
        values.stream()
            .map(v -> all == DataType.FLOAT64 ? (Object) ((Number) v).doubleValue() : v)
            .toList());
  }

  private static DataType typeOf(Object value) {
    if (value instanceof Long) {
      return DataType.INT64;
    } else if (value instanceof Double) {
      return DataType.FLOAT64;
    }
    return value instanceof Boolean ? DataType.BOOL : DataType.STRING;
  }

  private static @Nullable DataType joined(@Nullable DataType a, DataType b) {
    if (a == null || a == b) {
      return b;
    }
    boolean numbers =
        (a == DataType.INT64 || a == DataType.FLOAT64)
            && (b == DataType.INT64 || b == DataType.FLOAT64);
    return numbers ? DataType.FLOAT64 : null;
  }

  private static Map<String, Object> written(Transform.SetAttributes t) {
    Map<String, Object> variables = new LinkedHashMap<>();
    t.set()
        .forEach(
            (variable, attributes) -> {
              Map<String, Object> edits = new LinkedHashMap<>();
              attributes
                  .asMap()
                  .forEach(
                      (name, value) ->
                          edits.put(
                              name,
                              value.values().size() == 1 ? value.values().get(0) : value.values()));
              variables.put(variable, edits);
            });
    t.removed()
        .forEach(
            (variable, names) -> {
              Map<String, @Nullable Object> edits = new LinkedHashMap<>();
              if (variables.get(variable) instanceof Map<?, ?> known) {
                known.forEach((name, value) -> edits.put((String) name, value));
              }
              names.forEach(name -> edits.put(name, null));
              variables.put(variable, edits);
            });
    return variables;
  }
}
