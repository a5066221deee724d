package org.arcoforge.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many small objects are on their way at once, and come in their order. */
class ReadAheadTest {
  private static final int ITEMS = 3 * ReadAhead.AT_ONCE;

  @Test
  void asManyAreOnTheirWayAsThereAreConnections() {
    CountDownLatch all = new CountDownLatch(ReadAhead.AT_ONCE);
    ReadAhead.Reading<Integer, Boolean> reading =
        n -> {
          all.countDown();
          return isReached(all); // none is answered before so many are asked for
        };
    try (Stream<Boolean> read = ReadAhead.of(IntStream.range(0, ITEMS).boxed(), reading)) {
      assertTrue(read.allMatch(reached -> reached));
    }
  }

  private static boolean isReached(CountDownLatch all) throws IOException {
    try {
      return all.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void answersComeInTheOrderOfTheQuestions() {
    List<Integer> items = IntStream.range(0, ITEMS).boxed().toList();
    try (Stream<Integer> read = ReadAhead.of(items.stream(), n -> n)) {
      assertEquals(items, read.toList());
    }
  }
}
