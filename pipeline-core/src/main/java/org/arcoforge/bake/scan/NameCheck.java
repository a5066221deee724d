package org.arcoforge.bake.scan;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.arcoforge.array.Variable;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.FileView;
import org.arcoforge.view.VariableView;
import org.jspecify.annotations.Nullable;

/**
 * Checks the names that a file would give to arrays, dimensions, groups and attributes of a store:
 * they become folders and keys of objects, and are shown on terminals and web pages, so that not
 * every name that a file can hold may be one. What is checked are the names after the transforms,
 * which can mend them.
 */
final class NameCheck {
  private static final int LONGEST = 200; // bytes; folders of common file systems take 255
  private static final String DOCUMENTS = "zarr.json";
  private static final String UNSEEN =
      "it has characters that are not seen, or turn the text around";

  private final String url;
  private final SourceDescription file;

  private NameCheck(String url, SourceDescription file) {
    this.url = url;
    this.file = file;
  }

  /**
   * Checks all names of a view of a file.
   *
   * @throws RefusedException naming file and variable, and the line to write
   */
  static void check(String url, SourceDescription file, FileView view) {
    new NameCheck(url, file).check(view);
  }

  private void check(FileView view) {
    for (VariableView seen : view.variables().values()) {
      Variable v = seen.variable();
      path("variable", v.name());
      v.dimensionNames().forEach(name -> path("dimension", name));
      attributes("variable", v.name(), v.name(), v.attributes().names());
    }
    attributes("the file", null, "", view.attributes().names());
    view.groups()
        .forEach(
            (group, attributes) -> {
              path("group", group);
              attributes("group", group, null, attributes.names());
            });
  }

  private void path(String what, String path) {
    for (String name : path.split("/", -1)) {
      Optional<String> fault =
          name.isEmpty() && path.length() > 1 && path.startsWith("/")
              ? Optional.empty()
              : fault(name);
      if (fault.isPresent()) {
        throw refused(what, path, fault.get());
      }
    }
  }

  private void attributes(
      String what, @Nullable String of, @Nullable String variable, Collection<String> names) {
    String first = null; // in the alphabet, of those at fault
    for (String name : names) {
      if ((name.isEmpty() || hasUnseen(name)) && (first == null || name.compareTo(first) < 0)) {
        first = name;
      }
    }
    if (first == null) {
      return;
    }
    throw RefusedException.sources(
        url
            + ": an attribute of "
            + (of == null ? what : what + " '" + shown(of) + "'")
            + " is called '"
            + shown(first)
            + "', which cannot be written: "
            + (first.isEmpty() ? "it is empty" : UNSEEN)
            + (variable == null
                ? "; rename it in the file"
                : "; write transforms: [{set_attributes: {"
                    + quoted(variable)
                    + ": {"
                    + quoted(first)
                    + ": null}}}]"));
  }

  private RefusedException refused(String what, String name, String fault) {
    String message =
        url
            + ": "
            + what
            + " '"
            + shown(name)
            + "' cannot be called so in a store: "
            + fault
            + "; write transforms: [{rename: {"
            + quoted(name)
            + ": "
            + proposed(name)
            + "}}]";
    boolean ofTheFile =
        file.groups().containsKey(name)
            || file.variables().stream()
                .map(SourceVariable::variable)
                .anyMatch(v -> v.name().equals(name) || v.axis(name) >= 0);
    return ofTheFile || !what.equals("variable")
        ? RefusedException.sources(message)
        : RefusedException.recipe(message);
  }

  private static Optional<String> fault(String name) {
    if (name.isEmpty()) {
      return Optional.of("a name, or a part of it between slashes, is empty");
    } else if (name.startsWith(".")) {
      return Optional.of("names that begin with a dot lead to other folders or are hidden");
    } else if (name.equals(DOCUMENTS)) {
      return Optional.of("'" + DOCUMENTS + "' is a document of the store itself");
    } else if (hasUnseen(name)) {
      return Optional.of(UNSEEN);
    } else if (name.indexOf('\\') >= 0) {
      return Optional.of("a backslash separates folders in Windows");
    } else if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      return Optional.of("it is longer than " + LONGEST + " bytes");
    }
    return Optional.empty();
  }

  private static boolean hasUnseen(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (isUnseen(name.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Control characters, marks of writing direction, separators of lines, and what is no text. */
  private static boolean isUnseen(int c) {
    if (c >= ' ' && c <= '~') {
      return false;
    }
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static String shown(String name) {
    String text = escaped(name);
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  /** In double quotes, as YAML reads it. */
  private static String quoted(String name) {
    return '"' + escaped(name.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
  }

  private static String escaped(String name) {
    StringBuilder s = new StringBuilder();
    name.chars()
        .forEach(
            c -> {
              if (isUnseen(c)) {
                s.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                s.append((char) c);
              }
            });
    return s.toString();
  }

  private static String proposed(String name) {
    String plain = name.replaceAll("[^\\p{L}\\p{N}_+-]+", "_").replaceAll("^_+|_+$", "");
    String few = plain.substring(0, Math.min(40, plain.length()));
    return few.isEmpty() || !few.matches("[A-Za-z_][A-Za-z0-9_-]*") ? "a_name" : few;
  }
}
