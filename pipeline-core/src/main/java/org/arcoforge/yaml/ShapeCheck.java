package org.arcoforge.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.pattern.Spelling;

/** Checks YAML against {@linkplain Shape shapes}, telling everything that is wrong. */
final class ShapeCheck {
  private static final int FEW = 20; // words that a hint may list

  private ShapeCheck() {}

  /** Checks a place and what it holds; {@code name} is the key it belongs to, for messages. */
  static void check(Yaml yaml, Shape shape, String name) {
    Yaml.Kind kind = yaml.kind();
    if (!shape.takes(kind)) {
      wrongKind(yaml, shape, name);
      return;
    }
    if (shape instanceof Shape.Text text) {
      text(yaml, text, name);
    } else if (shape instanceof Shape.Whole whole) {
      long n = yaml.integer();
      if (n < whole.min() || n > whole.max() || (n == 0 && !whole.zero())) {
        wrong(yaml, name, whole.expected(), "");
      }
    } else if (shape instanceof Shape.Decimal decimal) {
      if (decimal.min() > Double.NEGATIVE_INFINITY && !(yaml.number() >= decimal.min())) {
        wrong(yaml, name, decimal.expected(), "");
      }
    } else if (shape instanceof Shape.Choice choice) {
      if (!choice.words().contains(yaml.raw())) {
        choice(yaml, choice, name);
      }
    } else if (shape instanceof Shape.ListOf list) {
      list(yaml, list, name);
    } else if (shape instanceof Shape.MapOf map) {
      map(yaml, map, name);
    } else if (shape instanceof Shape.Keyed keyed) {
      keyed(yaml, keyed, name);
    } else if (shape instanceof Shape.Either either) {
      Shape first = either.shapes().stream().filter(s -> s.takes(kind)).findFirst().orElse(either);
      check(yaml, first, name);
    } else if (shape instanceof Shape.WhenKey when) {
      boolean has = yaml.get(when.key()).isPresent();
      check(yaml, has ? when.then() : when.otherwise(), name);
    } else if (shape instanceof Shape.Tagged tagged) {
      tagged(yaml, tagged, name);
    }
  }

  private static void choice(Yaml yaml, Shape.Choice choice, String name) {
    boolean few = choice.words().size() <= FEW;
    String hint =
        few
            ? Spelling.hint(yaml.raw(), choice.words())
            : Spelling.nearest(yaml.raw(), choice.words())
                .map(meant -> "did you mean '" + meant + "'?")
                .orElse("expected " + choice.expected());
    yaml.problem("'" + name + "': unknown value '" + yaml.raw() + "'", hint);
  }

  private static void wrongKind(Yaml yaml, Shape shape, String name) {
    if (shape instanceof Shape.Refused refused) {
      yaml.problem("'" + name + "': " + refused.expected(), "");
      return;
    }
    String hint = "";
    boolean isScalar =
        yaml.kind() == Yaml.Kind.INTEGER
            || yaml.kind() == Yaml.Kind.NUMBER
            || yaml.kind() == Yaml.Kind.BOOLEAN;
    if (yaml.kind() == Yaml.Kind.NOTHING) {
      hint = "write a value, or leave the key out";
    } else if (isScalar && shape.takes(Yaml.Kind.TEXT)) {
      hint = shape instanceof Shape.Text ? "quote it: \"" + yaml.raw() + "\"" : "";
    } else if (shape.takes(Yaml.Kind.LIST) && yaml.kind() != Yaml.Kind.MAPPING) {
      hint = "write [" + yaml.raw() + "]";
    }
    wrong(yaml, name, shape.expected(), hint);
  }

  private static void wrong(Yaml yaml, String name, String expected, String hint) {
    String where = name.isEmpty() ? "" : "'" + name + "': ";
    yaml.problem(where + "expected " + expected + ", found " + yaml.found(), hint);
  }

  private static void text(Yaml yaml, Shape.Text text, String name) {
    if (text.form() != null && !text.form().matcher(yaml.raw()).matches()) {
      wrong(yaml, name, text.expected(), text.hint());
    }
  }

  private static void list(Yaml yaml, Shape.ListOf list, String name) {
    List<Yaml> items = yaml.items();
    if (items.size() < list.least()) {
      yaml.problem("'" + name + "': expected at least " + list.least() + ", found none", "");
    }
    for (Yaml item : items) {
      check(item, list.element(), name);
      passOn(item, yaml);
    }
  }

  private static void map(Yaml yaml, Shape.MapOf map, String name) {
    List<Yaml.Entry> entries = distinct(yaml);
    if (entries.size() < map.least()) {
      yaml.problem("'" + name + "': expected at least " + map.least() + ", found none", "");
    }
    for (Yaml.Entry entry : entries) {
      check(entry.value(), map.shape(entry.key().raw()), entry.key().raw());
      passOn(entry.value(), yaml);
    }
  }

