package org.arcoforge.source;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads and writes the headers of ranged and conditional requests, RFC 9110 sections 13 and 14. */
final class HttpRanges {
  private HttpRanges() {}

  /** Asks for bytes from {@code first} to {@code last}, or to the end if that is -1. */
  static Map<String, String> range(long first, long last, SourceVersion version) {
    return ranges(first + "-" + (last < 0 ? "" : Long.toString(last)), version);
  }

  /** Asks for many pieces. */
  static Map<String, String> ranges(List<ByteSource.Piece> pieces, SourceVersion version) {
    return ranges(
        pieces.stream()
            .map(piece -> piece.position() + "-" + (piece.end() - 1))
            .collect(Collectors.joining(",")),
        version);
  }

  private static Map<String, String> ranges(String ranges, SourceVersion version) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Range", "bytes=" + ranges);
    String validator = validator(version);
    if (!validator.isEmpty()) {
      headers.put("If-Range", validator);
    }
    return headers;
  }

  /**
   * Returns a validator that may stand in If-Range: a strong tag, or else the date; empty if none.
   */
  static String validator(SourceVersion version) {
    if (!version.etag().isEmpty() && !version.etag().startsWith("W/")) {
      return version.etag();
    }
    return version.modified() > 0 ? date(version.modified()) : "";
  }

  /** Asks for the file only if it is another than this version. */
  static Map<String, String> unless(SourceVersion version) {
    if (!version.etag().isEmpty()) {
      return Map.of("If-None-Match", version.etag());
    }
    return version.modified() > 0
        ? Map.of("If-Modified-Since", date(version.modified()))
        : Map.of();
  }

  private static String date(long millis) {
    return java.time.format.DateTimeFormatter.ofPattern(
            "EEE, dd MMM yyyy HH:mm:ss 'GMT'", java.util.Locale.ROOT)
        .format(java.time.Instant.ofEpochMilli(millis).atZone(java.time.ZoneOffset.UTC));
  }

  /** Returns whether both answers can be parts of one content. */
  static boolean same(SourceVersion a, SourceVersion b) {
    return (a.size() < 0 || b.size() < 0 || a.size() == b.size())
        && (a.etag().isEmpty() || b.etag().isEmpty() || a.etag().equals(b.etag()))
        && (a.modified() == 0 || b.modified() == 0 || a.modified() == b.modified());
  }

  /** Reads from the body; an early end or a broken connection is a transient failure. */
  static int readSome(HttpReply reply, byte[] target, int offset, int length, boolean progress)
      throws IOException {
    try {
      return reply.body().read(target, offset, length);
    } catch (IOException e) {
      throw new TransientFailure("the connection broke: " + e.getMessage(), -1, progress, e);
    }
  }
}
