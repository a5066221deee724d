package org.arcoforge.store;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Takes requests of the JSON API apart. */
final class GcsRequests {
  private GcsRequests() {}

  static byte[] body(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
      return new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    return body;
  }

  /** What is asked for, in a word. */
  static String kind(HttpExchange exchange) {
    String path = exchange.getRequestURI().getRawPath();
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    return switch (exchange.getRequestMethod()) {
      case "DELETE" -> "delete";
      case "POST", "PUT" -> path.contains("/rewriteTo/") ? "copy" : "create";
      default -> path.endsWith("/o") ? "list" : query.contains("alt=media") ? "read" : "stat";
    };
  }

  /** The object that is asked for, or the prefix of those that are listed; empty for a bucket. */
  static String subject(HttpExchange exchange, byte[] body) {
    String path = exchange.getRequestURI().getRawPath();
    Map<String, String> query = query(exchange);
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    if (query.containsKey("name") || query.containsKey("prefix")) {
      return query.getOrDefault("name", query.getOrDefault("prefix", ""));
    }
    if (type.startsWith("multipart/related")) {
      String metadata = new String(parts(type, body)[0], StandardCharsets.UTF_8);
      return metadata.replaceFirst("(?s).*\"name\":\"([^\"]*)\".*", "$1");
    }
    int object = path.indexOf("/o/");
    return object < 0 ? "" : decode(path.substring(object + 3));
  }

  static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(pair.substring(0, equals), decode(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  /** The bodies of the two parts of multipart/related, RFC 2387. */
  static byte[][] parts(String contentType, byte[] body) {
    String boundary = contentType.replaceFirst(".*boundary=\"?([^\";]+)\"?.*", "$1");
    byte[] mark = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    byte[] blank = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    byte[][] parts = new byte[2][];
    int at = 0;
    for (int i = 0; i < 2; i++) {
      int start = find(body, blank, find(body, mark, at)) + blank.length;
      // The media is last and may contain anything; the closing mark is the last one.
      int end = i == 0 ? find(body, mark, start) : findLast(body, mark);
      parts[i] = Arrays.copyOfRange(body, start, end - 2);
      at = end;
    }
    return parts;
  }

  private static int find(byte[] in, byte[] what, int from) {
    for (int i = from; i <= in.length - what.length; i++) {
      if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
        return i;
      }
    }
    throw new GcsError(400, "no multipart body");
  }

  private static int findLast(byte[] in, byte[] what) {
    int i = in.length - what.length;
    while (i >= 0 && !Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
      i--;
    }
    return i;
  }
}
