package org.arcoforge.commit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.arcoforge.array.Statistics;
import org.arcoforge.store.FaultyObjectStore;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;

/** A combined receipt stands for those of its tiles while it is whole, and is not missed if not. */
class CombinedReceiptTest {
  private static final RunId RUN = new RunId("20260101T000000Z-0000");

  private final ObjectStore store = StoreContents.inMemory();
  private final RunFolder run = new RunFolder(store, RUN);

  private static Receipt receipt(String array, long tile) {
    Receipt.Written object = new Receipt.Written(array + "/c/" + tile, 10 + tile, 0xFFFFFFFFL);
    Statistics sum = new Statistics(Double.NaN, -0.1 * tile, Math.PI * tile, 3, 4);
    return Receipt.of(array, tile, List.of(object), sum);
  }

  private static CombinedReceipt combined(String array, long from, long to, long of) {
    List<Receipt> all = LongStream.range(from, to).mapToObj(t -> receipt(array, t)).toList();
    return new CombinedReceipt(RUN.value(), array, from, to, of, all);
  }

  private static String key(String array, long from, long to) {
    return "runs/" + RUN + "/combined/" + array + "/" + from + "-" + to + ".jsonl";
  }

  private void tiles(String array, long tiles) throws IOException {
    for (long t = 0; t < tiles; t++) {
      run.save(receipt(array, t));
    }
  }

  private static List<Receipt> read(RunFolder run) throws IOException {
    List<Receipt> all = new ArrayList<>();
    run.eachReceipt(all::add);
    all.sort(Comparator.comparing(Receipt::array).thenComparing(Receipt::tile));
    return all;
  }

  /** What is read besides combined receipts, when those of a store are. */
  private Set<String> alsoRead() throws IOException {
    FaultyObjectStore watched = new FaultyObjectStore(store);
    read(new RunFolder(watched, RUN));
    Set<String> keys = new TreeSet<>();
    watched.asked().forEach(key -> keys.add(key.replace("runs/" + RUN + "/", "")));
    keys.removeIf(key -> key.isEmpty() || key.startsWith("combined/")); // of the whole folder
    return keys;
  }

  @Test
  void documentSaysTheSameAgainAndIsTheSameAgain() throws IOException {
    CombinedReceipt one = combined("g/t", 3, 7, 9);
    assertEquals(one, CombinedReceipt.decode(one.encode()));
    assertArrayEquals(one.encode(), CombinedReceipt.decode(one.encode()).encode());
  }

  @Test
  void arrayThatIsCoveredIsNotEvenListed() throws IOException {
    tiles("t", 7);
    tiles("g/u", 2);
    tiles("x", 1);
    List<Receipt> expected = read(run);
    assertEquals(10, expected.size());
    run.save(combined("t", 0, 4, 7));
    run.save(combined("t", 4, 7, 7));
    assertEquals(expected, read(run));
    assertEquals(
        Set.of(
            "receipts/",
            "receipts/g/",
            "receipts/g/u/",
            "receipts/g/u/0.json",
            "receipts/g/u/1.json",
            "receipts/x/",
            "receipts/x/0.json"),
        alsoRead());
  }

  @Test
  void onlyTilesThatNoneCoversAreReadOneByOne() throws IOException {
    tiles("t", 7);
    List<Receipt> expected = read(run);
    run.save(combined("t", 1, 4, 7));
    run.save(combined("t", 2, 6, 7)); // of a process that cuts elsewhere
    assertEquals(expected, read(run));
    assertEquals(
        Set.of("receipts/", "receipts/t/", "receipts/t/0.json", "receipts/t/6.json"), alsoRead());
  }

  @Test
  void whatIsDamagedAnywhereCoversNothing() throws IOException {
    tiles("t", 3);
    List<Receipt> expected = read(run);
    byte[] good = combined("t", 0, 3, 3).encode();
    for (int n = 0; n < good.length; n++) {
      byte[] flipped = good.clone();
      flipped[n] ^= 1;
      for (byte[] bad : List.of(Arrays.copyOf(good, n), flipped)) {
        assertThrows(IOException.class, () -> CombinedReceipt.decode(bad), n + " of the document");
      }
    }
    StoreContents.put(store, key("t", 0, 3), Arrays.copyOf(good, good.length / 2));
    assertEquals(expected, read(run));
    run.save(combined("t", 0, 3, 3)); // what is damaged stays, and ends nothing
    assertEquals(good.length / 2, store.stat(key("t", 0, 3)).orElseThrow().size());
  }

  @Test
  void thatOfOtherTilesOrOfAnotherRunCoversNothing() throws IOException {
    tiles("t", 3);
    List<Receipt> expected = read(run);
    StoreContents.put(store, key("t", 0, 3), combined("t", 1, 3, 3).encode());
    CombinedReceipt other =
        new CombinedReceipt("20260102T000000Z-0000", "t", 1, 3, 3, List.of(receipt("t", 5 - 4)));
    StoreContents.put(store, key("t", 1, 3), other.encode());
    assertEquals(expected, read(run));
  }

  @Test
  void secondAttemptLeavesOneAndAnotherStoryIsRefused() throws IOException {
    run.save(combined("t", 0, 3, 3));
    Map<String, byte[]> before = StoreContents.of(store);
    run.save(combined("t", 0, 3, 3));
    assertEquals(before.keySet(), StoreContents.of(store).keySet());
    CombinedReceipt less =
        new CombinedReceipt(RUN.value(), "t", 0, 3, 3, List.of(receipt("t", 0), receipt("t", 2)));
    assertThrows(ObjectExistsException.class, () -> run.save(less));
  }

  @Test
  void receiptsOfOtherTilesAreRefused() {
    List<Receipt> two = List.of(receipt("t", 1), receipt("t", 2));
    assertThrows(
        IllegalArgumentException.class, () -> new CombinedReceipt(RUN.value(), "t", 0, 2, 9, two));
    assertThrows(
        IllegalArgumentException.class, () -> new CombinedReceipt(RUN.value(), "u", 0, 3, 9, two));
    assertThrows(
        IllegalArgumentException.class, () -> new CombinedReceipt(RUN.value(), "t", 0, 3, 2, two));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new CombinedReceipt(
                RUN.value(), "t", 0, 3, 9, List.of(receipt("t", 2), receipt("t", 1))));
  }

  @Test
  void storeThatFailsIsNoDamage() throws IOException {
    tiles("t", 3);
    run.save(combined("t", 0, 3, 3));
    FaultyObjectStore failing =
        new FaultyObjectStore(store)
            .nextReads(FaultyObjectStore.Fault.NONE, FaultyObjectStore.Fault.FAIL);
    assertThrows(IOException.class, () -> read(new RunFolder(failing, RUN)));
    String text = new String(store.read(key("t", 0, 3)), StandardCharsets.UTF_8);
    assertEquals(5, text.lines().count(), text);
  }
}
