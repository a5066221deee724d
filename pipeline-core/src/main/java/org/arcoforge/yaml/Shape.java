package org.arcoforge.yaml;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A shape says what a place in a feedstock may hold. The tables of the keys of a feedstock and of a
 * bakery are made of these; {@link ShapeCheck} checks YAML against them and the JSON schema is made
 * from them, so that the two cannot disagree.
 */
public sealed interface Shape {
  /** Of any text that is not empty. */
  Pattern NOT_BLANK = Pattern.compile("(?s).*\\S.*");

  /** Returns what is expected, for messages: {@code text}, {@code a list}. */
  String expected();

  /**
   * Returns whether a value of that kind is meant to be of this shape (and may still be wrong in
   * it).
   */
  boolean takes(Yaml.Kind kind);

  /** Checks a whole text, and tells everything that is wrong to its problems. */
  default void check(Yaml whole) {
    check(whole, "");
  }

  /** Checks a place and what it holds; {@code name} is the key it belongs to, for messages. */
  default void check(Yaml yaml, String name) {
    ShapeCheck.check(yaml, this, name);
  }

  /** This allows a text, of a form if {@code form} is not null. */
  record Text(String expected, @Nullable Pattern form, String hint) implements Shape {
    @Override
    public boolean takes(Yaml.Kind kind) {
      return kind == Yaml.Kind.TEXT;
    }
  }

  /** This allows an integer with both ends included, and 0 only if {@code zero}. */
  record Whole(String expected, long min, long max, boolean zero) implements Shape {
    @Override
    public boolean takes(Yaml.Kind kind) {
      return kind == Yaml.Kind.INTEGER;
    }
  }

  /**
   * This allows an integer or other number, not below {@code min}; NaN only if there is no such
   * bound.
   */
  record Decimal(String expected, double min) implements Shape {
    @Override
    public boolean takes(Yaml.Kind kind) {
      return kind == Yaml.Kind.NUMBER || kind == Yaml.Kind.INTEGER;
    }
  }

  /** This allows one word of several. */
  record Choice(String expected, List<String> words) implements Shape {
    @Override
    public boolean takes(Yaml.Kind kind) {
      return kind == Yaml.Kind.TEXT;
    }
  }

  /** This allows a text, number or boolean. */
  record Scalar(String expected) implements Shape {
    @Override
    public boolean takes(Yaml.Kind kind) {
      return kind == Yaml.Kind.TEXT
          || kind == Yaml.Kind.INTEGER
          || kind == Yaml.Kind.NUMBER
          || kind == Yaml.Kind.BOOLEAN;
    }
  }

  /** This allows {@code true} or {@code false}. */
  record Truth(String expected) implements Shape {
    @Override
    public boolean takes(Yaml.Kind kind) {
      return kind == Yaml.Kind.BOOLEAN;
    }
  }

  /** This allows an explicit null only. */
  record Nothing(String expected) implements Shape {
    @Override
    public boolean takes(Yaml.Kind kind) {
      return kind == Yaml.Kind.NOTHING;
    }
  }

  /**
   * This refuses a key that is known and may not be used; {@code expected} says what to do instead.
   */
  record Refused(String expected) implements Shape {
    @Override
    public boolean takes(Yaml.Kind kind) {
      return false;
    }
  }

  /** This allows a list of at least {@code least} elements. */
  record ListOf(String expected, Shape element, int least) implements Shape {
    @Override
    public boolean takes(Yaml.Kind kind) {
      return kind == Yaml.Kind.LIST;
    }
  }

  /**
   * This allows a mapping from the author's own names to one shape, of at least {@code least}; a
   * key {@code own} may also hold what it takes.
   */
  record MapOf(String expected, Shape value, int least, @Nullable Key own) implements Shape {
    /** Makes a mapping without a key of our own. */
    public MapOf(String expected, Shape value, int least) {
      this(expected, value, least, null);
    }

    /** Returns what stands after a key of that name. */
    public Shape shape(String name) {
      return own == null || !own.name().equals(name)
          ? value
          : new Either(
              own.shape().expected() + ", or " + value.expected(), List.of(own.shape(), value));
    }

    @Override
    public boolean takes(Yaml.Kind kind) {
      return kind == Yaml.Kind.MAPPING;
    }
  }

  /** This allows a mapping with these keys and no others. */
  record Keyed(String expected, List<Key> keys, List<Rule> rules) implements Shape {
    @Override
    public boolean takes(Yaml.Kind kind) {
      return kind == Yaml.Kind.MAPPING;
    }

    /** Returns the names of its keys, in their order. */
    public List<String> names() {
      return keys.stream().map(Key::name).toList();
    }

    /** Returns the key of that name; null if there is none. */
    public @Nullable Key key(String name) {
      return keys.stream().filter(k -> k.name().equals(name)).findFirst().orElse(null);
    }
  }

