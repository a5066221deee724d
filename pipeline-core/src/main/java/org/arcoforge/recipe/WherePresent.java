package org.arcoforge.recipe;

/**
 * This wraps a transform of names that need not be in any file. Without it, each name must be in at
 * least one file of the pattern; files that lack it are left as they are either way.
 *
 * @param transform of a kind that {@link #takes} takes
 */
public record WherePresent(Transform transform) implements Transform {
  /** Checks the kind. */
  public WherePresent {
    if (!takes(transform)) {
      throw new IllegalArgumentException(
          "expected a transform of names, such as rename or drop, found " + transform);
    }
  }

  /** Returns whether a transform is of a kind that passes over files without its names. */
  public static boolean takes(Transform t) {
    return t instanceof Rename
        || t instanceof Drop
        || t instanceof Keep
        || t instanceof SetCoords
        || t instanceof SetAttributes
        || t instanceof MissingValues;
  }

  /** Returns the transform itself, whether its names must be somewhere or not. */
  public static Transform plain(Transform t) {
    return t instanceof WherePresent w ? w.transform() : t;
  }

  @Override
  public <R> R match(Cases<R> cases) {
    return cases.wherePresent(this);
  }
}
