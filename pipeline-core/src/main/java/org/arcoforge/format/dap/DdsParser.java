package org.arcoforge.format.dap;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.arcoforge.format.FormatException;

/** Reads a data set descriptor structure, ESE-RFC-004 section 5.1. */
final class DdsParser {
  private static final int DEEPEST = 50;

  private final DapWords words;

  private DdsParser(DapWords words) {
    this.words = words;
  }

  /** Returns the whole document, as a structure. */
  static DdsNode parse(String url, String text) throws FormatException {
    DapWords words = new DapWords(url, "DDS", text, "{}[]=;:");
    words.need("dataset");
    DdsParser parser = new DdsParser(words);
    List<DdsNode> members = parser.members(0);
    String name = words.peek().text().equals(";") ? "" : words.next().text();
    return new DdsNode(DdsNode.Kind.STRUCTURE, name, null, List.of(), members);
  }

  /**
   * Returns names are escaped as in URLs where they have other characters than letters and digits.
   */
  static String name(String text) {
    if (!text.matches(".*%[0-9A-Fa-f]{2}.*")) {
      return text;
    }
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a percent sign that is one
    }
  }

  private List<DdsNode> members(int depth) throws FormatException {
    if (depth > DEEPEST) {
      throw words.damaged("structures within each other more than " + DEEPEST + " deep");
    }
    words.need("{");
    List<DdsNode> members = new ArrayList<>();
    while (!words.skip("}")) {
      members.add(declaration(depth));
    }
    return members;
  }

  private DdsNode declaration(int depth) throws FormatException {
    String what = words.next().text();
    DapType type = DapType.of(what);
    if (type != null) {
      String name = words.next().text();
      return new DdsNode(DdsNode.Kind.ATOMIC, name, type, dims(), List.of());
    }
    DdsNode.Kind kind;
    List<DdsNode> members;
    if (what.equalsIgnoreCase("grid")) {
      kind = DdsNode.Kind.GRID;
      members = grid(depth);
    } else if (what.equalsIgnoreCase("structure") || what.equalsIgnoreCase("sequence")) {
      boolean structure = what.equalsIgnoreCase("structure");
      kind = structure ? DdsNode.Kind.STRUCTURE : DdsNode.Kind.SEQUENCE;
      members = members(depth + 1);
    } else {
      throw words.damaged("expected a type of DAP 2, found '" + what + "'");
    }
    String name = words.next().text();
    return new DdsNode(kind, name, null, dims(), members);
  }

  private List<DdsNode> grid(int depth) throws FormatException {
    List<DdsNode> members = new ArrayList<>();
    words.need("{");
    words.need("array");
    words.need(":");
    members.add(declaration(depth + 1));
    words.need("maps");
    words.need(":");
    while (!words.skip("}")) {
      members.add(declaration(depth + 1));
    }
    return members;
  }

  /** {@code [name = 3][4];} */
  private List<DdsNode.DdsDim> dims() throws FormatException {
    List<DdsNode.DdsDim> dims = new ArrayList<>();
    while (words.skip("[")) {
      String first = words.next().text();
      String name = "";
      String length = first;
      if (words.skip("=")) {
        name = name(first);
        length = words.next().text();
      }
      if (!length.matches("\\d{1,18}")) {
        throw words.damaged("expected the length of a dimension, found '" + length + "'");
      }
      dims.add(new DdsNode.DdsDim(name, Long.parseLong(length)));
      words.need("]");
    }
    words.need(";");
    return dims;
  }
}
