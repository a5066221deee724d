package org.arcoforge.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns {@linkplain Shape shapes} into JSON schema, draft 2020-12. */
public final class SchemaWriter {
  private SchemaWriter() {}

  /** The schema of a whole text. */
  public static Map<String, Object> whole(String title, Shape shape) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    schema.putAll(schema(shape));
    return schema;
  }

  static Map<String, Object> schema(Shape shape) {
    Map<String, Object> s = new LinkedHashMap<>();
    if (shape instanceof Shape.Text text) {
      s.put("type", "string");
      if (text.form() == Shape.NOT_BLANK) {
        s.put("pattern", "\\S");
      } else if (text.form() != null) {
        s.put("pattern", "^(?:" + text.form().pattern() + ")$");
      }
    } else if (shape instanceof Shape.Whole whole) {
      s.put("type", "integer");
      s.put("minimum", whole.min());
      s.put("maximum", whole.max());
      if (!whole.zero()) {
        s.put("not", Map.of("const", 0));
      }
    } else if (shape instanceof Shape.Decimal decimal) {
      s.put("type", "number");
      if (decimal.min() > Double.NEGATIVE_INFINITY) {
        s.put("minimum", decimal.min());
      }
    } else if (shape instanceof Shape.Choice choice) {
      s.put("enum", choice.words());
    } else if (shape instanceof Shape.Scalar) {
      s.put("type", List.of("string", "number", "boolean"));
    } else if (shape instanceof Shape.Truth) {
      s.put("type", "boolean");
    } else if (shape instanceof Shape.Nothing) {
      s.put("type", "null");
    } else if (shape instanceof Shape.Refused) {
      s.put("not", Map.of());
    } else if (shape instanceof Shape.ListOf list) {
      s.put("type", "array");
      s.put("items", schema(list.element()));
      s.put("minItems", list.least());
    } else if (shape instanceof Shape.MapOf map) {
      s.put("type", "object");
      s.put("additionalProperties", schema(map.value()));
      s.put("minProperties", map.least());
      if (map.own() != null) {
        s.put("properties", Map.of(map.own().name(), schema(map.shape(map.own().name()))));
      }
    } else if (shape instanceof Shape.Either either) {
      s.put("anyOf", either.shapes().stream().map(SchemaWriter::schema).toList());
    } else if (shape instanceof Shape.WhenKey when) {
      s.put("if", Map.of("type", "object", "required", List.of(when.key())));
      s.put("then", schema(when.then()));
      s.put("else", schema(when.otherwise()));
    } else if (shape instanceof Shape.Tagged tagged) {
      tagged(tagged, s);
    } else if (shape instanceof Shape.Keyed keyed) {
      keyed(keyed, s);
    }
    return s;
  }

  private static void tagged(Shape.Tagged tagged, Map<String, Object> s) {
    s.put("type", "object");
    s.put("required", List.of(tagged.tag()));
    s.put(
        "properties",
        Map.of(tagged.tag(), Map.of("enum", List.copyOf(tagged.variants().keySet()))));
    List<Object> all = new ArrayList<>();
    tagged
        .variants()
        .forEach(
            (name, variant) -> {
              Map<String, Object> when = new LinkedHashMap<>();
              when.put("if", Map.of("properties", Map.of(tagged.tag(), Map.of("const", name))));
              when.put("then", schema(variant));
              all.add(when);
            });
    s.put("allOf", all);
  }

  private static void keyed(Shape.Keyed keyed, Map<String, Object> s) {
    s.put("type", "object");
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Shape.Key key : keyed.keys()) {
      Map<String, Object> property = new LinkedHashMap<>();
      property.put("description", key.doc());
      property.putAll(schema(key.shape()));
      properties.put(key.name(), property);
    }
    s.put("properties", properties);
    s.put("additionalProperties", false);
    List<String> required =
        keyed.keys().stream().filter(Shape.Key::required).map(Shape.Key::name).toList();
    if (!required.isEmpty()) {
      s.put("required", required);
    }
    List<Object> rules = keyed.rules().stream().map(SchemaWriter::rule).toList();
    if (!rules.isEmpty()) {
      s.put("allOf", rules);
    }
  }

  private static Object rule(Shape.Rule rule) {
    if (rule instanceof Shape.Without without) {
      Object any = Map.of("anyOf", has(without.others()));
      Map<String, Object> s = new LinkedHashMap<>();
      s.put("if", Map.of("required", List.of(without.name())));
      s.put("then", Map.of("not", any));
      return s;
    }
    if (rule instanceof Shape.WordNeeds needs) {
      Map<String, Object> word = Map.of(needs.name(), Map.of("const", needs.word()));
      Map<String, Object> s = new LinkedHashMap<>();
      s.put("if", Map.of("properties", word, "required", List.of(needs.name())));
      s.put("then", Map.of("required", List.of(needs.other())));
      return s;
    }
    if (rule instanceof Shape.ExactlyOne one) {
      return Map.of("oneOf", has(one.names()));
    }
    if (rule instanceof Shape.AtLeastOne some) {
      return Map.of("anyOf", has(some.names()));
    }
    List<Object> choices = new ArrayList<>(has(((Shape.AtMostOne) rule).names()));
    choices.add(Map.of("not", Map.of("anyOf", List.copyOf(choices))));
    return Map.of("oneOf", choices);
  }

  private static List<Object> has(List<String> names) {
    return names.stream().map(n -> (Object) Map.of("required", List.of(n))).toList();
  }
}