  private static void keyed(Yaml yaml, Shape.Keyed keyed, String name) {
    List<String> present = new ArrayList<>();
    List<String> meant = new ArrayList<>(); // by misspelled keys: not told as missing too
    int unknown = 0;
    List<String> free = new ArrayList<>(keyed.names()); // what is there already was not meant
    distinct(yaml).forEach(entry -> free.remove(entry.key().raw()));
    for (Yaml.Entry entry : distinct(yaml)) {
      Shape.Key key = keyed.key(entry.key().raw());
      if (key == null && yaml.problems().passesOverUnknownKeys()) {
        continue;
      }
      if (key == null) {
        entry
            .key()
            .problem(
                "unknown key '" + entry.key().shortened() + "' in " + describe(yaml, name),
                () -> Spelling.hint(entry.key().raw(), free));
        yaml.broken();
        if (++unknown <= FEW) {
          Spelling.nearest(entry.key().raw(), free).ifPresent(meant::add);
        }
        continue;
      }
      present.add(key.name());
      check(entry.value(), key.shape(), key.name());
      passOn(entry.value(), yaml);
    }
    for (Shape.Key key : keyed.keys()) {
      if (key.required() && !present.contains(key.name()) && !meant.contains(key.name())) {
        yaml.problem("missing key '" + key.name() + "' in " + describe(yaml, name), key.doc());
      }
    }
    for (Shape.Rule rule : keyed.rules()) {
      rule(yaml, rule, present, meant, name);
    }
  }

  private static void rule(
      Yaml yaml, Shape.Rule rule, List<String> present, List<String> meant, String name) {
    List<String> names;
    if (rule instanceof Shape.WordNeeds needs) {
      if (yaml.text(needs.name(), "").equals(needs.word()) && !present.contains(needs.other())) {
        yaml.problem(
            "missing key '" + needs.other() + "' in " + describe(yaml, name),
            "'" + needs.name() + ": " + needs.word() + "' needs it");
      }
      return;
    } else if (rule instanceof Shape.Without without) {
      List<String> extra = without.others().stream().filter(present::contains).toList();
      if (present.contains(without.name()) && !extra.isEmpty()) {
        yaml.entries().stream()
            .filter(e -> extra.contains(e.key().raw()))
            .forEach(
                e ->
                    e.key()
                        .problem(
                            "'" + e.key().raw() + "' cannot stand beside '" + without.name() + "'",
                            "remove one of them"));
        yaml.broken();
      }
      return;
    } else if (rule instanceof Shape.AtLeastOne some) {
      if (some.names().stream().noneMatch(n -> present.contains(n) || meant.contains(n))) {
        missing(yaml, some.names(), name);
      }
      return;
    } else if (rule instanceof Shape.ExactlyOne one) {
      names = one.names();
      if (names.stream().noneMatch(n -> present.contains(n) || meant.contains(n))) {
        missing(yaml, names, name);
      }
    } else {
      names = ((Shape.AtMostOne) rule).names();
    }
    List<String> found = present.stream().filter(names::contains).toList();
    if (found.size() > 1) {
      yaml.problem(
          "'" + String.join("' and '", found) + "' exclude each other in " + describe(yaml, name),
          "keep one of them");
    }
  }

  private static void missing(Yaml yaml, List<String> names, String name) {
    yaml.problem(
        "missing key in " + describe(yaml, name) + ": one of '" + String.join("', '", names) + "'",
        "");
  }

  private static void tagged(Yaml yaml, Shape.Tagged tagged, String name) {
    Yaml tag = yaml.get(tagged.tag()).orElse(null);
    if (tag == null) {
      yaml.problem(
          "missing key '" + tagged.tag() + "' in " + describe(yaml, name),
          "one of: " + String.join(", ", tagged.variants().keySet()));
      return;
    }
    Shape.Keyed variant = tagged.variants().get(tag.raw());
    if (variant == null) {
      check(tag, new Shape.Choice("", List.copyOf(tagged.variants().keySet())), tagged.tag());
      passOn(tag, yaml);
      return;
    }
    keyed(yaml, variant, name);
  }

  /** Entries with each key once; tells of duplicates and of keys that are no texts. */
  private static List<Yaml.Entry> distinct(Yaml yaml) {
    Map<String, Integer> lines = new HashMap<>();
    List<Yaml.Entry> entries = new ArrayList<>();
    for (Yaml.Entry entry : yaml.entries()) {
      Yaml key = entry.key();
      Integer before = lines.putIfAbsent(key.raw(), key.line());
      if (key.kind() == Yaml.Kind.LIST || key.kind() == Yaml.Kind.MAPPING) {
        key.problem("expected a key, found " + key.found(), "quote text that has braces in it");
        yaml.broken();
      } else if (before != null) {
        key.problem(
            "key '" + key.raw() + "' is given twice, first in line " + before, "remove one");
        yaml.broken();
      } else {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static void passOn(Yaml part, Yaml whole) {
    if (!part.sound()) {
      whole.broken();
    }
  }

  private static String describe(Yaml yaml, String name) {
    return name.isEmpty() ? "the " + yaml.problems().what() : "'" + name + "'";
  }
}
