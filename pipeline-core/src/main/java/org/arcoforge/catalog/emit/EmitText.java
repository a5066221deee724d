package org.arcoforge.catalog.emit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes texts that came from files into other languages: as text in each of them, never as markup.
 */
final class EmitText {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What hides or turns around what is beside it, and what no XML or YAML may hold. */
  private static final Pattern HIDDEN =
      Pattern.compile(
          "[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u061c\\u200b\\u200e\\u200f"
              + "\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ufffe\\uffff]");

  private EmitText() {}

  /** Returns a text without characters that hide; halves of characters are taken out too. */
  static String plain(String text) {
    String visible = HIDDEN.matcher(text).replaceAll("");
    StringBuilder whole = new StringBuilder();
    visible.codePoints().filter(c -> c < 0xd800 || c > 0xdfff).forEach(whole::appendCodePoint);
    return whole.toString();
  }

  /** Returns a text in one line, without blanks around it. */
  static String line(String text) {
    return plain(text).replaceAll("\\s+", " ").strip();
  }

  /** Returns the first of many names, and how many more there are. */
  static String some(List<String> names) {
    int shown = Math.min(3, names.size());
    String more = names.size() > shown ? " and " + (names.size() - shown) + " more" : "";
    return String.join(", ", names.subList(0, shown)) + more;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Returns a document, indented, with LF on every platform. */
  static byte[] json(JsonNode node) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return utf8(MAPPER.writer(printer).writeValueAsString(node) + "\n");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns a scalar of YAML, which may hold what a text of JSON may. */
  static String yaml(String text) {
    return TextNode.valueOf(plain(text)).toString();
  }

  /** Returns text for an element or an attribute of HTML or XML. */
  static String xml(String text) {
    return plain(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Returns a document for a script element, which no text in it can end. */
  static String script(JsonNode node) {
    return node.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  /** Returns a text for Markdown in one line, with nothing that Markdown acts on. */
  static String markdown(String text) {
    return line(text).replaceAll("([\\\\`*_{}\\[\\]<>#|~!])", "\\\\$1");
  }

  /** Returns a cell of CSV (RFC 4180). */
  static String csv(String text) {
    String cell = line(text);
    return cell.matches("[A-Za-z0-9_.:/+ -]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /** Returns a value of BibTeX within its braces, which are kept in pairs. */
  static String bibtex(String text) {
    StringBuilder out = new StringBuilder();
    int depth = 0;
    for (char c : line(text).toCharArray()) {
      switch (c) {
        case '\\' -> out.append("\\textbackslash ");
        case '~' -> out.append("\\textasciitilde ");
        case '^' -> out.append("\\textasciicircum ");
        case '&', '%', '$', '#', '_' -> out.append('\\').append(c);
        case '{' -> {
          depth++;
          out.append(c);
        }
        case '}' -> {
          if (depth > 0) {
            depth--;
            out.append(c);
          }
        }
        default -> out.append(c);
      }
    }
    return out.append("}".repeat(depth)).toString();
  }
}
