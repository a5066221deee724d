package org.arcoforge.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.pattern.Redaction;

/**
 * A reply is what a server answered, RFC 9110.
 *
 * @param body to be read within the call that hands it out
 */
record HttpReply(int status, HttpHeaders headers, InputStream body) {
  private static final int WORDS = 500;
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");

  /** Returns whether bytes begin a web page, which no file of data does. */
  static boolean isPage(byte[] bytes, int length) {
    String begin =
        new String(bytes, 0, Math.min(length, 256), StandardCharsets.ISO_8859_1)
            .replaceFirst("^(\u00ef\u00bb\u00bf)?\\s*", "")
            .toLowerCase(Locale.ROOT);
    return begin.startsWith("<!doctype html") || begin.startsWith("<html");
  }

  private String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** Returns bytes of the body, or -1. */
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

  /** Returns the first byte of a partial answer, or -1. */
  long rangeStart() {
    return contentRange(1);
  }

  /** Returns bytes of the whole file, or -1 if the server does not tell. */
  long total() {
    return status == 200 ? contentLength() : contentRange(3);
  }

  /** Returns whether the server says that it serves ranges of bytes. */
  boolean servesRanges() {
    return header("accept-ranges").strip().equalsIgnoreCase("bytes");
  }

  /** Returns the content's version. */
  SourceVersion version() {
    Instant modified = date(header("last-modified"));
    return new SourceVersion(
        total(), header("etag"), modified == null ? 0 : modified.toEpochMilli());
  }

  /** Returns milliseconds that the server asks to wait, or -1. */
  long retryAfterMillis() {
    String text = header("retry-after").strip();
    if (text.matches("\\d{1,9}")) {
      return 1000L * Long.parseLong(text);
    }
    Instant until = date(text);
    return until == null ? -1 : Math.max(0, Duration.between(Instant.now(), until).toMillis());
  }

  /**
   * Returns what a server says about its refusal, for a message: the beginning of a plain text;
   * empty for web pages.
   *
   * @param secrets what must not be repeated
   */
  String words(Collection<String> secrets) {
    String type = header("content-type").toLowerCase(Locale.ROOT);
    if (!type.isEmpty() && (!type.startsWith("text/") || type.startsWith("text/html"))) {
      return "";
    }
    String text;
    try {
      text = new String(body.readNBytes(WORDS), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // the status says it, too
    }
    for (String secret : secrets) {
      for (String part : secret.strip().split("\\s+")) { // of "Bearer x", say, x alone
        text = part.length() < 4 ? text : text.replace(part, "***");
      }
    }
    text = Redaction.strict().text(text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip());
    return text.isEmpty() || text.startsWith("<") ? "" : "; it says: '" + text + "'";
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
