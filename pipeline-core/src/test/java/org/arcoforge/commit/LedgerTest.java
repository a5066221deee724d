package org.arcoforge.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Statistics;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.arcoforge.zarr.ZarrException;
import org.arcoforge.zarr.ZarrStore;
import org.junit.jupiter.api.Test;

/** Receipts against the chunk grid, and the order and view of metadata. */
class LedgerTest {
  private static final RunId RUN = new RunId("20260101T000000Z-0000");

  private static ArrayLayout array(String name, long... shape) {
    List<Dimension> dims = new java.util.ArrayList<>();
    List<Long> chunk = new java.util.ArrayList<>();
    for (int d = 0; d < shape.length; d++) {
      dims.add(new Dimension("d" + d, shape[d]));
      chunk.add(2L);
    }
    return ArrayLayout.builder()
        .variable(new Variable(name, DataType.INT8, dims, Attributes.empty()))
        .chunk(chunk)
        .fill(FillValue.zero())
        .fillIsMissing(false)
        .codec(CodecSpec.none())
        .build();
  }

  private static StoreLayout layout(int format) {
    return new StoreLayout(
        format,
        List.of(array("t", 5, 3), array("g/u", 2), array("s"), array("none", 0)),
        Attributes.empty(),
        Map.of());
  }

  private static void save(RunFolder run, String array, long tile, String... keys)
      throws IOException {
    run.save(
        Receipt.of(
            array,
            tile,
            java.util.Arrays.stream(keys).map(k -> new Receipt.Written(k, 10, 1)).toList(),
            new Statistics(tile, tile + 1, 1, 2, 3)));
  }

  @Test
  void exactlyTheObjectsOfTheGridMustHaveReceipts() throws IOException {
    for (int format : new int[] {2, 3}) {
      RunFolder run = new RunFolder(StoreContents.inMemory(), RUN);
      List<ArrayLayout> arrays = layout(format).arrays();
      ObjectIndex t = ObjectIndex.of(arrays.get(0), format);
      assertEquals(3, Ledger.of(layout(format), run).gaps().size(), "t, g/u, s");
      save(run, "t", 0, t.key(0), t.key(1), t.key(2));
      save(run, "t", 1, t.key(3), t.key(5));
      save(run, "g/u", 0, ObjectIndex.of(arrays.get(1), format).key(0));
      save(run, "s", 0, ObjectIndex.of(arrays.get(2), format).key(0));
      List<String> gaps = Ledger.of(layout(format), run).gaps();
      assertEquals(1, gaps.size(), gaps.toString());
      assertTrue(gaps.get(0).contains("5 of 6"), gaps.toString());
      assertTrue(gaps.get(0).endsWith("missing: " + t.key(4)), gaps.toString());
      save(run, "t", 2, t.key(4));
      Ledger whole = Ledger.of(layout(format), run);
      assertEquals(List.of(), whole.gaps());
      assertEquals(8, whole.objects());
      assertEquals(80, whole.bytes());
      Statistics s = Objects.requireNonNull(whole.statistics().get("t"));
      assertEquals(new Statistics(0, 3, 3, 6, 9), s);
    }
  }

  @Test
  void receiptsOfTheRightNumberForTheWrongObjectsAreGaps() throws IOException {
    RunFolder run = new RunFolder(StoreContents.inMemory(), RUN);
    save(run, "t", 0, "t/c/0/0", "t/c/0/1", "t/c/1/0", "t/c/1/1", "t/c/2/0", "t/c/2/0");
    save(run, "g/u", 0, "g/u/c/1");
    save(run, "s", 0, "s/c");
    save(run, "stranger", 0, "stranger/c/0");
    List<String> gaps = Ledger.of(layout(3), run).gaps();
    assertEquals(5, gaps.size(), gaps.toString());
    assertTrue(gaps.toString().contains("missing: t/c/2/1"), gaps.toString());
    assertTrue(gaps.toString().contains("missing: g/u/c/0"), gaps.toString());
    assertTrue(gaps.toString().contains("for t/c/2/0, which another tile wrote"), gaps.toString());
    assertTrue(gaps.toString().contains("for g/u/c/1, which is no object"), gaps.toString());
    assertTrue(gaps.toString().contains("stranger"), gaps.toString());
  }

