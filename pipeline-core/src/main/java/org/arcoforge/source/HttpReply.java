package org.arcoforge.source;

import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server answered, RFC 9110.
 *
 * @param body to be read within the call that hands it out
 */
record HttpReply(int status, HttpHeaders headers, InputStream body) {
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");

  private String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** Bytes of the body, or -1. */
  long contentLength() {
    return headers.firstValueAsLong("content-length").orElse(-1);
  }

  private long contentRange(int group) {
    Matcher matcher = CONTENT_RANGE.matcher(header("content-range"));
    if (!matcher.matches() || matcher.group(group) == null || matcher.group(group).equals("*")) {
      return -1;
    }
    return Long.parseLong(matcher.group(group));
  }

  /** First byte of a partial answer, or -1. */
  long rangeStart() {
    return contentRange(1);
  }

  /** Bytes of the whole file, or -1 if the server does not tell. */
  long total() {
    return status == 200 ? contentLength() : contentRange(3);
  }

  /** The content's version. */
  SourceVersion version() {
    Instant modified = date(header("last-modified"));
    return new SourceVersion(
        total(), header("etag"), modified == null ? 0 : modified.toEpochMilli());
  }

  /** Milliseconds that the server asks to wait, or -1. */
  long retryAfterMillis() {
    String text = header("retry-after").strip();
    if (text.matches("\\d{1,9}")) {
      return 1000L * Long.parseLong(text);
    }
    Instant until = date(text);
    return until == null ? -1 : Math.max(0, Duration.between(Instant.now(), until).toMillis());
  }

  private static @org.jspecify.annotations.Nullable Instant date(String text) {
    try {
      return text.isEmpty()
          ? null
          : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      // A server that writes nonsense has told nothing.
      return null;
    }
  }
}
