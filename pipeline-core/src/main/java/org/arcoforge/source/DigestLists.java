package org.arcoforge.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.pattern.Checksums.Digest;

/**
 * Reads lists of digests: the output of {@code md5sum} and its kin, with and without names, in both
 * of its styles; JSON; and CSV with a first line of titles.
 */
final class DigestLists {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As {@code 0123… name} and {@code 0123… *name}. */
  private static final Pattern LINE =
      Pattern.compile("\\\\?([0-9A-Fa-f]{32,128})(?:[ \\t]+\\*?(.+))?");

  /** As {@code SHA256 (name) = 0123…}, of BSD and OpenSSL. */
  private static final Pattern TAGGED =
      Pattern.compile("([A-Za-z0-9-]+) ?\\((.+)\\) ?= ?([0-9A-Fa-f]{32,128})");

  private static final List<String> NAMES =
      List.of("url", "path", "name", "file", "filename", "file_name", "key", "href");
  private static final List<String> DIGESTS =
      List.of("checksum", "digest", "hash", "sha512", "sha384", "sha256", "sha224", "sha1", "md5");

  private DigestLists() {}

  /**
   * Returns the digests by names, which are empty where a digest stands alone.
   *
   * @throws IOException if there is none
   */
  static Map<String, Digest> read(String text) throws IOException {
    String trimmed = text.strip();
    Map<String, Digest> found = new LinkedHashMap<>();
    if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
      json(JSON.readTree(trimmed), "", found);
    } else if (!csv(trimmed, found)) {
      trimmed.lines().forEach(line -> line(line.strip(), found));
    }
    if (found.isEmpty()) {
      String begin = trimmed.substring(0, Math.min(60, trimmed.length())).replaceAll("\\s+", " ");
      throw new IOException(
          "expected lines as md5sum or sha256sum write them, JSON or CSV, found '" + begin + "'");
    }
    return found;
  }

  private static void line(String line, Map<String, Digest> found) {
    Matcher tagged = TAGGED.matcher(line);
    if (tagged.matches()) {
      Digest.parse(tagged.group(1) + ":" + tagged.group(3))
          .ifPresent(d -> found.put(tagged.group(2), d));
      return;
    }
    Matcher plain = LINE.matcher(line);
    if (plain.matches()) {
      String name = plain.group(2) == null ? "" : plain.group(2).strip();
      Digest.parse(plain.group(1)).ifPresent(d -> found.put(name, d));
    } else {
      Digest.parse(line).ifPresent(d -> found.put("", d)); // sha256:0123…
    }
  }

  private static void json(JsonNode node, String name, Map<String, Digest> found) {
    if (node.isTextual()) {
      Digest.parse(node.asText()).ifPresent(d -> found.put(name, d));
      return;
    }
    String named = name;
    Optional<Digest> digest = Optional.empty();
    if (node.isObject()) {
      for (String key : NAMES) {
        named = node.path(key).isTextual() ? node.path(key).asText() : named;
        if (node.path(key).isTextual()) {
          break;
        }
      }
      for (String key : DIGESTS) {
        digest = digest.isPresent() ? digest : digest(key, node.path(key).asText(""));
      }
    }
    if (digest.isPresent()) {
      found.put(named, digest.get());
      return;
    }
    if (node.isArray()) {
      node.forEach(item -> json(item, "", found));
    } else {
      node.fields().forEachRemaining(e -> json(e.getValue(), e.getKey(), found));
    }
  }

  private static Optional<Digest> digest(String title, String text) {
    boolean algorithm = title.startsWith("sha") || title.equals("md5");
    return Digest.parse(algorithm && !text.contains(":") ? title + ":" + text : text);
  }

  private static boolean csv(String text, Map<String, Digest> found) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).contains(",")) {
      return false;
    }
    List<String> titles = cells(lines.get(0).toLowerCase(Locale.ROOT));
    int name = titles.indexOf(NAMES.stream().filter(titles::contains).findFirst().orElse(""));
    String title = DIGESTS.stream().filter(titles::contains).findFirst().orElse("");
    int digest = titles.indexOf(title);
    if (name < 0 || digest < 0) {
      return false;
    }
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = cells(line);
      if (cells.size() > Math.max(name, digest)) {
        digest(title, cells.get(digest)).ifPresent(d -> found.put(cells.get(name), d));
      }
    }
    return true;
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",", -1)).stream()
        .map(c -> c.strip().replaceFirst("^\"(.*)\"$", "$1"))
        .toList();
  }
}
