package org.arcoforge.plan.merge;

import java.io.Serializable;

/**
 * A source failure describes a file that could not be scanned.
 *
 * @param position row-major number in the pattern
 * @param url of the file, without secrets
 * @param kind what it means
 * @param message what happened; begins with the URL
 */
public record SourceFailure(long position, String url, Kind kind, String message)
    implements Serializable {
  /** The kind says what a failure of a source means for the bake. */
  public enum Kind {
    /** There is no such file, which {@code policies.missing_files} may allow. */
    NOT_FOUND,
    /** The file cannot be read. */
    FAILED,
    /** The file is fine, but the recipe does not fit it. */
    RECIPE,
    /** Of all files, as the first ones that were looked at tell; the others were not looked at. */
    ALL
  }

  boolean notFound() {
    return kind == Kind.NOT_FOUND;
  }
}
