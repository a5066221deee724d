package org.arcoforge.bake.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.cf.PhysicalValues;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.quality.CoordinateValues;
import org.arcoforge.quality.VariableGrid;

/**
 * Takes samples for the report of what tiles are made of, of those planes that it will most likely
 * want. Where it wants others after all, as of an archive whose last rows are empty, it reads them.
 */
public final class TileSamples {
  private final RunSamples kept;
  private final Map<String, Sampled> arrays = new HashMap<>();

  private record Sampled(VariableGrid grid, PhysicalValues physical, List<SampledPlanes> planes) {}

  private TileSamples(RunSamples kept) {
    this.kept = kept;
  }

  /** Returns what takes samples of a plan's tiles and keeps them. */
  public static TileSamples of(Plan plan, RunSamples kept) {
    TileSamples samples = new TileSamples(kept);
    CoordinateValues coordinates = new CoordinateValues();
    for (ArrayLayout array : plan.layout().arrays()) {
      // Which axes a plane has depends on their names and attributes alone, not on their values.
      coordinates.put(array.variable(), new double[0]);
    }
    ReportedVariables reported = ReportedVariables.of(plan.layout(), coordinates);
    for (PlannedArray array : plan.arrays()) {
      VariableGrid grid = reported.grids().get(array.name());
      int variables = reported.readWith(array.name());
      if (grid != null
          && variables > 0
          && grid.hasRowWeights()
          && array.layout().variable().elements() > 0) {
        long last = grid.time() < 0 ? 0 : array.layout().variable().shape()[grid.time()] - 1;
        SampleChoice choice = SampleChoice.of(array.layout(), grid, last, variables);
        PhysicalValues physical = new PhysicalValues(StoreQuality.encoding(array.layout()));
        samples.arrays.put(array.name(), new Sampled(grid, physical, choice.planes()));
      }
    }
    return samples;
  }

  /**
   * Begins the samples of one object.
   *
   * @param region of the array that it holds
   */
  public Taken begin(ArrayLayout layout, long[] object, Region region) {
    String name = layout.variable().name();
    Sampled sampled = arrays.get(name);
    List<ObjectSample> some = new ArrayList<>();
    if (sampled != null) {
      for (SampledPlanes planes : sampled.planes()) {
        if (!region.intersect(planes.first(sampled.grid())).isEmpty()) {
          some.add(new ObjectSample(sampled.grid(), sampled.physical(), planes, region, null));
        }
      }
    }
    return new Taken(name, layout.objects().linear(object), some);
  }

  /** Taken samples are those of one object, which grow with what is known of its values. */
  public final class Taken {
    private final String array;
    private final long object;
    private final List<ObjectSample> samples;

    private Taken(String array, long object, List<ObjectSample> samples) {
      this.array = array;
      this.object = object;
      this.samples = samples;
    }

    /**
     * Adds values of the object.
     *
     * @param held box of the array that they are
     */
    public void add(Block values, Region held) {
      for (ObjectSample sample : samples) {
        sample.add(values, held);
      }
    }

    /** Keeps what was taken, when all of the object was added. */
    public void keep() {
      if (!samples.isEmpty()) {
        kept.keep(array, object, samples);
      }
    }
  }
}
