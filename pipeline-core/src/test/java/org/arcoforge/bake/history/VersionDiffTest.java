package org.arcoforge.bake.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Statistics;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.bake.history.VersionDiff.ChunkChange;
import org.arcoforge.bake.history.VersionDiff.DimensionChange;
import org.arcoforge.bake.history.VersionDiff.SchemaChange;
import org.arcoforge.bake.history.VersionDiff.StatisticsChange;
import org.arcoforge.commit.Manifest;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.StorePublisher;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.OpenStores;
import org.arcoforge.zarr.ArrayEncoder;
import org.junit.jupiter.api.Test;

/** Stores of hours, days or months in memory, each with a manifest, and no run. */
class VersionDiffTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String RUN = "20260101T000000Z-0001";

  private final OpenStores stores = new OpenStores();
  private final String root = "memory://history" + NUMBER.incrementAndGet() + "/";
  private int made;

  /** A store with {@code t(time, x)}, of which {@code value} is everywhere. */
  private final class Store {
    private String units = "days since 2000-01-01";
    private int step = 1;
    private int length = 4;
    private int chunk = 2;
    private double value = 1;
    private DataType type = DataType.FLOAT64;
    private Attributes attributes = Attributes.empty().with("units", "K");
    private CodecSpec codec = CodecSpec.none();

    private ArrayLayout array(String name, DataType t, Attributes a, long[] shape, long[] chunks) {
      List<String> names = List.of("time", "x");
      List<Dimension> dims = new ArrayList<>();
      List<Long> chunk = new ArrayList<>();
      for (int d = 0; d < shape.length; d++) {
        dims.add(new Dimension(names.get(d), shape[d]));
        chunk.add(chunks[d]);
      }
      return ArrayLayout.builder()
          .variable(new Variable(name, t, dims, a))
          .chunk(chunk)
          .fill(FillValue.zero())
          .fillIsMissing(false)
          .codec(codec)
          .build();
    }

    VersionContents contents() throws IOException {
      Attributes days = Attributes.empty().with("units", units);
      ArrayLayout time =
          array("time", DataType.INT32, days, new long[] {length}, new long[] {1024});
      ArrayLayout t = array("t", type, attributes, new long[] {length, 3}, new long[] {chunk, 3});
      StoreLayout layout =
          new StoreLayout(3, List.of(time, t), Attributes.empty().with("title", "A"), Map.of());
      String version = "20260101T000000Z-1" + String.format(Locale.ROOT, "%03d", made++);
      String url = root + "f/r/" + version + "/r.zarr/";
      ObjectStore target = stores.at(url);
      Map<String, List<Manifest.Entry>> rows = new java.util.HashMap<>();
      for (ArrayLayout array : layout.arrays()) {
        List<Manifest.Entry> entries = new ArrayList<>();
        ArrayEncoder encoder = ArrayEncoder.of(array, 3);
        for (long[] index : Indices.of(array.objects().all())) {
          Block block =
              Block.allocate(array.variable().type(), array.objects().region(index).size());
          for (int i = 0; i < block.elements(); i++) {
            if (array.variable().type().isInteger()) {
              block.setLong(i, array.equals(time) ? (long) i * step : (long) value);
            } else {
              block.setDouble(i, value);
            }
          }
          ArrayEncoder.Encoded bytes =
              encoder.encode(block, array.objects().region(index).start(), index);
          String key = encoder.key(index);
          target.create(key, bytes.bytes(), 0, bytes.length());
          entries.add(
              new Manifest.Entry(
                  key,
                  Receipt.Written.of(key, bytes.bytes(), bytes.length()),
                  new Statistics(value, value, value * 6, 6, 0)));
        }
        rows.put(array.variable().name(), entries);
      }
      List<Receipt.Written> documents = StorePublisher.publish(target, layout);
      stores
          .at(root + "f/r/")
          .create(Manifest.key(version, RUN), new Manifest(RUN, rows, documents).encode());
      return VersionContents.of(stores, "v" + made, url, RUN);
    }
  }

  private static VersionDiff diff(Store a, Store b) throws IOException {
    return VersionDiff.of(a.contents(), b.contents());
  }

  @Test
  void equalStoresDoNotDiffer() throws IOException {
    VersionDiff diff = diff(new Store(), new Store());
    assertFalse(diff.differs(), diff.toString());
    assertEquals("no change", diff.summary());
  }

  @Test
  void growthIsToldInDatesAndByChunks() throws IOException {
    Store longer = new Store();
    longer.length = 7;
    VersionDiff diff = diff(new Store(), longer);
    assertEquals("+3 days", diff.summary());
    DimensionChange time = diff.dimensions().get(0);
    assertEquals("time", time.name());
    assertEquals(new DimensionChange.Ends("2000-01-01", "2000-01-01"), time.first());
    assertEquals(new DimensionChange.Ends("2000-01-04", "2000-01-07"), time.last());
    ChunkChange t = diff.chunks().get(0);
    assertEquals("t", t.array());
    assertEquals(
        List.of(2L, 2L, 0L, 0L), List.of(t.unchanged(), t.added(), t.extended(), t.replaced()));
    assertEquals(
        new ChunkChange.Example("t/c/2/0", "added", "time 2000-01-05 … 2000-01-06"),
        t.examples().get(0));
    assertEquals(1, diff.chunks().get(1).extended(), "time itself");
  }

  @Test
  void aBoundaryChunkIsExtendedAndNotReplaced() throws IOException {
    Store shorter = new Store();
    shorter.length = 3;
    ChunkChange t = diff(shorter, new Store()).chunks().get(0);
    assertEquals(List.of(1L, 0L, 1L), List.of(t.unchanged(), t.added(), t.extended()));
  }

  @Test
  void growthIsCountedInTheUnitOfItsSteps() throws IOException {
    Map<String, Integer> steps =
        Map.of(
            "+2 hours",
            1,
            "+12 hours",
            6,
            "+2 days",
            24,
            "+2 months",
            24 * 30,
            "+2 years",
            24 * 365);
    for (Map.Entry<String, Integer> e : steps.entrySet()) {
      Store a = new Store();
      Store b = new Store();
      a.units = b.units = "hours since 2001-01-01";
      a.step = b.step = e.getValue();
      b.length = 6;
      assertEquals(e.getKey(), diff(a, b).summary());
    }
  }

  @Test
  void otherValuesAreReplacedChunksAndOtherStatistics() throws IOException {
    Store other = new Store();
    other.value = 2;
    VersionDiff diff = diff(new Store(), other);
    assertTrue(diff.summary().startsWith("2 chunks replaced"), diff.summary());
    StatisticsChange t = diff.statistics().get(0);
    assertEquals("t", t.variable());
    assertTrue(t.isChanged());
    assertEquals(new Statistics(2, 2, 24, 12, 0), t.after());
  }

  @Test
  void schemaAndAttributesAreToldByVariable() throws IOException {
    Store other = new Store();
    other.type = DataType.FLOAT32;
    other.chunk = 4;
    other.codec = CodecSpec.standard();
    other.attributes = Attributes.empty().with("units", "degC").with("long_name", "x");
    VersionDiff diff = diff(new Store(), other);
    List<String> what =
        diff.schema().stream()
            .filter(c -> c.variable().equals("t"))
            .map(SchemaChange::what)
            .toList();
    assertEquals(List.of("dtype", "chunks", "codec"), what);
    assertEquals(
        List.of("t.long_name null", "t.units K"),
        diff.attributes().stream()
            .map(
                a ->
                    a.owner()
                        + "."
                        + a.name()
                        + " "
                        + (a.before() == null ? "null" : PlainTexts.of(a.before())))
            .toList());
  }

  @Test
  void aVersionWithoutManifestAndRunSaysWhatCannotBeTold() throws IOException {
    VersionContents a = new Store().contents();
    VersionContents b = VersionContents.of(stores, "b", a.storeUrl(), "20300101T000000Z-0001");
    VersionDiff diff = VersionDiff.of(a, b);
    assertEquals(List.of(), diff.chunks());
    assertTrue(
        diff.notes()
            .contains("b: there is no manifest beside the store, so its chunks are not known"),
        diff.notes().toString());
    assertFalse(diff.differs());
  }

  @Test
  void whereThereIsNoStoreThereIsNothingToCompare() {
    assertThrows(
        ObjectNotFoundException.class,
        () -> VersionContents.of(stores, "none", root + "f/r/nothing.zarr", null));
  }
}
