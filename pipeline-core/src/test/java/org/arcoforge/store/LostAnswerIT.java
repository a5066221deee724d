package org.arcoforge.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.arcoforge.store.BucketServer.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writers of which answers are lost, and races between them; {@code -Danswers=N} of each kind. */
class LostAnswerIT {
  private static final int RACES = Integer.getInteger("answers", 20);

  /** A store that takes every lost answer for a conflict. */
  private static ObjectStore doubting(ObjectStore store) {
    FaultyObjectStore broken = new FaultyObjectStore(store);
    broken.afterReplace(
        key -> {
          throw new GenerationMismatchException(key + " was changed");
        });
    return broken;
  }

  /** What is wrong with what writers of one object are told. */
  private static List<String> race(
      BucketServer server,
      ObjectStore good,
      UnaryOperator<ObjectStore> broken,
      String key,
      boolean replacing,
      Random random)
      throws IOException, InterruptedException {
    ObjectStore store = broken.apply(good);
    long generation = replacing ? good.replace(key, new byte[] {1}, 0).generation() : 0;
    int writers = 1 + random.nextInt(4);
    for (int i = 0; i < writers * 2; i++) {
      server.next(
          i == 0 || random.nextBoolean()
              ? Fault.LOST_ANSWER
              : random.nextInt(4) == 0 ? Fault.UNAVAILABLE : Fault.NONE);
    }
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    CyclicBarrier start = new CyclicBarrier(writers);
    List<Future<String>> all = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      byte[] bytes = ("writer " + w).getBytes(UTF_8);
      all.add(
          pool.submit(
              () -> {
                start.await();
                try {
                  if (replacing) {
                    store.replace(key, bytes, generation);
                  } else {
                    store.create(key, bytes);
                  }
                  return new String(bytes, UTF_8);
                } catch (GenerationMismatchException | ObjectExistsException e) {
                  return "";
                }
              }));
    }
    List<String> winners = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Future<String> one : all) {
      try {
        if (!one.get().isEmpty()) {
          winners.add(one.get());
        }
      } catch (ExecutionException e) {
        problems.add(String.valueOf(e.getCause()));
      }
    }
    pool.shutdown();
    String there = new String(store.read(key), UTF_8);
    if (!winners.equals(List.of(there))) {
      problems.add(writers + " writers; told to have written: " + winners + ", there: " + there);
    }
    return problems;
  }

  private static List<String> races(String scheme, UnaryOperator<ObjectStore> broken, int races)
      throws IOException, InterruptedException {
    List<String> problems = new ArrayList<>();
    try (BucketServer server = scheme.equals("gs") ? new FakeGcsServer() : new FakeS3Server();
        ObjectStore store =
            ObjectStores.open(
                scheme + "://lost/", Map.of(scheme + ".endpoint", server.endpoint()))) {
      for (int race = 0; race < races; race++) {
        for (boolean replacing : new boolean[] {false, true}) {
          Random random = new Random(race);
          String key = "o" + race + replacing;
          int at = race;
          race(server, store, broken, key, replacing, random)
              .forEach(p -> problems.add("race " + at + " " + replacing + ": " + p));
        }
      }
    }
    return problems;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gs", "s3"})
  void everyWriterIsToldWhatItHasDone(String scheme) throws IOException, InterruptedException {
    assertEquals(List.of(), races(scheme, UnaryOperator.identity(), RACES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gs", "s3"})
  void lostAnswerThatIsTakenForAConflictIsFound(String scheme)
      throws IOException, InterruptedException {
    assertFalse(races(scheme, LostAnswerIT::doubting, 1).isEmpty());
  }
}
