package org.arcoforge.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store does, also when many threads ask for it at once. */
abstract class ObjectRaceContract extends ObjectStoreContract {
  private static final int THREADS = 16;

  private long count() throws IOException {
    try (Stream<ObjectInfo> list = store.list("")) {
      return list.count();
    }
  }

  /** What each of many threads, started at once, returned or threw. */
  static <T> List<Object> race(int threads, java.util.function.IntFunction<Callable<T>> what)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<T>> futures = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Callable<T> one = what.apply(i);
      futures.add(
          pool.submit(
              () -> {
                start.await();
                return one.call();
              }));
    }
    start.countDown();
    List<Object> results = new ArrayList<>();
    for (Future<T> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        results.add(e.getCause());
      }
    }
    pool.shutdown();
    return results;
  }

  @Test
  void manyThreadsMayCreateTheSameBytes() throws Exception {
    byte[] data = random(50_000, 4);
    for (int round = 0; round < 10; round++) {
      String key = "r/" + round + "/k";
      List<Object> results = race(THREADS, i -> () -> store.create(key, data));
      ObjectInfo info = store.stat(key).orElseThrow();
      assertEquals(java.util.Collections.nCopies(THREADS, info), results);
      assertArrayEquals(data, store.read(key));
    }
    assertEquals(10, count());
  }

  @Test
  void ofManyThreadsThatCreateOtherBytesOneWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      String key = "r/" + round;
      List<Object> results = race(THREADS, i -> () -> store.create(key, random(10_000, i)));
      List<Object> won = results.stream().filter(ObjectInfo.class::isInstance).toList();
      assertEquals(List.of(store.stat(key).orElseThrow()), won, results.toString());
      assertEquals(
          THREADS - 1, results.stream().filter(ObjectExistsException.class::isInstance).count());
      assertArrayEquals(random(10_000, results.indexOf(won.get(0))), store.read(key));
    }
  }

  @Test
  void ofManyThreadsThatReplaceOneGenerationOneWins() throws Exception {
    long generation = store.create("k", bytes("start")).generation();
    for (int round = 0; round < 10; round++) {
      long expected = generation;
      String at = " in round " + round;
      List<Object> results =
          race(THREADS, i -> () -> store.replace("k", bytes("by " + i + at), expected));
      List<Object> won = results.stream().filter(ObjectInfo.class::isInstance).toList();
      assertEquals(List.of(store.stat("k").orElseThrow()), won, results.toString());
      assertEquals(
          THREADS - 1,
          results.stream().filter(GenerationMismatchException.class::isInstance).count());
      assertArrayEquals(bytes("by " + results.indexOf(won.get(0)) + at), store.read("k"));
      generation = ((ObjectInfo) won.get(0)).generation();
    }
  }

  @Test
  void aCounterIncrementedUnderGenerationMatchLosesNothing() throws Exception {
    store.create("n", bytes("0"));
    race(
        4,
        i ->
            () -> {
              for (int done = 0; done < 10; ) {
                ObjectInfo info = store.stat("n").orElseThrow();
                int n = Integer.parseInt(new String(store.read("n"), UTF_8));
                try {
                  store.replace("n", bytes("" + (n + 1)), info.generation());
                  done++;
                } catch (GenerationMismatchException e) {
                  Thread.onSpinWait();
                }
              }
              return 0;
            });
    assertArrayEquals(bytes("40"), store.read("n"));
  }

  @Test
  void createAndDeleteInOneFolderDoNotDisturbEachOther() throws Exception {
    List<Object> results =
        race(
            8,
            i ->
                () -> {
                  for (int n = 0; n < 25; n++) {
                    store.create("f/g/" + i, bytes("" + i));
                    store.delete("f/g/" + i);
                  }
                  return "done";
                });
    assertEquals(java.util.Collections.nCopies(8, "done"), results);
    assertEquals(0, count());
  }
}
