package org.arcoforge.beam;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Statistics;
import org.arcoforge.bake.tile.TileRanges;
import org.arcoforge.commit.CombinedReceipt;
import org.arcoforge.commit.ObjectIndex;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.RunId;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;

/**
 * A store in which all tiles of a plan are written, and nothing is kept: receipts and the list of
 * objects are made when they are asked for, with digests and statistics as different as real ones.
 */
final class MadeRunStore implements ObjectStore {
  private static final String RECEIPTS = "receipts/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String COMBINED = "combined/";

  private final RunId run;
  private final List<PlannedArray> arrays;
  private final List<Element> elements = new ArrayList<>(); // those of several tiles
  private final Map<String, PlannedArray> byName = new TreeMap<>();
  private final Map<String, ObjectIndex> keys = new TreeMap<>();

  /** Tiles that are put together. */
  private record Element(PlannedArray array, long from, long to) {
    String key() {
      return array.name() + "/" + from + "-" + to + ".jsonl";
    }
  }

  /** Makes the store of a run whose tiles are put together into so many elements at most. */
  MadeRunStore(Plan plan, RunId run, int most) throws IOException {
    this.run = run;
    this.arrays = plan.arrays();
    TileRanges.visit(
        arrays,
        most,
        (a, from, to) -> {
          if (to - from > 1) {
            elements.add(new Element(arrays.get(a), from, to));
          }
        });
    for (PlannedArray a : arrays) {
      byName.put(a.name(), a);
      keys.put(a.name(), ObjectIndex.of(a.layout(), plan.layout().zarrFormat()));
    }
  }

  /** Returns how many elements have several tiles. */
  int elements() {
    return elements.size();
  }

  /** Returns the bytes of all combined receipts. */
  long combinedBytes() throws IOException {
    long bytes = 0;
    for (Element e : elements) {
      bytes += combined(e).length;
    }
    return bytes;
  }

  private byte[] combined(Element e) throws IOException {
    List<Receipt> all = new ArrayList<>();
    for (long t = e.from(); t < e.to(); t++) {
      all.add(receipt(e.array(), t));
    }
    long tiles = e.array().tiles().count();
    return new CombinedReceipt(run.value(), e.array().name(), e.from(), e.to(), tiles, all)
        .encode();
  }

  /** Returns the bytes of the receipt of a tile. */
  long receiptBytes(PlannedArray array, long tile) throws IOException {
    return JSON.writeValueAsBytes(receipt(array, tile)).length;
  }

  private Receipt receipt(PlannedArray array, long tile) {
    ChunkGrid grid = array.layout().objects();
    List<Receipt.Written> written = new ArrayList<>();
    List<Statistics> each = new ArrayList<>();
    Statistics sum = Statistics.none();
    for (long[] index : Indices.of(array.objectsOf(tile))) {
      long number = grid.linear(index);
      ObjectInfo info = info("", array.name(), number);
      written.add(new Receipt.Written(info.key(), info.size(), info.crc32c()));
      double part = (mixed(number + 7) >>> 11) * 0x1p-53;
      Statistics s = new Statistics(-1.8 - part, 30 + part, 1e7 * part, 1_038_240, number % 97);
      each.add(s);
      sum = sum.plus(s);
    }
    return Receipt.builder()
        .array(array.name())
        .tile(tile)
        .objects(written)
        .statistics(sum)
        .each(each)
        .build();
  }

  private ObjectInfo info(String prefix, String array, long number) {
    long random = mixed(number);
    String key = Objects.requireNonNull(keys.get(array)).key(number);
    return new ObjectInfo(
        prefix + key, 50_000_000 + (random & 0xffffff), random >>> 32, 1 + number, 1);
  }

  private static long mixed(long n) {
    long x = (n + 1) * 0x9e3779b97f4a7c15L;
    x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
    x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
    return x ^ (x >>> 31);
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) {
    if (prefix.endsWith(COMBINED)) {
      return elements.stream().map(e -> new ObjectInfo(prefix + e.key(), 1, 1, 1, 1));
    }
    if (prefix.endsWith(RECEIPTS)) {
      return arrays.stream()
          .flatMap(
              a ->
                  LongStream.range(0, a.tiles().count())
                      .mapToObj(t -> new ObjectInfo(prefix + a.name() + "/" + t, 1, 1, 1, 1)));
    }
    return IntStream.range(0, arrays.size())
        .boxed()
        .flatMap(
            a ->
                LongStream.range(0, arrays.get(a).layout().objects().count())
                    .mapToObj(n -> info(prefix, arrays.get(a).name(), n)));
  }

  @Override
  public byte[] read(String key) throws IOException {
    int slash = key.lastIndexOf('/');
    String name = key.substring(slash + 1).replaceFirst("\\.json.*", "");
    int folder = key.lastIndexOf(COMBINED);
    if (folder >= 0) {
      String[] ends = name.split("-");
      PlannedArray array = array(key.substring(folder + COMBINED.length(), slash));
      return combined(new Element(array, Long.parseLong(ends[0]), Long.parseLong(ends[1])));
    }
    String array = key.substring(key.lastIndexOf(RECEIPTS) + RECEIPTS.length(), slash);
    return JSON.writeValueAsBytes(receipt(array(array), Long.parseLong(name)));
  }

  private PlannedArray array(String name) {
    return Objects.requireNonNull(byName.get(name));
  }

  @Override
  public String location() {
    return "made://run/";
  }

  @Override
  public ObjectInfo create(String key, byte[] bytes, int offset, int length) {
    throw new UnsupportedOperationException(key);
  }

  @Override
  public ObjectInfo replace(String key, byte[] bytes, long generation) {
    throw new UnsupportedOperationException(key);
  }

  @Override
  public Optional<ObjectInfo> stat(String key) {
    throw new UnsupportedOperationException(key);
  }

  @Override
  public void read(String key, long position, byte[] target, int offset, int length) {
    throw new UnsupportedOperationException(key);
  }

  @Override
  public Stream<String> children(String prefix) {
    if (prefix.endsWith(RECEIPTS)) {
      return byName.keySet().stream().map(name -> name + "/");
    }
    String array =
        prefix.substring(prefix.lastIndexOf(RECEIPTS) + RECEIPTS.length(), prefix.length() - 1);
    return LongStream.range(0, array(array).tiles().count()).mapToObj(t -> t + ".json");
  }

  @Override
  public void delete(String key) {
    throw new UnsupportedOperationException(key);
  }

  @Override
  public void close() {
    // nothing is open
  }
}
