package org.arcoforge.store;

import java.util.Map;
import java.util.zip.CRC32C;

/** Checks keys and checksums alike for every implementation, and knows what keys' endings mean. */
public final class ObjectKeys {
  /** Names that begin so are a local store's own; they are no keys. */
  static final String RESERVED = ".arco-";

  private static final String OTHER_MEDIA = "application/octet-stream";

  private static final Map<String, String> MEDIA_TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("jsonld", "application/ld+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ipynb", "application/x-ipynb+json"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("xml", "application/xml"),
          Map.entry("yaml", "application/yaml; charset=utf-8"),
          Map.entry("csv", "text/csv; charset=utf-8"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private ObjectKeys() {}

  /**
   * Returns the key itself.
   *
   * @throws IllegalArgumentException if it is absolute, or has an empty, {@code .}, {@code ..} or
   *     reserved part: a mistake of the caller
   */
  static String check(String key) {
    int start = 0;
    while (start <= key.length()) {
      int end = key.indexOf('/', start);
      end = end < 0 ? key.length() : end;
      String part = key.substring(start, end);
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.startsWith(RESERVED)) {
        throw new IllegalArgumentException(
            "not a key of a store: '"
                + key
                + "'; expected a relative path with '/' and no empty, '.', '..' or '"
                + RESERVED
                + "*' part, as in 'time/c/0'");
      }
      if (part.indexOf('\0') >= 0 || part.indexOf('\n') >= 0 || part.indexOf('\r') >= 0) {
        throw new IllegalArgumentException("not a key of a store: it has control characters");
      }
      start = end + 1;
    }
    return key;
  }

  /** Returns a prefix to list by: empty, or the beginning of a key. */
  static String checkPrefix(String prefix) {
    if (!prefix.isEmpty()) {
      // A prefix may end with a slash or within a part; "x" makes either a key.
      check(prefix + "x");
    }
    return prefix;
  }

  /** Returns a prefix of folders: empty or ending in a slash. */
  static String checkFolder(String prefix) {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "expected a prefix that is empty or ends in '/', found '" + prefix + "'");
    }
    return checkPrefix(prefix);
  }

  /** Returns CRC-32C as an unsigned number. */
  static long crc32c(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return crc.getValue();
  }

  /** Returns the message for a create that met other bytes. */
  static ObjectExistsException exists(String url, long size, long crc, ObjectInfo there) {
    return new ObjectExistsException(
        url
            + " already exists with other bytes: wanted to create "
            + size
            + " bytes with crc32c "
            + Long.toHexString(crc)
            + ", found "
            + there.size()
            + " bytes with crc32c "
            + Long.toHexString(there.crc32c())
            + "; two writers disagree, nothing was overwritten");
  }

  /** Returns the message for a replace that met another generation. */
  static String changed(String url, long expected, long found) {
    return url
        + ": expected "
        + (expected == 0 ? "no object" : "generation " + expected)
        + ", found "
        + (found == 0 ? "no object" : "generation " + found)
        + "; read it again and decide";
  }

  /**
   * Returns what browsers are told of an object, by its ending: they show pages that are called so.
   */
  public static String mediaType(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    return MEDIA_TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), OTHER_MEDIA);
  }
}
