package org.arcoforge.recipe;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.arcoforge.pattern.DateText;

/**
 * Policies say what to do where sources disagree or lack something. Everything is refused unless
 * the author says otherwise.
 */
@AutoValue
@SuppressWarnings("AutoValueImmutableFields") // the builder copies them, unmodifiable
public abstract class Policies implements Serializable {
  /** This policy is for attributes that differ between files. */
  public enum AttributePolicy {
    /** Keep what all files that have it agree on. */
    DROP_CONFLICTS,
    /** Keep the lowest position's. */
    FIRST,
    /** Keep all values. */
    LIST,
    /** Refuse. */
    ERROR
  }

  /** This policy is for concat coordinates that do not go strictly up or down over the files. */
  public enum OrderPolicy {
    /** Refuse. */
    ERROR,
    /** Sort the elements of all files, upwards. */
    SORT,
    /** Sort the elements of all files, downwards. */
    SORT_DESCENDING,
    /** Of duplicates, keep the lowest position's. */
    KEEP_FIRST,
    /** Of duplicates, keep the highest position's. */
    KEEP_LAST;

    /** Returns whether elements are put in order, and duplicates refused. */
    public boolean isSorting() {
      return this == SORT || this == SORT_DESCENDING;
    }

    /**
     * Returns the value as it is written in a recipe: {@code keep-first}, {@code {sort:
     * descending}}.
     */
    public String yaml() {
      return this == SORT_DESCENDING
          ? "{sort: descending}"
          : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** This policy is for scale_factor, add_offset and fill values that differ between files. */
  public enum PackingPolicy {
    /** Keep packed where alike, else decode. */
    AUTO,
    /** Always decode. */
    DECODE,
    /** Keep packed; differing is refused. */
    PRESERVE
  }

  /** This policy is for files that are not there. */
  public enum MissingFilePolicy {
    /** Refuse. */
    ERROR,
    /** Put fill values in their place. */
    FILL,
    /** Leave their positions out. */
    SKIP,
    /** Take those at the end as not there yet; what holes are, {@link Policies#holes} says. */
    WAIT
  }

  /** This policy is for variables that are absent in some files. */
  public enum MissingVariablePolicy {
    /** Refuse. */
    ERROR,
    /** Put fill values in their place. */
    FILL
  }

  /** This policy is for published sources that have changed. */
  public enum ChangedSourcePolicy {
    /** Make a new version. */
    NEW_VERSION,
    /** Replace the chunks concerned. */
    IN_PLACE,
    /** Refuse. */
    ERROR
  }

  /** Returns the policy {@code attributes}. */
  public abstract AttributePolicy attributes();

  /**
   * Returns {@code coordinates: {tolerance: …}}, absolute, in the coordinate's units; 0 is exact.
   */
  public abstract double coordinateTolerance();

  /** Returns {@code coordinates: {tolerance: {lat: …}}}: those of single variables, by name. */
  public abstract Map<String, Double> coordinateTolerances();

  /**
   * Returns {@code coordinates: {first: […]}}: taken from the lowest position without comparing,
   * sorted.
   */
  public abstract List<String> firstCoordinates();

  /** Returns {@code pad: {N: max}}: dimensions padded to the longest with the fill value. */
  public abstract Set<String> padded();

  /** Returns the tolerance of a variable: its own, or that of all. */
  public double toleranceOf(String variable) {
    return coordinateTolerances().getOrDefault(variable, coordinateTolerance());
  }

  /** Returns the policy {@code order}. */
  public abstract OrderPolicy order();

  /** Returns {@code allow_unused_files}: whether {@link #order()} may leave nothing of a file. */
  public abstract boolean allowUnusedFiles();

  /** Returns the policy {@code packing}. */
  public abstract PackingPolicy packing();

  /** Returns the policy {@code missing_files}. */
  public abstract MissingFilePolicy missingFiles();

  /** Returns {@code missing_files: {limit: N}}: more missing files than this are refused. */
  public abstract long missingFileLimit();

  /**
   * Returns {@code missing_files: {policy: wait, holes: …}}: what missing files before the end are.
   */
  public abstract MissingFilePolicy waitingHoles();

  /**
   * Returns {@code missing_files: {policy: wait, at_end: P14D}}: how old the last missing files may
   * be, ISO 8601; empty for any age.
   */
  public abstract String waitAtEnd();

  /** Returns what a missing file is that is not at the end. */
  public MissingFilePolicy holes() {
    return missingFiles() == MissingFilePolicy.WAIT ? waitingHoles() : missingFiles();
  }

  /** Returns whether a missing file of that date may be one that is not there yet. */
  public boolean mayWait(LocalDateTime date, LocalDateTime now) {
    return waitAtEnd().isEmpty() || !date.isBefore(now.minus(DateText.step(waitAtEnd())));
  }

  /** Returns the policy {@code missing_variables}. */
  public abstract MissingVariablePolicy missingVariables();

  /** Returns the policy {@code changed_sources}. */
  public abstract ChangedSourcePolicy changedSources();

  /**
   * Returns a builder of the defaults of the design: refuse, except conflicting attributes
   * (dropped) and packing (auto).
   */
  public static Builder builder() {
    return new AutoValue_Policies.Builder()
        .attributes(AttributePolicy.DROP_CONFLICTS)
        .coordinateTolerance(0)
        .coordinateTolerances(Map.of())
        .firstCoordinates(List.of())
        .padded(Set.of())
        .order(OrderPolicy.ERROR)
        .allowUnusedFiles(false)
        .packing(PackingPolicy.AUTO)
        .missingFiles(MissingFilePolicy.ERROR)
        .missingFileLimit(Long.MAX_VALUE)
        .waitingHoles(MissingFilePolicy.ERROR)
        .waitAtEnd("")
        .missingVariables(MissingVariablePolicy.ERROR)
        .changedSources(ChangedSourcePolicy.NEW_VERSION);
  }

  /** Returns a builder with these values. */
  public abstract Builder toBuilder();

  /** Builds {@link Policies}; what is not set is refused. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** See {@link Policies#attributes()}. */
    public abstract Builder attributes(AttributePolicy policy);

    /** See {@link Policies#coordinateTolerance()}. */
    public abstract Builder coordinateTolerance(double tolerance);

    /** See {@link Policies#coordinateTolerances()}. */
    public abstract Builder coordinateTolerances(Map<String, Double> tolerances);

    /** See {@link Policies#firstCoordinates()}. */
    public abstract Builder firstCoordinates(List<String> names);

    /** See {@link Policies#padded()}. */
    public abstract Builder padded(Set<String> dimensions);

    abstract Map<String, Double> coordinateTolerances();

    abstract List<String> firstCoordinates();

    abstract Set<String> padded();

    /** See {@link Policies#order()}. */
    public abstract Builder order(OrderPolicy policy);

    /** See {@link Policies#allowUnusedFiles()}. */
    public abstract Builder allowUnusedFiles(boolean allowed);

    /** See {@link Policies#packing()}. */
    public abstract Builder packing(PackingPolicy policy);

    /** See {@link Policies#missingFiles()}. */
    public abstract Builder missingFiles(MissingFilePolicy policy);

    /** See {@link Policies#missingFileLimit()}. */
    public abstract Builder missingFileLimit(long limit);

    /** See {@link Policies#waitingHoles()}. */
    public abstract Builder waitingHoles(MissingFilePolicy policy);

    /** See {@link Policies#waitAtEnd()}. */
    public abstract Builder waitAtEnd(String span);

    /** See {@link Policies#missingVariables()}. */
    public abstract Builder missingVariables(MissingVariablePolicy policy);

    /** See {@link Policies#changedSources()}. */
    public abstract Builder changedSources(ChangedSourcePolicy policy);

    abstract Policies autoBuild();

    /**
     * Returns the policies.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public Policies build() {
      coordinateTolerances(Collections.unmodifiableMap(new TreeMap<>(coordinateTolerances())));
      firstCoordinates(List.copyOf(new TreeSet<>(firstCoordinates())));
      padded(Collections.unmodifiableSet(new TreeSet<>(padded())));
      Policies policies = autoBuild();
      if (policies.coordinateTolerances().values().stream().anyMatch(t -> !(t >= 0))
          || (policies.coordinateTolerance() > 0 && !policies.coordinateTolerances().isEmpty())) {
        throw new IllegalArgumentException(
            "expected tolerances from 0, one for all or one by variable, found "
                + policies.coordinateTolerance()
                + " and "
                + policies.coordinateTolerances());
      }
      if (!(policies.coordinateTolerance() >= 0) || policies.missingFileLimit() < 0) {
        throw new IllegalArgumentException("tolerance and limit must not be negative");
      }
      return policies;
    }
  }
}
