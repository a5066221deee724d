package org.arcoforge.plan.merge;

import java.io.Serializable;

/**
 * A source failure describes a file that could not be scanned.
 *
 * @param position row-major number in the pattern
 * @param url of the file, without secrets
 * @param kind what it means
 * @param message what happened; begins with the URL
 * @param reason the class of the failure, as {@code refused}; empty if the source itself is fine
 * @param attempts how often the source was asked for
 * @param permanent whether asking again cannot help
 */
public record SourceFailure(
    long position,
    String url,
    Kind kind,
    String message,
    String reason,
    int attempts,
    boolean permanent)
    implements Serializable {
  /** Makes a failure that is not one of having the file. */
  public SourceFailure(long position, String url, Kind kind, String message) {
    this(position, url, kind, message, "", 1, true);
  }

  /** Returns the same of another position, or said in other words. */
  public SourceFailure at(long other, String words) {
    return new SourceFailure(other, url, kind, words, reason, attempts, permanent);
  }

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
