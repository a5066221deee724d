package org.arcoforge.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A web server of one file that answers requests for many ranges in one of many ways. */
final class PartsServer implements AutoCloseable {
  /** How requests for many ranges are answered; those for one always as they should be. */
  enum Answer {
    ALL,
    QUOTED, // with a preamble, another case of names, and lines that end as in Unix
    REVERSED,
    IGNORED,
    FIRST_ONLY,
    FIRST_PART_ONLY,
    MERGED,
    TWICE,
    UNASKED,
    SHORTER,
    LONGER,
    OF_OTHER_SIZE,
    WITHOUT_RANGE,
    PACKED,
    CUT,
    REFUSED,
    BROKEN,
    NOT_SATISFIABLE
  }

  private record Range(int first, int last) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Answer answer;
  private final int together;
  private final AtomicInteger running = new AtomicInteger();
  private volatile byte[] file;
  private volatile String tag = "\"1\"";

  /** Headers of ranges, as they came. */
  final Queue<String> asked = new ConcurrentLinkedQueue<>();

  /** Bytes of all bodies. */
  final AtomicLong sent = new AtomicLong();

  /** The most requests of single ranges that waited for their answers at once. */
  final AtomicInteger mostRunning = new AtomicInteger();

  /**
   * Starts.
   *
   * @param together requests for one range, but for the first, that are answered when so many are
   *     there, or after 20 s; 1 for at once
   */
  PartsServer(byte[] file, Answer answer, int together) throws IOException {
    this.file = file;
    this.answer = answer;
    this.together = together;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/f";
  }

  /** Another content from now on. */
  void replace(byte[] content) {
    file = content;
    tag = "\"2\"";
  }

  List<String> many() {
    return asked.stream().filter(range -> range.contains(",")).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String header = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
      asked.add(header);
      String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
      List<Range> ranges = new ArrayList<>();
      for (String range : header.replace("bytes=", "").split(",")) {
        String[] ends = range.split("-", 2);
        ranges.add(
            new Range(
                Integer.parseInt(ends[0]), Math.min(file.length - 1, Integer.parseInt(ends[1]))));
      }
      exchange.getResponseHeaders().set("ETag", tag);
      if (ifRange != null && !ifRange.equals(tag)) {
        send(exchange, 200, file, file.length);
      } else if (ranges.size() == 1) {
        if (asked.size() > 1) {
          gather();
        }
        one(exchange, ranges.get(0));
      } else {
        many(exchange, ranges);
      }
    }
  }

  /** Counted until its answer begins: with the last byte the next request may be there. */
  private synchronized void gather() {
    mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
    notifyAll();
    long until = System.nanoTime() + 20_000_000_000L;
    while (mostRunning.get() < together && System.nanoTime() < until) {
      try {
        wait(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    running.decrementAndGet();
  }

  private void one(HttpExchange exchange, Range range) throws IOException {
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + range.first + "-" + range.last + "/" + file.length);
    byte[] body = Arrays.copyOfRange(file, range.first, range.last + 1);
    send(exchange, 206, body, body.length);
  }

  private void many(HttpExchange exchange, List<Range> ranges) throws IOException {
    Range first = ranges.get(0);
    Range last = ranges.get(ranges.size() - 1);
    switch (answer) {
      case IGNORED -> send(exchange, 200, file, file.length);
      case FIRST_ONLY -> one(exchange, first);
      case REFUSED -> send(exchange, 400, new byte[0], 0);
      case NOT_SATISFIABLE -> send(exchange, 416, new byte[0], 0);
      case BROKEN -> {} // closed without an answer
      default -> parts(exchange, ranges, first, last);
    }
  }

  private void parts(HttpExchange exchange, List<Range> ranges, Range first, Range last)
      throws IOException {
    List<Range> parts = new ArrayList<>(ranges);
    switch (answer) {
      case REVERSED -> Collections.reverse(parts);
      case FIRST_PART_ONLY -> parts = List.of(first);
      case MERGED -> parts = List.of(new Range(first.first, last.last));
      case TWICE -> parts.set(1, first);
      case UNASKED -> parts.set(2, new Range(first.first + 1, first.last + 1));
      case SHORTER -> parts.set(2, new Range(parts.get(2).first, parts.get(2).last - 1));
      default -> {}
    }
    boolean quoted = answer == Answer.QUOTED;
    String boundary = quoted ? "a (b)=c" : "0000000042";
    String end = quoted ? "\n" : "\r\n";
    exchange
        .getResponseHeaders()
        .set(
            "Content-Type",
            quoted
                ? "Multipart/ByteRanges; charset=x; boundary=\"" + boundary + "\""
                : "multipart/byteranges; boundary=" + boundary);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    text(body, end);
    for (Range part : parts) {
      text(
          body,
          "--" + boundary + end + (quoted ? "CONTENT-TYPE:" : "Content-Type: ") + "x/y" + end);
      if (answer == Answer.PACKED) {
        text(body, "Content-Encoding: gzip" + end);
      }
      int size = file.length + (answer == Answer.OF_OTHER_SIZE ? 1 : 0);
      if (answer != Answer.WITHOUT_RANGE || !part.equals(last)) {
        text(body, "Content-Range: bytes " + part.first + "-" + part.last + "/" + size + end);
      }
      text(body, end);
      body.write(file, part.first, part.last + 1 - part.first);
      text(body, answer == Answer.LONGER && part.equals(first) ? "more" + end : end);
    }
    text(body, "--" + boundary + "--" + end);
    byte[] bytes = body.toByteArray();
    int cut = answer == Answer.CUT ? bytes.length / 2 : bytes.length;
    send(exchange, 206, Arrays.copyOf(bytes, cut), bytes.length);
  }

  private static void text(ByteArrayOutputStream body, String text) {
    body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void send(HttpExchange exchange, int status, byte[] body, int claimed)
      throws IOException {
    sent.addAndGet(body.length);
    exchange.sendResponseHeaders(status, claimed == 0 ? -1 : claimed);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