  /** This allows the first shape that takes the value's kind. */
  record Either(String expected, List<Shape> shapes) implements Shape {
    @Override
    public boolean takes(Yaml.Kind kind) {
      return shapes.stream().anyMatch(s -> s.takes(kind));
    }
  }

  /** This allows one shape for mappings that have a key, another for the rest. */
  record WhenKey(String expected, String key, Shape then, Shape otherwise) implements Shape {
    @Override
    public boolean takes(Yaml.Kind kind) {
      return kind == Yaml.Kind.MAPPING;
    }
  }

  /** This allows a mapping whose key {@code tag} says which other keys it has. */
  record Tagged(String expected, String tag, Map<String, Keyed> variants) implements Shape {
    /** Copies the map, in its order. */
    public Tagged {
      variants = new LinkedHashMap<>(variants);
    }

    @Override
    public boolean takes(Yaml.Kind kind) {
      return kind == Yaml.Kind.MAPPING;
    }
  }

  /** This is a key of a mapping, and what to write there. */
  record Key(String name, boolean required, Shape shape, String doc) {}

  /** A rule says how keys of one mapping go together. */
  sealed interface Rule {}

  /** Exactly one of these keys must be there. */
  record ExactlyOne(List<String> names) implements Rule {}

  /** One of these keys, or more, must be there. */
  record AtLeastOne(List<String> names) implements Rule {}

  /** At most one of these keys may be there. */
  record AtMostOne(List<String> names) implements Rule {}

  /** With this key, none of these others may be there. */
  record Without(String name, List<String> others) implements Rule {}

  /** With this word for a key, that other key must be there. */
  record WordNeeds(String name, String word, String other) implements Rule {}

  /** Returns a key that must be there. */
  static Key required(String name, Shape shape, String doc) {
    return new Key(name, true, shape, doc);
  }

  /** Returns a key that may be there. */
  static Key optional(String name, Shape shape, String doc) {
    return new Key(name, false, shape, doc);
  }

  /** Returns a mapping without rules. */
  static Keyed keyed(String expected, Key... keys) {
    return new Keyed(expected, List.of(keys), List.of());
  }

  /** Returns any text that is not empty. */
  static Text text() {
    return new Text("text", NOT_BLANK, "write something");
  }

  /** Returns a text of a form. */
  static Text text(String expected, String form, String hint) {
    return new Text(expected, Pattern.compile(form), hint);
  }

  /** Returns a list of at least one. */
  static ListOf list(Shape element) {
    return new ListOf("a list", element, 1);
  }

  /** Returns an integer, ends included. */
  static Whole whole(String expected, long min, long max) {
    return new Whole(expected, min, max, true);
  }

  /** Returns one word of several. */
  static Choice choice(String... words) {
    return new Choice("one of: " + String.join(", ", words), List.of(words));
  }

  /**
   * Reads sizes as people write them: {@code 100MB} is 100·10⁶ bytes, {@code 100MiB} is 100·2²⁰.
   */
  public static final class ByteSize {
    /** A number and a unit. */
    public static final String FORM = "(\\d+(?:\\.\\d+)?) ?(B|kB|KB|MB|GB|TB|KiB|MiB|GiB|TiB)";

    private static final Pattern PATTERN = Pattern.compile(FORM);
    private static final Map<String, Long> UNITS =
        Map.of(
            "B",
            1L,
            "TB",
            1_000_000_000_000L,
            "TiB",
            1L << 40,
            "kB",
            1_000L,
            "KB",
            1_000L,
            "MB",
            1_000_000L,
            "GB",
            1_000_000_000L,
            "KiB",
            1L << 10,
            "MiB",
            1L << 20,
            "GiB",
            1L << 30);

    private ByteSize() {}

    /**
     * Returns bytes; a number alone is bytes too.
     *
     * @throws IllegalArgumentException if the text is not of the form, or comes to less than a byte
     */
    public static long parse(String text) {
      Matcher m = PATTERN.matcher(text.matches("\\d+") ? text + "B" : text);
      if (!m.matches()) {
        throw new IllegalArgumentException("expected bytes such as 100MB, found '" + text + "'");
      }
      BigDecimal bytes =
          new BigDecimal(m.group(1))
              .multiply(BigDecimal.valueOf(UNITS.getOrDefault(m.group(2), 1L)));
      if (bytes.compareTo(BigDecimal.ONE) < 0
          || bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
        throw new IllegalArgumentException("'" + text + "' is no size");
      }
      return bytes.longValue();
    }

    /** Returns the shortest text in decimal units that reads back as the same number. */
    public static String text(long bytes) {
      for (String unit : new String[] {"GB", "MB", "kB"}) {
        long one = UNITS.getOrDefault(unit, 1L);
        if (bytes % one == 0) {
          return bytes / one + unit;
        }
      }
      return bytes + "B";
    }
  }
}
