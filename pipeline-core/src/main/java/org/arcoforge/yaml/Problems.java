package org.arcoforge.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.arcoforge.pattern.Redaction;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Collects all that was found wrong in one text, and which of its places are not to be relied on.
 */
public final class Problems {
  private static final int MOST_PROBLEMS = 1000;

  /** Bytes of the longest text. */
  public static final int LONGEST = 4 << 20;

  private final String file;
  private final String what;
  private final String first;
  private final boolean passingOver;
  private final List<Problem> list = new ArrayList<>();
  private final Set<Node> broken = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Collects the problems of one text.
   *
   * @param file as the user gave it
   * @param what the text is to be: {@code feedstock}
   * @param first what writes or shows a first one, for who has an empty file
   */
  public Problems(String file, String what, String first) {
    this(file, what, first, false);
  }

  private Problems(String file, String what, String first, boolean passingOver) {
    this.file = file;
    this.what = what;
    this.first = first;
    this.passingOver = passingOver;
  }

  /** Returns what the text is to be: {@code feedstock}. */
  String what() {
    return what;
  }

  /** Returns the problems of a text that a later version may have written. */
  public static Problems passingOverUnknownKeys() {
    return new Problems("", "recipe", "", true);
  }

  /** Returns whether a key that nobody knows is no problem. */
  public boolean passesOverUnknownKeys() {
    return passingOver;
  }

  /** Returns the file that is read, as the user gave it. */
  public String file() {
    return file;
  }

  /** Returns the root of a YAML 1.2 text; null, and one problem, if it is none. */
  public @Nullable Yaml parse(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new CoreSchema())
            .setCodePointLimit(LONGEST)
            .setBufferSize(Math.max(1 << 10, text.length() + 1)) // in parts, long lines take n²
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        list.add(new Problem(file, 1, 1, "the file is empty", first));
        return null;
      }
      return new Yaml(root.get(), this);
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      int line = mark.map(Mark::getLine).orElse(0) + 1;
      int column = mark.map(Mark::getColumn).orElse(0) + 1;
      String bad = text.lines().skip(line - 1L).findFirst().orElse("");
      String hint = bad.contains("{") ? "quote a text that has { } or ': ' in it" : "";
      list.add(new Problem(file, line, column, "not YAML: " + e.getProblem(), hint));
    } catch (YamlEngineException e) {
      list.add(new Problem(file, 1, 1, "not YAML: " + firstLine(e), ""));
    } catch (StackOverflowError e) {
      list.add(new Problem(file, 1, 1, "not a " + what + ": nested too deeply", ""));
    }
    return null;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** Tells of a problem; the hint is made only if it is to be told. */
  void add(Node node, int line, int column, String message, Supplier<String> hint) {
    broken.add(node);
    if (list.size() < MOST_PROBLEMS) {
      list.add(new Problem(file, line, column, shown(message), shown(hint.get())));
    } else if (list.size() == MOST_PROBLEMS) {
      list.add(new Problem(file, line, column, "there are more problems, not told", ""));
    }
  }

  private static String shown(String text) {
    return Redaction.strict().text(text);
  }

  void markBroken(Node node) {
    broken.add(node);
  }

  boolean isBroken(Node node) {
    return broken.contains(node);
  }

  /** Returns how many there are so far. */
  public int count() {
    return list.size();
  }

  /** Returns the problems in the order of the text. */
  public List<Problem> sorted() {
    return list.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .distinct()
        .toList();
  }
}
