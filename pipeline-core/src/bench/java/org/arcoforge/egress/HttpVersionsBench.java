package org.arcoforge.egress;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.compat.ClassicToAsyncAdaptor;
import org.apache.hc.core5.util.Timeout;

/**
 * Measures what HTTP/2 would change: ranges of one file from a server that speaks both versions, by
 * the {@link Dialer}, by the library's asynchronous client, and by its blocking facade of that one.
 * Prints a table; see {@code scripts/bench}. Arguments: key store of the server's certificate, its
 * password.
 */
public final class HttpVersionsBench {
  private static final int ROUNDS = 3; // of which the fastest counts
  private static final byte[] DATA = TwoVersionServer.content();

  private final URI counts;
  private final Dialer dialer = Dialer.of(Egress.own());

  private HttpVersionsBench(int server) {
    counts = uri(server, "/counts");
  }

  /** A case is ranges of a length, and how many of them at once. */
  private record Case(String way, int port, int ranges, int length, int atOnce) {}

  /** A client gets a range. */
  private interface Client {
    /** Returns its bytes, and what is to be closed. */
    Answer get(URI uri, String range) throws IOException;
  }

  private record Answer(InputStream body, Closeable rest) {}

  private record Figures(double seconds, double cpu, String counts) {}

  private static URI uri(int port, String path) {
    return URI.create("https://127.0.0.1:" + port + path);
  }

  /** Measures all cases. */
  public static void main(String[] arguments) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    System.getProperty("java.home") + File.separator + "bin/java",
                    "-cp",
                    System.getProperty("java.class.path"),
                    TwoVersionServer.class.getName(),
                    arguments[0],
                    arguments[1]))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader told =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int port = Integer.parseInt(told.readLine());
      try (DelayedWay far = new DelayedWay(port, 50, 0, 0);
          DelayedWay slow = new DelayedWay(port, 50, 10_000_000, 0);
          DelayedWay lossy = new DelayedWay(port, 50, 0, 0.01)) {
        new HttpVersionsBench(port).all(port, far.port(), slow.port(), lossy.port());
      }
    } finally {
      process.destroy();
    }
    System.exit(0);
  }

  private void all(int near, int far, int slow, int lossy) throws Exception {
    List<Case> cases =
        List.of(
            new Case("0 ms", near, 400, 1 << 16, 8),
            new Case("0 ms", near, 400, 1 << 16, 32),
            new Case("0 ms", near, 16, 32 << 20, 8),
            new Case("50 ms", far, 400, 1 << 12, 8),
            new Case("50 ms", far, 400, 1 << 16, 8),
            new Case("50 ms", far, 400, 1 << 16, 32),
            new Case("50 ms", far, 400, 1 << 16, 100),
            new Case("50 ms", far, 16, 32 << 20, 8),
            new Case("50 ms, 10 MB/s", slow, 400, 1 << 16, 8),
            new Case("50 ms, 10 MB/s", slow, 16, 8 << 20, 8),
            new Case("50 ms, 1 % late", lossy, 400, 1 << 16, 8),
            new Case("50 ms, 1 % late", lossy, 16, 8 << 20, 8));
    System.out.println(
        "| way | ranges | at once | client | seconds | CPU seconds | connections, requests, version |");
    System.out.println("|---|---|---|---|---|---|---|");
    try (StreamBodies streams = new StreamBodies();
        ClassicToAsyncAdaptor facade =
            new ClassicToAsyncAdaptor(streams.client, Timeout.ofMinutes(2))) {
      Map<String, Client> clients = new LinkedHashMap<>();
      clients.put("Dialer", this::dialled);
      clients.put("asynchronous", (uri, range) -> new Answer(streams.open(uri, range), () -> {}));
      clients.put("its facade", (uri, range) -> asked(facade, uri, range));
      for (Client client : clients.values()) {
        run(new Case("to warm up", slow, 400, 1 << 16, 8), client);
      }
      for (Case one : cases) {
        for (Map.Entry<String, Client> client : clients.entrySet()) {
          measure(one, client.getKey(), client.getValue());
        }
      }
    }
  }

  private Answer dialled(URI uri, String range) throws IOException {
    Dialer.HttpAnswer answer = dialer.send("GET", uri, Map.of("Range", range));
    return new Answer(answer.body(), answer);
  }

  @SuppressWarnings("deprecation") // as the dialer does it
  private static Answer asked(ClassicToAsyncAdaptor facade, URI uri, String range)
      throws IOException {
    HttpGet request = new HttpGet(uri);
    request.setHeader("Range", range);
    CloseableHttpResponse response = facade.execute(request);
    return new Answer(response.getEntity().getContent(), response);
  }

  private void measure(Case one, String name, Client client) throws Exception {
    Figures best = run(one, client);
    String first = best.counts(); // which connections are opened for
    for (int round = 1; round < ROUNDS; round++) {
      Figures next = run(one, client);
      best = next.seconds() < best.seconds() ? next : best;
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %d of %d KiB | %d | %s | %.2f | %.2f | %s |%n",
        one.way(),
        one.ranges(),
        one.length() >> 10,
        one.atOnce(),
        name,
        best.seconds(),
        best.cpu(),
        first);
  }

  private Figures run(Case one, Client client) throws Exception {
    counts();
    double cpu = cpu();
    long began = System.nanoTime();
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Exception> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < one.atOnce(); t++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  for (int n = next.getAndIncrement();
                      n < one.ranges();
                      n = next.getAndIncrement()) {
                    fetch(one, n, client);
                  }
                } catch (IOException | RuntimeException e) {
                  failure.set(e);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (failure.get() != null) {
      throw new IllegalStateException(one.toString(), failure.get());
    }
    return new Figures((System.nanoTime() - began) / 1e9, cpu() - cpu, counts());
  }

  private static void fetch(Case one, int n, Client client) throws IOException {
    int first = (int) (n * 7919L * 4096 % (TwoVersionServer.SIZE - one.length() + 1));
    int last = first + one.length() - 1;
    Answer answer = client.get(uri(one.port(), "/f"), "bytes=" + first + "-" + last);
    byte[] buffer = new byte[1 << 16];
    int at = first;
    for (int k = answer.body().read(buffer); k >= 0; k = answer.body().read(buffer)) {
      if (at + k > last + 1 || !sameAt(at, buffer, k)) {
        throw new IOException("other bytes at " + at);
      }
      at += k;
    }
    if (at != last + 1) {
      throw new IOException("expected bytes to " + last + ", found them to " + (at - 1));
    }
    answer.rest().close();
  }

  private static boolean sameAt(int at, byte[] buffer, int length) {
    return java.util.Arrays.equals(DATA, at, at + length, buffer, 0, length);
  }

  private String counts() throws IOException {
    try (Dialer.HttpAnswer answer = dialer.send("GET", counts, Map.of())) {
      return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8).replace(" ", ", ");
    }
  }

  private static double cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }
}
