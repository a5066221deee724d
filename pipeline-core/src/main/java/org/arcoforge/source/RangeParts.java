package org.arcoforge.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.source.ByteSource.Piece;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer of many ranges, {@code multipart/byteranges}, RFC 9110 section 14.6 and RFC 2046
 * section 5.1. Each part says which bytes it has: those of a piece that was asked for, and that did
 * not come before, or nothing of the answer counts.
 */
final class RangeParts {
  private static final Pattern TYPE =
      Pattern.compile(
          "multipart/byteranges\\s*;(?:.*;)?\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;]{1,70})).*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern RANGE =
      Pattern.compile("bytes\\s+(\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)", Pattern.CASE_INSENSITIVE);
  private static final int LINE = 4096; // bytes of a line
  private static final int LINES = 64; // before a part, and of its header

  private final InputStream in;
  private final String boundary;
  private final long size;

  private RangeParts(InputStream in, String boundary, long size) {
    this.in = in;
    this.boundary = boundary;
    this.size = size;
  }

  /**
   * Reads all parts into their pieces.
   *
   * @param size of the whole file in bytes
   * @param wanted pieces that were asked for, without overlaps
   * @return whether the answer is of this kind, and has all of them and nothing else; if not, what
   *     is in their memory is worth nothing
   * @throws TransientFailure if it ends before, or the connection breaks
   */
  static boolean read(HttpReply reply, long size, List<Piece> wanted) throws TransientFailure {
    Matcher type = TYPE.matcher(reply.headers().firstValue("content-type").orElse("").strip());
    if (reply.status() != 206 || !type.matches()) {
      return false;
    }
    String boundary = type.group(1) == null ? type.group(2) : type.group(1);
    InputStream in = new BufferedInputStream(reply.body(), 1 << 14);
    try {
      return new RangeParts(in, "--" + boundary, size).parts(wanted);
    } catch (IOException e) {
      throw new TransientFailure("an answer of ranges broke off: " + e.getMessage(), -1, false, e);
    }
  }

  private boolean parts(List<Piece> wanted) throws IOException {
    Map<Long, Piece> left = new HashMap<>();
    wanted.forEach(piece -> left.put(piece.position(), piece));
    int empty = 0; // lines before a boundary: some servers send none, others two
    while (true) {
      String line = line();
      if (line == null || empty > LINES) {
        return false;
      } else if (line.equals(boundary + "--")) {
        return left.isEmpty();
      } else if (line.equals(boundary)) {
        Piece piece = header(left);
        if (piece == null) {
          return false;
        }
        int n = in.readNBytes(piece.target(), piece.offset(), piece.length());
        if (n < piece.length()) {
          throw new EOFException("expected a part of " + piece.length() + " bytes, found " + n);
        }
        empty = 0;
      } else if (!line.isEmpty() && left.size() < wanted.size()) {
        return false; // a part is longer than it said
      } else {
        empty++;
      }
    }
  }

  /** Reads a part's header; null if it is not of a piece that is left. */
  private @Nullable Piece header(Map<Long, Piece> left) throws IOException {
    Piece piece = null;
    for (int n = 0; n < LINES; n++) {
      String line = line();
      if (line == null) {
        return null;
      } else if (line.isEmpty()) {
        return piece;
      }
      int colon = line.indexOf(':');
      String name = line.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT);
      if (name.equals("content-range")) {
        Matcher range = RANGE.matcher(line.substring(colon + 1).strip());
        if (piece != null || !range.matches()) {
          return null;
        }
        piece = left.remove(Long.parseLong(range.group(1)));
        String total = range.group(3);
        if (piece == null
            || Long.parseLong(range.group(2)) != piece.end() - 1
            || (!total.equals("*") && Long.parseLong(total) != size)) {
          return null;
        }
      } else if (name.equals("content-encoding") || name.equals("content-transfer-encoding")) {
        String encoding = line.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
        if (!encoding.equals("identity") && !encoding.equals("binary")) {
          return null;
        }
      }
    }
    return null;
  }

  /** Reads a line without its end; null if it is too long. */
  private @Nullable String line() throws IOException {
    byte[] bytes = new byte[LINE];
    for (int n = 0; n < LINE; n++) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("it ends before the last boundary");
      } else if (b == '\n') {
        int end = n > 0 && bytes[n - 1] == '\r' ? n - 1 : n;
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1).stripTrailing();
      }
      bytes[n] = (byte) b;
    }
    return null;
  }
}
