package org.arcoforge.runners.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.format.FileFormat;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.text.CutText;

/** Prints the header of a source file. */
public final class InspectText {
  private static final int LONGEST = 100;

  private InspectText() {}

  /**
   * Prints it.
   *
   * @param bytes of the file; negative if unknown
   * @param recipe lines of one that reads the file
   */
  public static void print(
      String url, long bytes, SourceDescription found, List<String> recipe, PrintWriter out) {
    out.println(url);
    out.println("format     " + found.format() + (bytes < 0 ? "" : ", " + HumanSizes.text(bytes)));
    out.println(
        "dims       "
            + dims(found).entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining(", ")));
    out.println();
    TextTable table =
        new TextTable("variable", "dtype", "dims", "chunks", "filters", ">stored", "units");
    for (SourceVariable v : found.variables()) {
      table.row(
          v.variable().name(),
          v.variable().type().id(),
          "(" + String.join(", ", v.variable().dimensionNames()) + ")",
          v.chunk().isEmpty() ? "" : v.chunk().toString(),
          String.join(", ", v.filters()),
          v.storedBytes() < 0 ? "" : HumanSizes.text(v.storedBytes()),
          v.variable().attributes().text("units").orElse(""));
    }
    table.lines().forEach(out::println);
    found.unsupported().forEach((name, why) -> out.println("cannot be read: " + name + ": " + why));
    found.variables().forEach(v -> section(v.variable().name(), v.variable().attributes(), out));
    section("attributes of the file", found.attributes(), out);
    found.groups().forEach((path, attributes) -> section("group " + path, attributes, out));
    out.println("\nto read it");
    recipe.forEach(line -> out.println("  " + line));
    out.flush();
  }

  private static void section(String title, Attributes attributes, PrintWriter out) {
    if (attributes.names().isEmpty()) {
      return;
    }
    out.println("\n" + title);
    for (String name : attributes.names()) {
      String text =
          attributes
              .get(name)
              .map(AttributeValue::shown)
              .orElse("")
              .replaceAll("\\s+", " ")
              .strip();
      out.println("    " + name + ": " + CutText.of(text, LONGEST));
    }
  }

  /** Returns the lengths of a file's dimensions, in the order in which variables name them. */
  public static Map<String, Long> dims(SourceDescription found) {
    Map<String, Long> dims = new LinkedHashMap<>();
    found
        .variables()
        .forEach(v -> v.variable().dimensions().forEach(d -> dims.put(d.name(), d.length())));
    return dims;
  }

  /**
   * Returns attributes as JSON: a value, or a list of several; numbers that JSON lacks as texts.
   */
  public static ObjectNode attributes(Attributes attributes) {
    ObjectNode node = JsonText.object();
    for (String name : attributes.names()) {
      AttributeValue value = attributes.get(name).orElseThrow();
      ArrayNode all = JsonText.object().putArray("a");
      for (Object one : value.values()) {
        if (one instanceof Long whole) {
          all.add(whole);
        } else if (one instanceof Double number && Double.isFinite(number)) {
          all.add(number);
        } else if (one instanceof Boolean truth) {
          all.add(truth);
        } else {
          all.add(String.valueOf(one));
        }
      }
      node.set(name, all.size() == 1 ? all.get(0) : all);
    }
    return node;
  }

  /** Returns the names of formats, as recipes have them. */
  public static String formats() {
    return Arrays.stream(FileFormat.values())
        .map(f -> f.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
