package org.arcoforge.pattern;

import java.io.Serializable;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checksums say where the digests of source files are declared: in a file beside each, in one list
 * of all, or in the recipe. At most one of the three is given.
 *
 * @param sidecar template of the URL of a file's own digest, with {@code {url}}, {@code {folder}}
 *     or {@code {name}}; empty for none
 * @param manifest URL of a list of files and digests; empty for none
 * @param files digests by URL, or by the end of one
 */
public record Checksums(String sidecar, String manifest, Map<String, Digest> files)
    implements Serializable {
  private static final Checksums NONE = new Checksums("", "", Map.of());
  private static final Pattern PLACE = Pattern.compile("\\{(url|folder|name)\\}");
  private static final Pattern URL = Pattern.compile("([^?]*?)([^/?]*)(\\?.*)?", Pattern.DOTALL);

  /** Copies the map. */
  public Checksums {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /** Returns that nothing is declared. */
  public static Checksums none() {
    return NONE;
  }

  /** Returns whether nothing is declared. */
  public boolean isNone() {
    return sidecar.isEmpty() && manifest.isEmpty() && files.isEmpty();
  }

  /** Returns the URL of the digest of one file; a query stays at the end. */
  public String sidecarOf(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException(url);
    }
    String folder = parts.group(1).replaceFirst("(?<=[^/:])/$", "");
    String query = parts.group(3) == null ? "" : parts.group(3);
    String whole = parts.group(1) + parts.group(2);
    Matcher place = PLACE.matcher(sidecar);
    StringBuilder made = new StringBuilder();
    while (place.find()) {
      String value =
          switch (place.group(1)) {
            case "url" -> whole;
            case "folder" -> folder;
            default -> parts.group(2);
          };
      place.appendReplacement(made, Matcher.quoteReplacement(value));
    }
    return place.appendTail(made).append(query).toString();
  }

  /**
   * A digest is a checksum with its algorithm.
   *
   * @param algorithm as {@code sha256}
   * @param hex digits, lower case
   */
  public record Digest(String algorithm, String hex) implements Serializable {
    private static final Map<Integer, String> BY_LENGTH =
        Map.of(32, "md5", 40, "sha1", 56, "sha224", 64, "sha256", 96, "sha384", 128, "sha512");
    private static final Pattern TEXT =
        Pattern.compile("(?:([A-Za-z0-9-]+)[:=])?\\s*([0-9A-Fa-f]{32,128})");

    /**
     * Returns the digest that a text is: digits, whose number tells the algorithm, or {@code
     * sha256:DIGITS}; empty if it is none.
     */
    public static Optional<Digest> parse(String text) {
      Matcher m = TEXT.matcher(text.strip());
      if (!m.matches()) {
        return Optional.empty();
      }
      String algorithm = BY_LENGTH.get(m.group(2).length());
      String named =
          m.group(1) == null ? null : m.group(1).toLowerCase(Locale.ROOT).replace("-", "");
      return algorithm == null || (named != null && !named.equals(algorithm))
          ? Optional.empty()
          : Optional.of(new Digest(algorithm, m.group(2).toLowerCase(Locale.ROOT)));
    }

    /** Returns the name that {@link java.security.MessageDigest} has for the algorithm. */
    public String javaName() {
      return algorithm.equals("md5") ? "MD5" : "SHA-" + algorithm.substring(3);
    }

    /** Returns it as recipes write it. */
    @Override
    public String toString() {
      return algorithm + ":" + hex;
    }
  }
}
