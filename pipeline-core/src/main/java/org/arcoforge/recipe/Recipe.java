package org.arcoforge.recipe;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.List;
import org.arcoforge.pattern.FilePattern;

/** A recipe says which files there are, how they combine, and what the result looks like. */
@AutoValue
@SuppressWarnings("AutoValueImmutableFields") // the builder copies them, unmodifiable
public abstract class Recipe implements Serializable {
  /** Returns its name within the feedstock, and of the store: letters, digits, {@code . _ -}. */
  public abstract String id();

  /** Returns which files there are. */
  public abstract FilePattern pattern();

  /** Changes applied to each file's description and data, in this order. */
  public abstract List<Transform> transforms();

  /** Returns what the result looks like. */
  public abstract Target target();

  /** Returns what to do where sources disagree or lack something. */
  public abstract Policies policies();

  /** Returns where its keys stand in a feedstock. */
  public abstract Places places();

  /** Returns a builder with default target and policies and no transforms. */
  public static Builder builder() {
    return new AutoValue_Recipe.Builder()
        .transforms(List.of())
        .target(Target.builder().build())
        .policies(Policies.builder().build())
        .places(Places.none());
  }

  /** Returns a builder with this recipe's values. */
  public abstract Builder toBuilder();

  /** Builds a {@link Recipe}. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** Sets the id, which is required. */
    public abstract Builder id(String id);

    /** Sets the pattern, which is required. */
    public abstract Builder pattern(FilePattern pattern);

    /** Sets the transforms; none if not set. */
    public abstract Builder transforms(List<Transform> transforms);

    /** Sets the transforms, applied in this order. */
    public Builder transforms(Transform... transforms) {
      return transforms(List.of(transforms));
    }

    /** Sets the target; Zarr v3 with chunks of about 100 MB if not set. */
    public abstract Builder target(Target target);

    /** Sets the policies; all refusals if not set. */
    public abstract Builder policies(Policies policies);

    /** Sets the places of the keys; nowhere if not set. */
    public abstract Builder places(Places places);

    abstract List<Transform> transforms();

    abstract Recipe autoBuild();

    /**
     * Returns the recipe.
     *
     * @throws IllegalStateException if the id or the pattern is missing
     */
    public Recipe build() {
      transforms(List.copyOf(transforms()));
      return autoBuild();
    }
  }
}
