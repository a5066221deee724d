package org.arcoforge.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A web server with files in memory: ranges, validators, conditional requests; and, for each
 * request that a test says, one fault.
 */
public final class FaultyHttpServer implements AutoCloseable {
  /** What goes wrong with one request. */
  public sealed interface Fault {
    /** Another status than 200; {@code retryAfter} is sent if not empty. */
    record Status(int code, String retryAfter) implements Fault {}

    /** The connection closes after so many bytes of the body. */
    record DropAfter(int bytes) implements Fault {}

    /** The header says so many bytes more than are sent. */
    record ClaimMore(int bytes) implements Fault {}

    /** The body comes in pieces of so many bytes, each sent on its own. */
    record InPieces(int bytes) implements Fault {}

    /** All of the file with status 200, whatever range was asked for. */
    record IgnoreRange() implements Fault {}

    /** The file is replaced before the answer. */
    record Replace(String content) implements Fault {}

    /** To another URL. */
    record Redirect(String to) implements Fault {}

    /** No answer before that. */
    record Stall(CountDownLatch until) implements Fault {}

    /** All well. */
    record None() implements Fault {}
  }

  /** A request as it came; empty strings for headers that were not sent. */
  public record Request(
      String path,
      String query,
      String range,
      String ifRange,
      String ifNoneMatch,
      String ifModifiedSince,
      String authorization,
      String acceptEncoding,
      String token,
      boolean head) {
    /** Whether it asks for the file only if that changed. */
    public boolean conditional() {
      return !ifNoneMatch.isEmpty() || !ifModifiedSince.isEmpty();
    }
  }

  private static final class File {
    final byte[] bytes;
    final String etag;
    final String modified;

    File(byte[] bytes, String etag, String modified) {
      this.bytes = bytes;
      this.etag = etag;
      this.modified = modified;
    }
  }

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentHashMap<String, File> files = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Fault> always = new ConcurrentHashMap<>();
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final Set<HttpExchange> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger mostRunning = new AtomicInteger();
  private final Set<Integer> connections = ConcurrentHashMap.newKeySet();

  /** Starts on a free port of the loopback interface. */
  public FaultyHttpServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** {@code 127.0.0.1:port}. */
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** The URL of a path, which begins with a slash. */
  public String url(String path) {
    return "http://" + host() + path;
  }

  /** Serves a file with a strong tag made of its content. */
  public FaultyHttpServer put(String path, byte[] bytes) {
    return put(path, bytes, "\"" + Integer.toHexString(Arrays.hashCode(bytes)) + "\"", "");
  }

  /** Serves a file; empty strings for a header that is not to be sent. */
  public FaultyHttpServer put(String path, byte[] bytes, String etag, String modified) {
    files.put(path, new File(bytes, etag, modified));
    return this;
  }

  /** The next requests for a path fail so, one each, in that order. */
  public FaultyHttpServer next(String path, Fault... these) {
    faults.computeIfAbsent(path, p -> new ConcurrentLinkedQueue<>()).addAll(List.of(these));
    return this;
  }

  /** Each request for a path fails so, once the scripted ones are used up. */
  public FaultyHttpServer always(String path, Fault fault) {
    always.put(path, fault);
    return this;
  }

  /** All requests that came since the last {@link #forget}. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Forgets the requests so far. */
  public void forget() {
    requests.clear();
    mostRunning.set(0);
  }

  /** The most requests that were being answered at once. */
  public int mostRunning() {
    return mostRunning.get();
  }

  /** How many connections requests came on since the server began. */
  public int connections() {
    return connections.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    connections.add(exchange.getRemoteAddress().getPort());
    running.add(exchange);
    mostRunning.accumulateAndGet(running.size(), Math::max);
    try (exchange) {
      Request request = request(exchange);
      requests.add(request);
      Queue<Fault> queue = faults.getOrDefault(request.path(), new ArrayDeque<>());
      Fault fault = queue.poll();
      answer(
          exchange,
          request,
          fault == null ? always.getOrDefault(request.path(), new Fault.None()) : fault);
    } finally {
      running.remove(exchange);
    }
  }

