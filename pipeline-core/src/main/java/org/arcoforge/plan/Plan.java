package org.arcoforge.plan;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.arcoforge.array.Region;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.plan.tiling.ConcatAxis;
import org.arcoforge.plan.tiling.LeftOut;
import org.arcoforge.plan.tiling.MemoryBudget;
import org.arcoforge.recipe.Recipe;

/**
 * A plan says what a bake will do: the final layout of the store, and for each array the files that
 * fill it. Its size grows with the number of keys of the pattern's dimensions, not with their
 * product nor with the number of chunks.
 */
public final class Plan {
  private final PlanParts parts;
  private final List<PlannedArray> arrays;

  /**
   * A source summary gives number, bytes and digest of all sources.
   *
   * @param files there are
   * @param bytes of all of them
   * @param digest of all URLs and fingerprints, hexadecimal
   */
  public record SourceSummary(long files, long bytes, String digest) {}

  private Plan(PlanParts parts) {
    this.parts = parts;
    this.arrays = parts.arrays().stream().map(PlannedArray::of).toList();
  }

  /** Returns the plan that is made of those parts. */
  public static Plan of(PlanParts parts) {
    return new Plan(parts);
  }

  /** Returns all that this is made of. */
  public PlanParts parts() {
    return parts;
  }

  /** Returns the recipe, with its pattern resolved. */
  public Recipe recipe() {
    return parts.recipe();
  }

  /** Returns the same with another recipe; what was planned stays. */
  public Plan withRecipe(Recipe other) {
    return new Plan(parts.withRecipe(other));
  }

  /** Returns the same with more that the author should know, but for what is told already. */
  public Plan withWarnings(List<String> more) {
    List<String> others = more.stream().filter(w -> !warnings().contains(w)).toList();
    return others.isEmpty() ? this : new Plan(parts.withWarnings(others));
  }

  /** Returns the final schema and chunk grids. */
  public StoreLayout layout() {
    return parts.layout();
  }

  /** Returns the planned arrays in the order of {@link #layout()}. */
  public List<PlannedArray> arrays() {
    return arrays;
  }

  /** Returns the concat axes. */
  public List<ConcatAxis> axes() {
    return parts.axes();
  }

  /** Returns positions of files that are missing and are filled by policy. */
  public Set<Long> missing() {
    return parts.missing().asSet();
  }

  /** Returns what is empty by policy, the first hundred: files, then variables that files lack. */
  public List<FilledGap> holes() {
    return parts.holes();
  }

  /** Returns what a policy leaves out of the store, by the dimension along which. */
  public List<LeftOut> leftOut() {
    return parts.leftOut();
  }

  /** Returns, by dimension, how many files are shorter and padded with fill values by policy. */
  public Map<String, Long> padded() {
    return parts.padded();
  }

  /**
   * Returns names of the variables that are coordinates, bounds, grid mappings or cell measures.
   */
  public Set<String> coordinates() {
    return parts.coordinates();
  }

  /** Returns the sources in numbers. */
  public SourceSummary sources() {
    return parts.sources();
  }

  /** Returns what the author should look at again. */
  public List<String> warnings() {
    return parts.warnings();
  }

  /** Returns what a worker has for the tiles it works on at once. */
  public MemoryBudget memory() {
    return parts.memory();
  }

  /** Returns the number of tiles of all arrays. */
  public long tiles() {
    return arrays.stream().mapToLong(a -> a.tiles().count()).sum();
  }

  /** Returns the arrays that are filled in scratch first, in the order of {@link #arrays()}. */
  public List<PlannedArray> intermediates() {
    return arrays.stream().map(PlannedArray::intermediate).filter(Objects::nonNull).toList();
  }

  /** Returns all that filling one tile of an array takes. */
  public PlannedTile tile(PlannedArray array, long number) {
    return PlannedTile.of(this, array, number);
  }

  /** Returns all that reading any region of an array from the files takes. */
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
      PatternDim dim = recipe().pattern().dims().get(d);
      n = n * dim.keys().size() + index[d];
    }
    return n;
  }

  boolean isMissing(long position) {
    return parts.missing().contains(position);
  }

  ConcatAxis axis(int i) {
    return parts.axes().get(i);
  }
}