  @Test
  void objectsThatWereLeftOutAreAccountedForAndNotCountedAsWritten() throws IOException {
    RunFolder run = new RunFolder(StoreContents.inMemory(), RUN);
    Receipt.Written first = new Receipt.Written("t/c/0/0", 10, 1);
    List<String> others = List.of("t/c/0/1", "t/c/1/0", "t/c/1/1", "t/c/2/0");
    run.save(Receipt.builder().array("t").tile(0).objects(List.of(first)).empty(others).build());
    save(run, "g/u", 0, "g/u/c/0");
    save(run, "s", 0, "s/c");
    assertTrue(Ledger.of(layout(3), run).gaps().toString().contains("missing: t/c/2/1"));
    run.save(
        Receipt.builder()
            .array("t")
            .tile(1)
            .empty(List.of("t/c/2/1"))
            .statistics(new Statistics(1, 2, 3, 4, 5))
            .build());
    Ledger whole = Ledger.of(layout(3), run);
    assertEquals(List.of(), whole.gaps());
    assertEquals(3, whole.objects());
    assertEquals(java.util.Map.of("t", 5L), whole.empty());
    assertFalse(whole.statistics().containsKey("t"), "of one tile nobody knows the values");
    run.save(Receipt.builder().array("t").tile(2).empty(List.of("t/c/2/1")).build());
    assertTrue(Ledger.of(layout(3), run).gaps().toString().contains("which another tile wrote"));
  }

  @Test
  void keysAndNumbersOfObjectsAreInverse() {
    for (int format : new int[] {2, 3}) {
      for (ArrayLayout a : layout(format).arrays()) {
        ObjectIndex index = ObjectIndex.of(a, format);
        for (long n = 0; n < index.count(); n++) {
          assertEquals(n, index.number(index.key(n)), index.key(n));
        }
        for (String key :
            List.of(
                "",
                "t",
                "t/",
                "t/c/0/2",
                "t/c/3/0",
                "t/0/0",
                "t/c/0/-1",
                "t/c/0/0/",
                "t/0.2",
                "t/c/99999999999999999999/0",
                "t/zarr.json",
                "s/c/0",
                "none/c/0",
                "none/0")) {
          assertEquals(-1, index.number(key), key);
        }
      }
    }
  }

  @Test
  void damagedReceiptIsAnErrorNotAGap() throws IOException {
    RunFolder run = new RunFolder(StoreContents.inMemory(), RUN);
    run.objects().create("receipts/t/0.json", "{\"arr".getBytes(StandardCharsets.UTF_8));
    assertThrows(IOException.class, () -> Ledger.of(layout(3), run));
  }

  @Test
  void draftIsSeenThroughItsOwnMetadataOnly() throws IOException {
    ObjectStore data = StoreContents.inMemory();
    data.create("t/c/0/0", new byte[] {1, 2, 3, 4});
    data.create("zarr.json", "{}".getBytes(StandardCharsets.UTF_8));
    data.create("t/.zarray", "{}".getBytes(StandardCharsets.UTF_8));
    for (int format : new int[] {2, 3}) {
      ZarrStore draft = DraftStore.open(data, layout(format));
      assertEquals(4, draft.layout().arrays().size());
      assertEquals(format, draft.layout().zarrFormat());
    }
    ZarrStore draft = DraftStore.open(data, layout(3));
    assertEquals(
        3,
        draft
            .array("t")
            .read(org.arcoforge.array.Region.of(new long[] {1, 0}, new long[] {1, 1}))
            .longAt(0));
  }

  @Test
  void publishingWritesTheConsolidatedMetadataLastAndTwiceIsOnce() throws IOException {
    for (int format : new int[] {2, 3}) {
      ObjectStore target = StoreContents.inMemory();
      List<Receipt.Written> written = StorePublisher.publish(target, layout(format));
      assertEquals(format == 2 ? ".zmetadata" : "zarr.json", written.get(written.size() - 1).key());
      assertEquals(written, StorePublisher.publish(target, layout(format)));
      assertEquals(written.size(), target.list("").count());
      assertEquals(layout(format).arrays().size(), ZarrStore.open(target).layout().arrays().size());
    }
  }

  @Test
  void publishingThatWasStoppedGoesOnAndOtherMetadataStopIt() throws IOException {
    List<ZarrStore.MetadataDocument> documents = ZarrStore.metadata(layout(3));
    for (int k = 0; k < documents.size(); k++) {
      ObjectStore target = StoreContents.inMemory();
      for (ZarrStore.MetadataDocument d : documents.subList(0, k)) {
        target.create(d.key(), d.bytes());
      }
      assertThrows(ZarrException.class, () -> ZarrStore.open(target));
      StorePublisher.publish(target, layout(3));
      for (ZarrStore.MetadataDocument d : documents) {
        assertEquals(
            new String(d.bytes(), StandardCharsets.UTF_8),
            new String(target.read(d.key()), StandardCharsets.UTF_8));
      }
    }
    ObjectStore other = StoreContents.inMemory();
    other.create("t/zarr.json", new byte[] {1});
    assertThrows(
        org.arcoforge.store.ObjectExistsException.class,
        () -> StorePublisher.publish(other, layout(3)));
    assertThrows(ObjectNotFoundException.class, () -> other.read("zarr.json"));
  }
}