  private static Request request(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return new Request(
        exchange.getRequestURI().getPath(),
        query == null ? "" : query,
        header(exchange, "Range"),
        header(exchange, "If-Range"),
        header(exchange, "If-None-Match"),
        header(exchange, "If-Modified-Since"),
        header(exchange, "Authorization"),
        header(exchange, "Accept-Encoding"),
        header(exchange, "X-Token"),
        exchange.getRequestMethod().equals("HEAD"));
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static void await(CountDownLatch until) throws IOException {
    try {
      until.await();
    } catch (InterruptedException e) {
      throw new java.io.InterruptedIOException();
    }
  }

  private void answer(HttpExchange exchange, Request request, Fault fault) throws IOException {
    if (fault instanceof Fault.Stall stall) {
      await(stall.until());
    }
    if (fault instanceof Fault.Status status) {
      if (!status.retryAfter().isEmpty()) {
        exchange.getResponseHeaders().set("Retry-After", status.retryAfter());
      }
      empty(exchange, status.code());
      return;
    }
    if (fault instanceof Fault.Redirect redirect) {
      exchange.getResponseHeaders().set("Location", redirect.to());
      empty(exchange, 302);
      return;
    }
    if (fault instanceof Fault.Replace replace) {
      put(request.path(), replace.content().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    File file = files.get(request.path());
    if (file == null) {
      empty(exchange, 404);
      return;
    }
    serve(exchange, request, file, fault);
  }

  /** It counts as running until the client can know that it has all of the answer. */
  private void empty(HttpExchange exchange, int status) throws IOException {
    running.remove(exchange);
    exchange.sendResponseHeaders(status, -1);
  }

  private void serve(HttpExchange exchange, Request request, File file, Fault fault)
      throws IOException {
    if (!(fault instanceof Fault.IgnoreRange)) {
      exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
    }
    if (!file.etag.isEmpty()) {
      exchange.getResponseHeaders().set("ETag", file.etag);
    }
    if (!file.modified.isEmpty()) {
      exchange.getResponseHeaders().set("Last-Modified", file.modified);
    }
    boolean sameTag = !file.etag.isEmpty() && request.ifNoneMatch().equals(file.etag);
    boolean sameDate = !file.modified.isEmpty() && request.ifModifiedSince().equals(file.modified);
    if (sameTag || sameDate) {
      empty(exchange, 304);
      return;
    }
    byte[] body = range(exchange, request, file, fault);
    if (body == null) {
      empty(exchange, 416);
      return;
    }
    int status = exchange.getResponseHeaders().containsKey("Content-Range") ? 206 : 200;
    send(exchange, status, body, fault);
  }

  private static byte @Nullable [] range(
      HttpExchange exchange, Request request, File file, Fault fault) {
    Matcher matcher = RANGE.matcher(request.range());
    boolean other =
        !request.ifRange().isEmpty()
            && !request.ifRange().equals(file.etag)
            && !request.ifRange().equals(file.modified);
    if (fault instanceof Fault.IgnoreRange || other || !matcher.matches()) {
      return file.bytes;
    }
    int length = file.bytes.length;
    long first = Long.parseLong(matcher.group(1));
    long last = matcher.group(2).isEmpty() ? length - 1 : Long.parseLong(matcher.group(2));
    last = Math.min(last, length - 1);
    String range = first > last ? "*" : first + "-" + last;
    exchange.getResponseHeaders().set("Content-Range", "bytes " + range + "/" + length);
    return first > last ? null : Arrays.copyOfRange(file.bytes, (int) first, (int) last + 1);
  }

  private void send(HttpExchange exchange, int status, byte[] body, Fault fault)
      throws IOException {
    int claimed = fault instanceof Fault.ClaimMore more ? body.length + more.bytes() : body.length;
    int sent =
        fault instanceof Fault.DropAfter drop ? Math.min(drop.bytes(), claimed) : body.length;
    int piece = fault instanceof Fault.InPieces pieces ? pieces.bytes() : Math.max(1, sent);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(claimed));
    }
    if (claimed == 0 || exchange.getRequestMethod().equals("HEAD")) {
      empty(exchange, status);
      return;
    }
    exchange.sendResponseHeaders(status, claimed);
    // Not closed here: closing the exchange before all is sent is what cuts the connection.
    OutputStream out = exchange.getResponseBody();
    for (int at = 0; at < sent; at += piece) {
      if (at + piece >= sent) {
        running.remove(exchange);
      }
      out.write(body, at, Math.min(piece, sent - at));
      out.flush();
    }
    if (sent < claimed) {
      // What has not been taken when the connection breaks is lost to some clients.
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
