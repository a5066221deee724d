package org.arcoforge.recipe;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.List;
import org.arcoforge.pattern.FilePattern;

/** A recipe says which files there are, how they combine, and what the result looks like. */
@AutoValue
@SuppressWarnings("AutoValueImmutableFields") // the builder copies them, unmodifiable
public abstract class Recipe implements Serializable {
  /** Its name within the feedstock, and of the store: letters, digits, {@code . _ -}. */
  public abstract String id();

  /** Which files there are. */
  public abstract FilePattern pattern();

  /** Changes applied to each file's description and data, in this order. */
  public abstract List<Transform> transforms();

  /** What the result looks like. */
  public abstract Target target();

  /** What to do where sources disagree or lack something. */
  public abstract Policies policies();

  /** Where its keys stand in a feedstock. */
  public abstract Places places();

  /** A builder with default target and policies and no transforms. */
  public static Builder builder() {
    return new AutoValue_Recipe.Builder()
        .transforms(List.of())
        .target(Target.builder().build())
        .policies(Policies.builder().build())
        .places(Places.none());
  }

  /** A builder with this recipe's values. */
  public abstract Builder toBuilder();

  /** Builds a {@link Recipe}. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** Required. */
    public abstract Builder id(String id);

    /** Required. */
    public abstract Builder pattern(FilePattern pattern);

    /** None if not set. */
    public abstract Builder transforms(List<Transform> transforms);

    /** As above. */
    public Builder transforms(Transform... transforms) {
      return transforms(List.of(transforms));
    }

    /** Zarr v3, chunks of about 100 MB if not set. */
    public abstract Builder target(Target target);

    /** All refusals if not set. */
    public abstract Builder policies(Policies policies);

    /** Nowhere if not set. */
    public abstract Builder places(Places places);

    abstract List<Transform> transforms();

    abstract Recipe autoBuild();

    /**
     * The recipe.
     *
     * @throws IllegalStateException if the id or the pattern is missing
     */
    public Recipe build() {
      transforms(List.copyOf(transforms()));
      return autoBuild();
    }
  }
}
