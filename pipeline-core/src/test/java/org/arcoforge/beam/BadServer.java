package org.arcoforge.beam;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of files that gives a wrong answer to a part of the requests: which, and of which kind,
 * follows from a seed, the path, and how often that was asked for. It answers for a socket, so that
 * it can break any rule.
 */
final class BadServer implements AutoCloseable {
  /** The ways in which an answer is wrong. */
  enum Kind {
    UNAVAILABLE,
    TOO_MANY_REQUESTS,
    RESET,
    STALL,
    TRUNCATED_AS_IF_WHOLE,
    TRUNCATED,
    PAGE,
    SWAPPED,
    RANGE_IGNORED,
    REDIRECT_LOOP,
    OTHER_BYTES
  }

  private static final Pattern RANGE = Pattern.compile("(?is).*\\nRange: *bytes=(\\d+)-(\\d*).*");
  private static final Pattern IF_RANGE = Pattern.compile("(?is).*\\nIf-Range: *(\"[^\"]*\").*");
  private static final Pattern IF_NONE =
      Pattern.compile("(?is).*\\nIf-None-Match: *(\"[^\"]*\").*");

  private final ServerSocket socket = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final AtomicLong wrong = new AtomicLong();
  private final AtomicLong answers = new AtomicLong();
  private final long seed;
  private final double part;

  /** Serves on a free port; gives a wrong answer to {@code part} of the requests. */
  BadServer(long seed, double part) throws IOException {
    this.seed = seed;
    this.part = part;
    threads.execute(this::accept);
  }

  BadServer put(String path, byte[] bytes) {
    files.put(path, bytes);
    return this;
  }

  String url(String path) {
    return "http://127.0.0.1:" + socket.getLocalPort() + path;
  }

  /** How many of its answers were wrong, as {@code 310 of 1000}. */
  String told() {
    return wrong + " of " + answers;
  }

  long wrong() {
    return wrong.get();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        clients.add(client);
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(client.getInputStream());
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        if (!answer(client, in, head)) {
          return;
        }
      }
    } catch (IOException e) {
      // The client has given up.
    } finally {
      clients.remove(client);
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        return "";
      }
      head.append((char) c);
    }
    return head.toString();
  }

  /** Returns whether the connection can be used once more. */
  private boolean answer(Socket client, InputStream in, String head) throws IOException {
    boolean bodiless = head.startsWith("HEAD");
    String path = head.split(" ", 3)[1];
    int time = asked.computeIfAbsent(path, p -> new AtomicInteger()).getAndIncrement();
    // Mixed: a plain generator's first numbers follow from one another when its seeds do, and one
    // file would get wrong answers twelve times in a row far more often than by chance.
    long mixed = new SplittableRandom(seed * 31 + path.hashCode()).nextLong();
    Random random = new Random(new SplittableRandom(mixed + time).nextLong());
    answers.incrementAndGet();
    OutputStream out = client.getOutputStream();
    Kind kind =
        random.nextDouble() < part ? Kind.values()[random.nextInt(Kind.values().length)] : null;
    wrong.addAndGet(kind == null ? 0 : 1);
    byte[] file = files.get(path);
    if (file == null) {
      return simple(out, "404 Not Found", "", bodiless);
    }
    if (kind == null) {
      return file(out, head, file, bodiless, false);
    }
    return switch (kind) {
      case UNAVAILABLE -> simple(out, "503 Service Unavailable", "", bodiless);
      case TOO_MANY_REQUESTS ->
          simple(out, "429 Too Many Requests", "Retry-After: 0\r\n", bodiless);
      case REDIRECT_LOOP -> simple(out, "302 Found", "Location: " + path + "\r\n", bodiless);
      case PAGE -> {
        byte[] page = "<!DOCTYPE html>\n<html>Busy</html>\n".getBytes(StandardCharsets.UTF_8);
        write(out, "200 OK", "Content-Type: text/html\r\n", page, page.length, bodiless);
        yield true;
      }
      case SWAPPED -> {
        byte[] other = file.clone();
        random.nextBytes(other);
        yield file(out, head, other, bodiless, false);
      }
      case RANGE_IGNORED -> file(out, head, file, bodiless, true);
      case OTHER_BYTES -> {
        byte[] flipped = file.clone();
        for (int i = 0; i < 1 + file.length / 2000; i++) { // some within whatever part is sent
          flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        write(out, head, flipped, tag(file), bodiless, false);
        yield true;
      }
      case TRUNCATED_AS_IF_WHOLE -> {
        byte[] cut = Arrays.copyOf(file, random.nextInt(file.length));
        write(out, head, cut, tag(file), bodiless, false);
        yield true;
      }
      case RESET, STALL, TRUNCATED -> {
        broken(client, in, out, file, random.nextInt(file.length), kind);
        yield false;
      }
    };
  }

  /** Begins the answer as it should be, and does not end it. */
  private static void broken(
      Socket client, InputStream in, OutputStream out, byte[] file, int sent, Kind kind)
      throws IOException {
    String top = "ETag: " + tag(file) + "\r\n";
    write(out, "200 OK", top, Arrays.copyOf(file, sent), file.length, false);
    if (kind == Kind.STALL) {
      while (in.read() >= 0) {
        // Says nothing more until the client goes away.
      }
    } else if (kind == Kind.RESET) {
      client.setSoLinger(true, 0); // closing it tears the connection down
    }
  }

  private static String tag(byte[] file) {
    return "\"" + Integer.toHexString(Arrays.hashCode(file)) + "\"";
  }

  private static boolean file(
      OutputStream out, String head, byte[] file, boolean bodiless, boolean whole)
      throws IOException {
    write(out, head, file, tag(file), bodiless, whole);
    return true;
  }

  /** What is asked for of a file, which may pretend to be another one. */
  private static void write(
      OutputStream out, String head, byte[] file, String tag, boolean bodiless, boolean whole)
      throws IOException {
    String top = "ETag: " + tag + "\r\nAccept-Ranges: bytes\r\n";
    Matcher none = IF_NONE.matcher(head);
    if (none.matches() && none.group(1).equals(tag)) {
      write(out, "304 Not Modified", top, new byte[0], 0, true);
      return;
    }
    Matcher range = RANGE.matcher(head);
    Matcher condition = IF_RANGE.matcher(head);
    boolean same = !condition.matches() || condition.group(1).equals(tag);
    if (whole || bodiless || !range.matches() || !same) {
      write(out, "200 OK", top, file, file.length, bodiless);
      return;
    }
    long first = Long.parseLong(range.group(1));
    long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
    last = Math.min(last, file.length - 1L);
    if (first > last) {
      top += "Content-Range: bytes */" + file.length + "\r\n";
      write(out, "416 Range Not Satisfiable", top, new byte[0], 0, false);
      return;
    }
    top += "Content-Range: bytes " + first + "-" + last + "/" + file.length + "\r\n";
    byte[] asked = Arrays.copyOfRange(file, (int) first, (int) last + 1);
    write(out, "206 Partial Content", top, asked, asked.length, false);
  }

  private static boolean simple(OutputStream out, String status, String more, boolean bodiless)
      throws IOException {
    write(out, status, more, new byte[0], 0, bodiless);
    return true;
  }

  private static void write(
      OutputStream out, String status, String more, byte[] body, int claimed, boolean bodiless)
      throws IOException {
    String head = "HTTP/1.1 " + status + "\r\n" + more + "Content-Length: " + claimed + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    if (!bodiless) {
      out.write(body);
    }
    out.flush();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      socket.close();
      for (Socket client : clients) { // threads that wait for them hold all files
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
