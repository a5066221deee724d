package org.arcoforge.plan;

import com.google.auto.value.AutoBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.plan.tiling.ConcatAxis;
import org.arcoforge.plan.tiling.LeftOut;
import org.arcoforge.plan.tiling.MemoryBudget;
import org.arcoforge.recipe.Recipe;

/**
 * Plan parts hold all that a plan is made of, as values that can be written down and compared:
 * {@link Plan#parts()} gives them, {@link Plan#of} makes an equal plan of them.
 *
 * @param recipe with its pattern resolved
 * @param layout the final schema and chunk grids
 * @param arrays in the order of {@code layout}
 * @param axes the concat axes
 * @param missing positions of files that are missing and are filled by policy
 * @param holes what is empty by policy, the first hundred: files, then variables that files lack
 * @param leftOut what a policy leaves out, by the dimension along which
 * @param padded by dimension, how many files are shorter and padded with fill values by policy
 * @param coordinates names of the variables that are coordinates, bounds, grid mappings or cell
 *     measures, sorted
 * @param sources in numbers
 * @param warnings what the author should look at again
 * @param memory what a worker has for the tiles it works on at once
 */
public record PlanParts(
    Recipe recipe,
    StoreLayout layout,
    List<ArrayParts> arrays,
    List<ConcatAxis> axes,
    PositionSet missing,
    List<FilledGap> holes,
    List<LeftOut> leftOut,
    Map<String, Long> padded,
    Set<String> coordinates,
    Plan.SourceSummary sources,
    List<String> warnings,
    MemoryBudget memory) {
  /** Copies the lists and the set. */
  public PlanParts {
    arrays = List.copyOf(arrays);
    axes = List.copyOf(axes);
    holes = List.copyOf(holes);
    leftOut = List.copyOf(leftOut);
    padded = Collections.unmodifiableMap(new TreeMap<>(padded));
    coordinates = Collections.unmodifiableSet(new TreeSet<>(coordinates));
    warnings = List.copyOf(warnings);
  }

  /** Returns the same of another recipe. */
  PlanParts withRecipe(Recipe other) {
    return new AutoBuilder_PlanParts_Builder(this).recipe(other).build();
  }

  /** Returns the same with more warnings after those there are. */
  PlanParts withWarnings(List<String> more) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(more);
    return new AutoBuilder_PlanParts_Builder(this).warnings(all).build();
  }

  /** Returns a builder of a plan in which no file is missing. */
  public static Builder builder() {
    return new AutoBuilder_PlanParts_Builder()
        .missing(PositionSet.of())
        .holes(List.of())
        .leftOut(List.of())
        .padded(Map.of())
        .warnings(List.of());
  }

  /** Builds {@link PlanParts} value by value. */
  @AutoBuilder
  public interface Builder {
    /** Sets {@link PlanParts#recipe()}. */
    Builder recipe(Recipe recipe);

    /** Sets {@link PlanParts#layout()}. */
    Builder layout(StoreLayout layout);

    /** Sets {@link PlanParts#arrays()}. */
    Builder arrays(List<ArrayParts> arrays);

    /** Sets {@link PlanParts#axes()}. */
    Builder axes(List<ConcatAxis> axes);

    /** Sets {@link PlanParts#missing()}. */
    Builder missing(PositionSet positions);

    /** Sets {@link PlanParts#holes()}. */
    Builder holes(List<FilledGap> holes);

    /** Sets {@link PlanParts#leftOut()}. */
    Builder leftOut(List<LeftOut> leftOut);

    /** Sets {@link PlanParts#padded()}. */
    Builder padded(Map<String, Long> files);

    /** Sets {@link PlanParts#coordinates()}. */
    Builder coordinates(Set<String> names);

    /** Sets {@link PlanParts#sources()}. */
    Builder sources(Plan.SourceSummary sources);

    /** Sets {@link PlanParts#warnings()}. */
    Builder warnings(List<String> warnings);

    /** Sets {@link PlanParts#memory()}. */
    Builder memory(MemoryBudget memory);

    /** Returns the value; what has no default must be set. */
    PlanParts build();
  }
}
