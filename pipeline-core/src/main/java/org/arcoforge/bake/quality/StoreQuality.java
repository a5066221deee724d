package org.arcoforge.bake.quality;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Block;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Region;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.bake.work.WorkExecutor;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.cf.PhysicalValues;
import org.arcoforge.commit.Manifest;
import org.arcoforge.plan.Plan;
import org.arcoforge.quality.CoordinateChecks;
import org.arcoforge.quality.CoordinateValues;
import org.arcoforge.quality.QualityReport;
import org.arcoforge.quality.VariableGrid;
import org.arcoforge.quality.VariableQuality;
import org.arcoforge.zarr.ArrayReader;
import org.arcoforge.zarr.ZarrStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes the quality report of one store: of its own chunks, within a budget, and of what its
 * manifest says of all of them.
 */
final class StoreQuality {
  /** Bytes of the objects that are in work at once; one object may have more. */
  private static final long HELD_BYTES = 256L << 20;

  private static final List<String> POLICIES =
      List.of("policies", "holes", "left_out", "padded", "empty_chunks_not_written");

  private final ZarrStore store;
  private final StoreLayout layout;
  private final Map<String, List<Manifest.Entry>> objects;
  private final CoordinateValues coordinates = new CoordinateValues();
  private final RunSamples samples;
  private final AtomicLong objectsSeen = new AtomicLong();
  private final AtomicLong bytesSeen = new AtomicLong();

  private StoreQuality(ZarrStore store, @Nullable Manifest manifest, RunSamples samples) {
    this.store = store;
    this.layout = store.layout();
    this.objects = manifest == null ? Map.of() : manifest.arrays();
    this.samples = samples;
  }

  /**
   * Reads a store.
   *
   * @param manifest null if there is none: then only what is read is known
   * @param plan of the bake that published it, which says what policies filled; null if not known
   * @param title of the data set, for people
   * @param version that published the store as it is
   * @param samples of objects that need not be read
   * @throws IOException if an object cannot be read
   */
  static QualityReport report(
      ZarrStore store,
      @Nullable Manifest manifest,
      @Nullable Plan plan,
      String title,
      String version,
      RunSamples samples)
      throws IOException {
    StoreQuality quality = new StoreQuality(store, manifest, samples);
    List<VariableQuality> variables = quality.variables(plan);
    return QualityReport.builder()
        .title(title)
        .version(version)
        .variables(variables)
        .coordinateFlags(CoordinateChecks.flags(quality.coordinates))
        .policies(policies(store.layout()))
        .objectsRead(quality.objectsSeen.get())
        .bytesDecoded(quality.bytesSeen.get())
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

  private void readCoordinates(WorkExecutor crew) throws IOException {
    List<ArrayLayout> arrays = ReportedVariables.coordinates(layout);
    double[][] numbers = new double[arrays.size()][];
    for (int n = 0; n < numbers.length; n++) {
      int at = n;
      crew.begin(0, () -> numbers[at] = numbers(arrays.get(at)), () -> {});
    }
    crew.finish();
    for (int n = 0; n < numbers.length; n++) {
      coordinates.put(arrays.get(n).variable(), numbers[n]);
    }
  }

  private double[] numbers(ArrayLayout array) throws IOException {
    Variable v = array.variable();
    Block block = store.array(v.name()).read(Region.whole(v.shape()));
    PhysicalValues physical = new PhysicalValues(encoding(array));
    double[] numbers = new double[block.elements()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = physical.at(block, i);
    }
    return numbers;
  }

  /** What stored numbers stand for; the store's fill value too, where it stands for nothing. */
  static CfEncoding encoding(ArrayLayout array) {
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

  /** Objects and variables are read side by side, as many at once as there is memory for. */
  private List<VariableQuality> variables(@Nullable Plan plan) throws IOException {
    long largest = layout.arrays().stream().mapToLong(StoreQuality::objectBytes).max().orElse(0);
    long fit = Math.max(1, HELD_BYTES / Math.max(1, largest));
    int working = (int) Math.min(Runtime.getRuntime().availableProcessors(), fit);
    int waiting = (int) Math.min(WorkExecutor.WAITING, fit - working);
    try (WorkExecutor crew = new WorkExecutor(working, waiting, HELD_BYTES)) {
      readCoordinates(crew);
      ReportedVariables reported = ReportedVariables.of(layout, coordinates);
      FilledSteps filled =
          plan == null ? FilledSteps.none() : FilledSteps.of(plan, reported.timeAxes());
      VariableQuality[] all = new VariableQuality[reported.data().size()];
      for (int n = 0; n < all.length; n++) {
        int at = n;
        ArrayLayout array = reported.data().get(n);
        crew.begin(0, () -> all[at] = variable(array, reported, filled), () -> {});
      }
      crew.finish();
      return List.of(all);
    }
  }

  private static long objectBytes(ArrayLayout array) {
    Region object = Region.whole(array.objects().chunk());
    return object.elements() * Math.max(1, array.variable().type().size());
  }

  private VariableQuality variable(
      ArrayLayout array, ReportedVariables reported, FilledSteps filled) throws IOException {
    Variable v = array.variable();
    VariableGrid grid = reported.grids().get(v.name());
    if (grid == null) {
      return VariableReading.described(v, "its values are no numbers: " + v.type().id());
    }
    int variables = reported.readWith(v.name());
    ArrayReader reader = store.array(v.name());
    StoredRows rows = StoredRows.of(reader, objects.getOrDefault(v.name(), List.of()), grid.time());
    Optional<Variable> time = coordinates.of(grid.timeName(), GroupPath.group(v.name()));
    Optional<CfTimeEncoding> encoding = time.flatMap(StoreQuality::timeEncoding);
    double[] numbers = time.map(t -> coordinates.numbers(t.name())).orElse(null);
    VariableReading reading =
        new VariableReading(
            reader, grid, rows, samples, position -> timeText(encoding, numbers, (int) position));
    VariableQuality quality = reading.read(new PhysicalValues(encoding(array)), filled, variables);
    objectsSeen.addAndGet(reading.objectsSeen());
    bytesSeen.addAndGet(reading.bytesSeen());
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
