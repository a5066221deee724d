package org.arcoforge.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import org.arcoforge.fault.FailureWords;
import org.jspecify.annotations.Nullable;

/** Says of a file system's error which path it met and what to do. */
final class LocalFailures {
  private LocalFailures() {}

  /** Returns the error to throw for what happened while {@code doing} something with a path. */
  static IOException explain(Path path, String doing, IOException e) {
    String reason = reason(e);
    if (e instanceof AccessDeniedException || contains(reason, "Operation not permitted")) {
      return new StoreAccessException(
          "cannot "
              + doing
              + " "
              + path
              + ": permission denied; give the user of this process"
              + " access to the folder, or choose another one",
          e);
    }
    if (contains(reason, "Read-only file system")) {
      return readOnly(path, doing, e);
    }
    if (contains(reason, "No space left") || contains(reason, "quota exceeded")) {
      return new StoreFailureException(
          "cannot "
              + doing
              + " "
              + path
              + ": "
              + reason
              + "; free some space and run again,"
              + " nothing of this object was left behind",
          e);
    }
    if (e instanceof java.nio.file.FileAlreadyExistsException
        || contains(reason, "Not a directory")
        || contains(reason, "Is a directory")) {
      return new StoreFailureException(
          "cannot "
              + doing
              + " "
              + path
              + ": "
              + reason
              + "; a name cannot be both an object and"
              + " the folder of others in a file system",
          e);
    }
    return new StoreFailureException("cannot " + doing + " " + path + ": " + reason, e);
  }

  private static IOException readOnly(Path path, String doing, Throwable e) {
    return new StoreAccessException(
        "cannot "
            + doing
            + " "
            + path
            + ": the file system is read-only; mount it writable, or"
            + " choose another folder",
        e);
  }

  /**
   * Does what {@link #explain(Path, String, IOException)} does, for what Java reports unchecked.
   */
  static IOException explain(Path path, String doing, ReadOnlyFileSystemException e) {
    return readOnly(path, doing, e);
  }

  private static String reason(IOException e) {
    @Nullable String reason =
        e instanceof FileSystemException f && f.getReason() != null
            ? f.getReason()
            : e.getMessage();
    if (e.getClass() == IOException.class && reason != null) {
      return reason; // the system's own words
    }
    return FailureWords.of(e)
        + (reason == null || reason.equals(FailureWords.of(e)) ? "" : ": " + reason);
  }

  private static boolean contains(String reason, String part) {
    return reason.regionMatches(true, 0, part, 0, part.length())
        || reason
            .toLowerCase(java.util.Locale.ROOT)
            .contains(part.toLowerCase(java.util.Locale.ROOT));
  }
}
