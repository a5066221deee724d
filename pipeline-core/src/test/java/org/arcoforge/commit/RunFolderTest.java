package org.arcoforge.commit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.arcoforge.array.Statistics;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;

class RunFolderTest {
  private static final byte[] PLAN = {1, 2, 3};

  private static RunFolder run(ObjectStore store, int n) {
    return new RunFolder(store, new RunId("2026010" + n + "T000000Z-0000"));
  }

  private static Receipt receipt(String key) {
    return Receipt.of(
        "a/t",
        7,
        List.of(new Receipt.Written(key, 12, 0xFFFFFFFFL)),
        new Statistics(Double.NaN, Double.POSITIVE_INFINITY, -0.1, 3, 4));
  }

  @Test
  void receiptsThatSayNothingOfEmptyChunksHaveNone() throws IOException {
    String json = "{\"array\":\"a\",\"tile\":0,\"objects\":[],\"statistics\":null,\"bytesRead\":1}";
    Receipt old = new com.fasterxml.jackson.databind.ObjectMapper().readValue(json, Receipt.class);
    assertEquals(Receipt.of("a", 0, List.of(), null), old);
  }

  @Test
  void newestUnfinishedRunOfTheSamePlanIsTakenOver() throws IOException {
    ObjectStore store = StoreContents.inMemory();
    assertEquals(Optional.empty(), RunFolder.unfinished(RunFolder.all(store), "same"));
    for (int n = 1; n <= 5; n++) {
      run(store, n).savePlan(PLAN, n == 4 ? "other" : "same");
    }
    run(store, 5).markPublished(List.of());
    run(store, 6).objects().create("plan.json.gz", PLAN); // stopped before its digest
    store.create("runs/notes/plan.digest", "same".getBytes(StandardCharsets.UTF_8));
    assertEquals(
        run(store, 3).id(), RunFolder.unfinished(RunFolder.all(store), "same").orElseThrow().id());
    run(store, 3).abandon("a wrong object");
    run(store, 3).abandon("another one");
    assertTrue(run(store, 3).isAbandoned());
    assertEquals(
        run(store, 2).id(), RunFolder.unfinished(RunFolder.all(store), "same").orElseThrow().id());
    assertEquals(Optional.empty(), RunFolder.unfinished(RunFolder.all(store), "none"));
  }

  @Test
  void runIsNotFoundByAPlanThatLacksADocument() throws IOException {
    ObjectStore store = StoreContents.inMemory();
    assertThrows(
        IOException.class,
        () ->
            run(store, 1)
                .savePlan(
                    PLAN,
                    "d",
                    () -> {
                      throw new IOException("on purpose");
                    }));
    assertFalse(run(store, 1).isPlanned());
    assertEquals(Optional.empty(), RunFolder.unfinished(RunFolder.all(store), "d"));
  }

  @Test
  void planIsSavedOnceAndNeverReplaced() throws IOException {
    ObjectStore store = StoreContents.inMemory();
    run(store, 1).savePlan(PLAN, "d");
    run(store, 1).savePlan(PLAN, "d");
    run(store, 1).savePlan(new byte[] {9}, "d"); // the same, compressed by another machine
    assertThrows(ObjectExistsException.class, () -> run(store, 1).savePlan(new byte[] {9}, "e"));
    assertArrayEquals(PLAN, run(store, 1).plan());
  }

  @Test
  void receiptsComeBackAsTheyWere() throws IOException {
    RunFolder run = run(StoreContents.inMemory(), 1);
    assertEquals(Optional.empty(), run.receipt("a/t", 7));
    run.save(receipt("a/t/c/0"));
    assertEquals(receipt("a/t/c/0"), run.receipt("a/t", 7).orElseThrow());
    Receipt text = Receipt.of("a", 0, List.of(), null);
    run.save(text);
    assertEquals(text, run.receipt("a", 0).orElseThrow());
    List<Receipt> all = new ArrayList<>();
    run.eachReceipt(all::add);
    assertEquals(List.of(text, receipt("a/t/c/0")), all);
  }

  @Test
  void anotherAttemptAtATileLeavesTheSameReceiptOrIsRefused() throws IOException {
    ObjectStore store = StoreContents.inMemory();
    RunFolder run = run(store, 1);
    run.save(receipt("a/t/c/0"));
    java.util.Map<String, byte[]> first = StoreContents.of(store);
    run.save(receipt("a/t/c/0"));
    assertEquals(first.keySet(), StoreContents.of(store).keySet());
    assertThrows(ObjectExistsException.class, () -> run.save(receipt("a/t/c/1")));
    assertEquals(receipt("a/t/c/0"), run.receipt("a/t", 7).orElseThrow());
  }

  @Test
  void receiptThatAnotherReleaseLeftIsOneOfTheSameObjects() throws IOException {
    ObjectStore store = StoreContents.inMemory();
    RunFolder run = run(store, 1);
    String old =
        """
        {"array": "a/t", "tile": 7, "objects": [{"key": "a/t/c/0", "size": 12,
         "crc32c": 4294967295}], "statistics": null, "bytesRead": 5}
        """;
    run.objects().create("receipts/a/t/7.json", old.getBytes(StandardCharsets.UTF_8));
    run.save(receipt("a/t/c/0"));
    assertThrows(ObjectExistsException.class, () -> run.save(receipt("a/t/c/1")));
  }

  @Test
  void finishedRunTellsItsMetadata() throws IOException {
    RunFolder run = run(StoreContents.inMemory(), 1);
    assertFalse(run.isPublished());
    assertEquals(List.of(), run.metadata());
    List<Receipt.Written> documents = List.of(new Receipt.Written("zarr.json", 10, 4294967295L));
    run.markPublished(documents);
    run.markPublished(documents);
    assertTrue(run.isPublished());
    assertEquals(documents, run.metadata());
  }

  @Test
  void runIdsSortByTimeAndTellIt() {
    Instant now = Instant.parse("2026-11-20T19:16:07.9Z");
    RunId id = RunId.create(Clock.fixed(now, ZoneOffset.UTC));
    assertTrue(id.value().matches("20261120T191607Z-[0-9a-f]{4}"), id.value());
    assertEquals(Instant.parse("2026-11-20T19:16:07Z"), id.began());
    assertTrue(RunId.isOne(id.toString()));
    for (String bad :
        List.of("", "20261120T191607Z", "20261120T191607Z-3F2A", "../20261120T191607Z-3f2a")) {
      assertFalse(RunId.isOne(bad));
      assertThrows(IllegalArgumentException.class, () -> new RunId(bad));
    }
  }
}
