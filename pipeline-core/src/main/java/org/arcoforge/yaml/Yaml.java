package org.arcoforge.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * This is one place in a YAML text: its value, its position, and where problems with it are told.
 */
public final class Yaml {
  /** The kind says what a place holds, after YAML 1.2's core schema. */
  public enum Kind {
    TEXT("text"),
    INTEGER("a whole number"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    NOTHING("nothing"),
    LIST("a list"),
    MAPPING("a mapping"),
    OTHER("a value with a tag of its own");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Returns the kind in words: {@code a list}. */
    public String words() {
      return words;
    }
  }

  /** An entry is a key of a mapping and what belongs to it. */
  public record Entry(Yaml key, Yaml value) {}

  private static final int SHOWN = 120;

  private final Node node;
  private final Problems problems;

  Yaml(Node node, Problems problems) {
    this.node = node;
    this.problems = problems;
  }

  /** Returns what this place holds. */
  public Kind kind() {
    if (node instanceof SequenceNode) {
      return Kind.LIST;
    }
    if (node instanceof MappingNode) {
      return Kind.MAPPING;
    }
    return switch (node.getTag().getValue()) {
      case "tag:yaml.org,2002:str", "!ENV_VARIABLE" -> Kind.TEXT; // the library's, of ${NAME}
      case "tag:yaml.org,2002:int" -> wholeNumber() == null ? Kind.NUMBER : Kind.INTEGER;
      case "tag:yaml.org,2002:float" -> Kind.NUMBER;
      case "tag:yaml.org,2002:bool" -> Kind.BOOLEAN;
      case "tag:yaml.org,2002:null" -> Kind.NOTHING;
      default -> Kind.OTHER;
    };
  }

  /** Returns the scalar as written, without quotes; empty for a list or mapping. */
  public String raw() {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  /**
   * Returns what was found, for messages: {@code the number 5}, {@code a list}, {@code nothing}.
   */
  public String found() {
    return switch (kind()) {
      case TEXT -> "'" + shortened() + "'";
      case INTEGER, NUMBER -> "the number " + raw();
      case BOOLEAN -> raw();
      default -> kind().words();
    };
  }

  /** Returns the scalar as written, or its beginning. */
  public String shortened() {
    return raw().length() <= SHOWN ? raw() : raw().substring(0, SHOWN) + "…";
  }

  /** Returns an integer; only where {@link #kind()} is INTEGER. */
  public long integer() {
    Long n = wholeNumber();
    if (n == null) {
      throw new IllegalStateException(raw() + " is no integer");
    }
    return n;
  }

  private @Nullable Long wholeNumber() {
    String digits = raw().startsWith("+") ? raw().substring(1) : raw();
    try {
      if (digits.startsWith("0x")) {
        return Long.parseLong(digits.substring(2), 16);
      }
      return digits.startsWith("0o")
          ? Long.parseLong(digits.substring(2), 8)
          : Long.valueOf(digits);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /**
   * Returns a number; only where {@link #kind()} is INTEGER or NUMBER. NaN if it is none that we
   * know.
   */
  public double number() {
    return switch (raw().toLowerCase(java.util.Locale.ROOT)) {
      case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
      case "-.inf" -> Double.NEGATIVE_INFINITY;
      case ".nan" -> Double.NaN;
      default -> {
        Long whole = wholeNumber();
        if (whole != null) {
          yield whole;
        }
        try {
          yield new BigDecimal(raw()).doubleValue();
        } catch (NumberFormatException e) {
          yield Double.NaN;
        }
      }
    };
  }

  /** Returns a scalar in its YAML type: a Long, Double, Boolean or String. */
  public Object scalar() {
    return switch (kind()) {
      case INTEGER -> integer();
      case NUMBER -> number();
      case BOOLEAN -> Boolean.parseBoolean(raw());
      default -> raw();
    };
  }

  /** Returns whether this place was not among some, to which it is added. */
  public boolean isFirstOf(Set<Object> seen) {
    return seen.add(node);
  }

  /** Returns elements of a list; none for anything else. */
  public List<Yaml> items() {
    List<Yaml> items = new ArrayList<>();
    if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        items.add(new Yaml(item, problems));
      }
    }
    return items;
  }

  /** Returns keys and values of a mapping as written, duplicates too; none for anything else. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        entries.add(
            new Entry(
                new Yaml(tuple.getKeyNode(), problems), new Yaml(tuple.getValueNode(), problems)));
      }
    }
    return entries;
  }

  /** Returns values of a mapping by key, the first of duplicates. */
  public Map<String, Yaml> map() {
    Map<String, Yaml> map = new LinkedHashMap<>();
    for (Entry entry : entries()) {
      map.putIfAbsent(entry.key().raw(), entry.value());
    }
    return map;
  }

  /** Returns what belongs to a key, if it is there. */
  public Optional<Yaml> get(String key) {
    return entries().stream().filter(e -> e.key().raw().equals(key)).map(Entry::value).findFirst();
  }

  /** Returns what belongs to a key, if it is there and nothing was found wrong with it so far. */
  public Optional<Yaml> sound(String key) {
    return get(key).filter(Yaml::sound);
  }

  /** Returns the text of a key, or that other one. */
  public String text(String key, String otherwise) {
    return sound(key).map(Yaml::raw).orElse(otherwise);
  }

  /** Returns the text of a key, or null. */
  public @Nullable String textOrNull(String key) {
    return sound(key).map(Yaml::raw).orElse(null);
  }

  /** Returns the integer of a key, or that other one. */
  public long integer(String key, long otherwise) {
    return sound(key).map(Yaml::integer).orElse(otherwise);
  }

  /** Returns the list of texts of a key; empty if it is not there. */
  public List<String> texts(String key) {
    return sound(key).map(y -> y.items().stream().map(Yaml::raw).toList()).orElse(List.of());
  }

  /** Returns whether nothing was found wrong here, or in what it holds. */
  public boolean sound() {
    return !problems.isBroken(node);
  }

  /** Returns the line, counted from 1. */
  public int line() {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  /** Returns the column, counted from 1. */
  public int column() {
    return node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
  }

  /** Tells that something is wrong here. */
  public void problem(String message, String hint) {
    problem(message, () -> hint);
  }

  /** Tells that something is wrong here, with a hint that is looked for only if it is told. */
  public void problem(String message, Supplier<String> hint) {
    problems.add(node, line(), column(), message, hint);
  }

  /** Tells that something is wrong that many characters into this text. */
  public void problemAt(int offset, String message, String hint) {
    boolean quoted =
        node instanceof ScalarNode s
            && (s.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
                || s.getScalarStyle() == ScalarStyle.SINGLE_QUOTED);
    boolean block =
        node instanceof ScalarNode s
            && (s.getScalarStyle() == ScalarStyle.LITERAL
                || s.getScalarStyle() == ScalarStyle.FOLDED);
    int column = block ? column() : column() + offset + (quoted ? 1 : 0);
    problems.add(node, line(), column, message, () -> hint);
  }

  /** Marks this as broken because something that it holds is. */
  public void broken() {
    problems.markBroken(node);
  }

  /** Returns what a constructor makes; what it refuses becomes a problem here, and null. */
  public <T> @Nullable T attempt(Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      problem(String.valueOf(e.getMessage()), "");
      return null;
    }
  }

  /** Returns everything found in this text so far. */
  public Problems problems() {
    return problems;
  }
}
