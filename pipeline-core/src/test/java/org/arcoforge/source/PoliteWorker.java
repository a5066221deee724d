package org.arcoforge.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.arcoforge.pattern.Access;
import org.arcoforge.settings.Settings;

/** A process that fetches a file many times, in many threads, as one of several workers. */
final class PoliteWorker {
  private PoliteWorker() {}

  /** Asks {@code url times limit workers}; of 0 workers, none heeds the others. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    int times = Integer.parseInt(arguments[1]);
    int limit = Integer.parseInt(arguments[2]);
    Access access =
        new Access(Map.of(), "", limit).share(Math.max(1, Integer.parseInt(arguments[3])));
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try (SourceOpener opener =
        Sources.opener(
            access, "", Reach.own(), Settings.standard().toBuilder().retryMillis(5).build())) {
      List<Future<?>> asked = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        asked.add(
            threads.submit(
                () -> {
                  opener.open(arguments[0]).close();
                  return null;
                }));
      }
      for (Future<?> future : asked) {
        future.get();
      }
    } finally {
      threads.shutdownNow();
    }
    System.out.println("fetched " + times);
  }
}
