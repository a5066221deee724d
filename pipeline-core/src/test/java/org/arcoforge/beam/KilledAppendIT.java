package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.arcoforge.store.ObjectStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bakes that go on with a published store, stopped at each of their writes; {@code -Dkills=N} times
 * each with other lengths.
 */
class KilledAppendIT {
  private static final int TIMES = Integer.getInteger("kills", 1);
  private static final Map<String, String> TARGETS =
      new TreeMap<>(
          Map.of(
              "v2", "chunks: {time: 3, y: 2}, zarr_format: 2",
              "v3", "chunks: {time: 3, y: 2}",
              "sharded", "chunks: {time: 1, y: 2}, shards: {time: 3, y: 2}"));

  @TempDir Path folder;
  private int number;

  private KillTrial trial(String target, String changed, int days, KillTrial.Change change)
      throws IOException {
    return new KillTrial(
        DailyArchive.of(folder.resolve("a" + number++), target, changed, days), 3, 2, change);
  }

  private void everyWrite(String changed, KillTrial.Change change) throws IOException {
    int kills = 0;
    for (int n = 0; n < TIMES; n++) {
      for (Map.Entry<String, String> target : TARGETS.entrySet()) {
        KillTrial trial = trial(target.getValue(), changed, 4 + n % 9, change);
        int writes = trial.writes();
        assertTrue(writes > 10, writes + " writes");
        for (int k = 0; k < writes; k++) {
          assertEquals(
              List.of(),
              trial.problems(k, UnaryOperator.identity()),
              target.getKey() + ", write " + k + " of " + writes + ", life " + n);
          kills++;
        }
      }
    }
    System.out.println(changed + ": " + kills + " stops, 0 partial, 0 torn");
  }

  @Test
  void appendInPlaceShowsTheOldExtentOrTheNewOne() throws IOException {
    everyWrite("in-place", archive -> archive.grow(4));
  }

  @Test
  void changedFileInPlaceShowsEachObjectAsItWasOrAsItIsToBe() throws IOException {
    everyWrite(
        "in-place",
        archive -> {
          archive.correct(1);
          archive.grow(1);
        });
  }

  @Test
  void copyingNewVersionLeavesTheOldOneAlone() throws IOException {
    everyWrite("new-version", archive -> archive.correct(1));
  }

  /** What a trial at all writes finds in a store that breaks a promise. */
  private List<String> found(KillTrial.Change change, UnaryOperator<ObjectStore> broken)
      throws IOException {
    KillTrial trial = trial("chunks: {time: 3, y: 2}", "in-place", 4, change);
    List<String> problems = new ArrayList<>();
    for (int k = 0; k < trial.writes() * 2; k++) { // a broken store makes more writes
      problems.addAll(trial.problems(k, broken));
    }
    return problems;
  }

  @Test
  void storeThatShowsHalfObjectsIsFound() throws IOException {
    List<String> problems = found(a -> a.correct(1), BrokenStores::halfObjects);
    assertTrue(problems.toString().contains("a reader fails"), problems.toString());
  }

  @Test
  void metadataBeforeDataAreFound() throws IOException {
    List<String> problems = found(a -> a.grow(4), BrokenStores::metadataFirst);
    assertTrue(problems.toString().contains("is neither"), problems.toString());
  }
}
