package org.arcoforge.store;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A bucket that is far away: a server of the Cloud Storage JSON API on loopback whose answers take
 * as long as is asked for. Prints its endpoint; then answers each line of its input: {@code far
 * MILLIS MEGABYTES_PER_SECOND MEGABYTES_PER_SECOND_OF_ALL} (0 for any), {@code count} (requests by
 * kind since the last count). With an argument it writes each request with the milliseconds since
 * its start into that file.
 */
public final class FarBucket {
  private FarBucket() {}

  /** Runs until the input ends. */
  public static void main(String[] arguments) throws Exception {
    try (FakeGcsServer server = new FakeGcsServer();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      if (arguments.length > 0) {
        PrintWriter trace = new PrintWriter(arguments[0], StandardCharsets.UTF_8);
        long began = System.nanoTime();
        server.telling(
            request -> {
              trace.println((System.nanoTime() - began) / 1_000_000 + " " + request);
              trace.flush();
            });
      }
      System.out.println(server.endpoint());
      java.util.Map<String, Integer> before = new java.util.TreeMap<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.strip().toLowerCase(Locale.ROOT).split(" +");
        if (words[0].equals("far")) {
          server.far(Long.parseLong(words[1]), speed(words, 2), speed(words, 3));
          System.out.println("ok");
        } else {
          StringBuilder told = new StringBuilder();
          java.util.Map<String, Integer> now = server.requestsByKind();
          now.forEach(
              (kind, n) -> told.append(kind + "=" + (n - before.getOrDefault(kind, 0)) + " "));
          before.putAll(now);
          System.out.println(told.toString().strip());
        }
      }
    }
  }

  private static long speed(String[] words, int at) {
    long megabytes = words.length > at ? Long.parseLong(words[at]) : 0;
    return megabytes == 0 ? Long.MAX_VALUE : megabytes * 1_000_000;
  }
}
