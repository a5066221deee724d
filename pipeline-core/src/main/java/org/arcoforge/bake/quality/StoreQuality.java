package org.arcoforge.bake.quality;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Region;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfReferences;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.cf.DescribedGroups;
import org.arcoforge.cf.PhysicalValues;
import org.arcoforge.commit.Manifest;
import org.arcoforge.plan.Plan;
import org.arcoforge.quality.CoordinateChecks;
import org.arcoforge.quality.CoordinateValues;
import org.arcoforge.quality.QualityReport;
import org.arcoforge.quality.VariableGrid;
import org.arcoforge.quality.VariableQuality;
import org.arcoforge.quality.draw.QualityPictures;
import org.arcoforge.store.NetworkWait;
import org.arcoforge.zarr.ArrayReader;
import org.arcoforge.zarr.ZarrStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes the quality report of one store: of its own chunks, within a budget, and of what its
 * manifest says of all of them.
 */
final class StoreQuality {
  /** Coordinates of more values are not read. */
  private static final long COORDINATE_VALUES = 4L << 20;

  /** Decoded bytes of the objects that are in work at once; one object may have more. */
  private static final long HELD_BYTES = 256L << 20;

  private static final List<String> POLICIES =
      List.of("policies", "holes", "left_out", "padded", "empty_chunks_not_written");

  private final ZarrStore store;
  private final StoreLayout layout;
  private final Map<String, List<Manifest.Entry>> objects;
  private final CoordinateValues coordinates = new CoordinateValues();
  private final Set<String> nonData;
  private final AtomicLong objectsRead = new AtomicLong();
  private final AtomicLong bytesDecoded = new AtomicLong();

  private StoreQuality(ZarrStore store, @Nullable Manifest manifest) {
    this.store = store;
    this.layout = store.layout();
    this.objects = manifest == null ? Map.of() : manifest.arrays();
    this.nonData = CfReferences.nonData(described(layout));
  }

  private static DescribedGroups described(StoreLayout layout) {
    Map<String, Variable> variables = new LinkedHashMap<>();
    for (ArrayLayout array : layout.arrays()) {
      Variable v = array.variable();
      variables.put(v.name(), v);
    }
    return new DescribedGroups(variables, layout.attributes(), layout.groups());
  }

  /**
   * Reads a store.
   *
   * @param manifest null if there is none: then only what is read is known
   * @param plan of the bake that published it, which says what policies filled; null if not known
   * @param title of the data set, for people
   * @param version that published the store as it is
   * @throws IOException if an object cannot be read
   */
  static QualityReport report(
      ZarrStore store,
      @Nullable Manifest manifest,
      @Nullable Plan plan,
      String title,
      String version)
      throws IOException {
    StoreQuality quality = new StoreQuality(store, manifest);
    quality.readCoordinates();
    List<VariableQuality> variables = quality.variables(plan);
    return QualityReport.builder()
        .title(title)
        .version(version)
        .variables(variables)
        .coordinateFlags(CoordinateChecks.flags(quality.coordinates))
        .policies(policies(store.layout()))
        .objectsRead(quality.objectsRead.get())
        .bytesDecoded(quality.bytesDecoded.get())
        .build();
  }

  private static Map<String, Object> policies(StoreLayout layout) {
    Map<String, Object> told = new TreeMap<>();
    if (layout.provenance().get(StoreLayout.PROVENANCE) instanceof Map<?, ?> made) {
      for (String key : POLICIES) {
        Object value = made.get(key);
        if (value != null) {
          told.put(key, value);
        }
      }
    }
    return told;
  }

  private void readCoordinates() throws IOException {
    for (ArrayLayout array : layout.arrays()) {
      Variable v = array.variable();
      if (nonData.contains(v.name())
          && v.type().isNumeric()
          && v.rank() >= 1
          && v.rank() <= 2
          && v.elements() <= COORDINATE_VALUES) {
        Block block = store.array(v.name()).read(Region.whole(v.shape()));
        PhysicalValues physical = new PhysicalValues(encoding(array));
        double[] numbers = new double[block.elements()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = physical.at(block, i);
        }
        coordinates.put(v, numbers);
      }
    }
  }

