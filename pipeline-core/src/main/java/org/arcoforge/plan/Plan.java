package org.arcoforge.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.arcoforge.array.Region;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.plan.tiling.ConcatAxis;
import org.arcoforge.plan.tiling.MemoryBudget;
import org.arcoforge.recipe.Recipe;

/**
 * What is to be done: the final layout, and for each array the files that fill it. Its size grows
 * with the number of keys of the pattern's dimensions, not with their product nor with the number
 * of chunks.
 */
public final class Plan implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Recipe recipe;
  private final StoreLayout layout;
  private final List<PlannedArray> arrays;
  private final List<ConcatAxis> axes;
  private final PositionSet missing;
  private final List<FilledGap> holes;
  private final TreeSet<String> coordinates;
  private final SourceSummary sources;
  private final List<String> warnings;
  private final MemoryBudget memory;

  /**
   * The sources in numbers.
   *
   * @param files there are
   * @param bytes of all of them
   * @param digest of all URLs and fingerprints, hexadecimal
   */
  public record SourceSummary(long files, long bytes, String digest) implements Serializable {}

  Plan(
      Recipe recipe,
      StoreLayout layout,
      List<PlannedArray> arrays,
      List<ConcatAxis> axes,
      Set<Long> missing,
      List<FilledGap> holes,
      Set<String> coordinates,
      SourceSummary sources,
      List<String> warnings,
      MemoryBudget memory) {
    this.recipe = recipe;
    this.layout = layout;
    this.arrays = new ArrayList<>(arrays);
    this.axes = new ArrayList<>(axes);
    this.missing = PositionSet.of(missing);
    this.holes = new ArrayList<>(holes);
    this.coordinates = new TreeSet<>(coordinates);
    this.sources = sources;
    this.warnings = new ArrayList<>(warnings);
    this.memory = memory;
  }

  /** The recipe, with its pattern resolved. */
  public Recipe recipe() {
    return recipe;
  }

  /** The same with another recipe; what was planned stays. */
  public Plan withRecipe(Recipe other) {
    return new Plan(
        other,
        layout,
        arrays,
        axes,
        missing.asSet(),
        holes,
        coordinates,
        sources,
        warnings,
        memory);
  }

  /** The final schema and chunk grids. */
  public StoreLayout layout() {
    return layout;
  }

  /** In the order of {@link #layout()}. */
  public List<PlannedArray> arrays() {
    return List.copyOf(arrays);
  }

  /** The concat axes. */
  public List<ConcatAxis> axes() {
    return List.copyOf(axes);
  }

  /** Positions of files that are missing and are filled by policy. */
  public Set<Long> missing() {
    return missing.asSet();
  }

  /** What is empty by policy, the first hundred: files, then variables that files lack. */
  public List<FilledGap> holes() {
    return List.copyOf(holes);
  }

  /** Names of the variables that are coordinates, bounds, grid mappings or cell measures. */
  public Set<String> coordinates() {
    return new TreeSet<>(coordinates);
  }

  /** The sources in numbers. */
  public SourceSummary sources() {
    return sources;
  }

  /** What the author should look at again. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** What a worker has for the tiles it works on at once. */
  public MemoryBudget memory() {
    return memory;
  }

  /** Number of tiles of all arrays. */
  public long tiles() {
    return arrays.stream().mapToLong(a -> a.tiles().count()).sum();
  }

  /** The arrays that are filled in scratch first, in the order of {@link #arrays()}. */
  public List<PlannedArray> intermediates() {
    return arrays.stream().map(PlannedArray::intermediate).filter(Objects::nonNull).toList();
  }

  /** All that filling one tile of an array takes. */
  public PlannedTile tile(PlannedArray array, long number) {
    return PlannedTile.of(this, array, number);
  }

  /** All that reading any region of an array from the files takes. */
  public PlannedTile part(PlannedArray array, Region region) {
    return PlannedTile.of(this, array, region);
  }

  /**
   * Calls {@code use} for each file that meets a region of an array, in the order of the target;
   * the regions do not overlap and fill the whole.
   */
  void fragments(PlannedArray array, Region region, Consumer<Fragment> use) {
    new FragmentWalk(this, array, region, use).walk();
  }

  long number(long[] index) {
    long n = 0;
    for (int d = 0; d < index.length; d++) {
      PatternDim dim = recipe.pattern().dims().get(d);
      n = n * dim.keys().size() + index[d];
    }
    return n;
  }

  boolean isMissing(long position) {
    return missing.contains(position);
  }

  ConcatAxis axis(int i) {
    return axes.get(i);
  }
}