  /** What stored numbers stand for; the store's fill value too, where it stands for nothing. */
  private static CfEncoding encoding(ArrayLayout array) {
    Variable v = array.variable();
    CfEncoding encoding = CfEncoding.of(v, v);
    if (!array.fillIsMissing() || encoding.fill() != null || !v.type().isNumeric()) {
      return encoding;
    }
    Block fill = array.fill().block(v.type());
    AttributeValue value =
        v.type().isFloat()
            ? AttributeValue.of(v.type(), fill.doubleAt(0))
            : AttributeValue.of(v.type(), fill.longAt(0));
    return encoding.toBuilder().fill(value).build();
  }

  private List<VariableQuality> variables(@Nullable Plan plan) throws IOException {
    List<ArrayLayout> data =
        layout.arrays().stream().filter(a -> !nonData.contains(a.variable().name())).toList();
    Map<String, VariableGrid> grids = new LinkedHashMap<>();
    Map<String, Integer> axes = new LinkedHashMap<>();
    for (ArrayLayout array : data) {
      Variable v = array.variable();
      if (v.type().isNumeric() && v.type() != DataType.BOOL) {
        VariableGrid grid = VariableGrid.of(v, coordinates);
        grids.put(v.name(), grid);
        axes.put(v.name(), grid.time());
      }
    }
    FilledSteps filled = plan == null ? FilledSteps.none() : FilledSteps.of(plan, axes);
    int read = Math.min(grids.size(), QualityPictures.MOST_VARIABLES);
    List<Callable<VariableQuality>> all = new ArrayList<>();
    int n = 0;
    for (ArrayLayout array : data) {
      Variable v = array.variable();
      VariableGrid grid = grids.get(v.name());
      if (grid == null) {
        String note = "its values are no numbers: " + v.type().id();
        all.add(() -> VariableReading.described(v, note));
      } else {
        int variables = n++ < read ? read : 0;
        all.add(() -> variable(array, grid, filled, variables));
      }
    }
    return atOnce(all, data);
  }

  /** Reads variables by as many threads as may each hold an object; gives them in their order. */
  private static List<VariableQuality> atOnce(
      List<Callable<VariableQuality>> all, List<ArrayLayout> data) throws IOException {
    long largest = data.stream().mapToLong(StoreQuality::objectBytes).max().orElse(0);
    long fit = Math.max(1, HELD_BYTES / Math.max(1, largest));
    int processors = Runtime.getRuntime().availableProcessors();
    ExecutorService threads = Executors.newFixedThreadPool((int) Math.min(processors, fit));
    List<VariableQuality> done = new ArrayList<>();
    try {
      List<Future<VariableQuality>> begun = all.stream().map(threads::submit).toList();
      for (Future<VariableQuality> one : begun) {
        done.add(one.get());
      }
    } catch (ExecutionException e) {
      NetworkWait.rethrow(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the quality report was made");
    } finally {
      threads.shutdownNow();
    }
    return done;
  }

  private static long objectBytes(ArrayLayout array) {
    Region object = Region.whole(array.objects().chunk());
    return object.elements() * Math.max(1, array.variable().type().size());
  }

  private VariableQuality variable(
      ArrayLayout array, VariableGrid grid, FilledSteps filled, int variables) throws IOException {
    Variable v = array.variable();
    ArrayReader reader = store.array(v.name());
    StoredRows rows = StoredRows.of(reader, objects.getOrDefault(v.name(), List.of()), grid.time());
    Optional<Variable> time = coordinates.of(grid.timeName(), GroupPath.group(v.name()));
    Optional<CfTimeEncoding> encoding = time.flatMap(StoreQuality::timeEncoding);
    double[] numbers = time.map(t -> coordinates.numbers(t.name())).orElse(null);
    VariableReading reading =
        new VariableReading(
            reader, grid, rows, position -> timeText(encoding, numbers, (int) position));
    VariableQuality quality = reading.read(new PhysicalValues(encoding(array)), filled, variables);
    objectsRead.addAndGet(reading.objectsRead());
    bytesDecoded.addAndGet(reading.bytesDecoded());
    return quality;
  }

  private static Optional<CfTimeEncoding> timeEncoding(Variable time) {
    try {
      return CfTimeEncoding.of(time.attributes());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // units that are not understood: the numbers are shown
    }
  }

  private static String timeText(
      Optional<CfTimeEncoding> encoding, double @Nullable [] numbers, int position) {
    if (numbers == null || position >= numbers.length || Double.isNaN(numbers[position])) {
      return "index " + position;
    }
    double number = numbers[position];
    return encoding.map(e -> e.iso(number)).orElse(String.valueOf(number));
  }
}
