package org.arcoforge.inbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.FailureWords;

/**
 * An upload file is a local one that is to be in the inbox.
 *
 * @param name in the inbox
 * @param size bytes
 * @param modified milliseconds since 1970
 */
record UploadFile(Path path, String name, long size, long modified) {
  /** Returns a file as it is now. */
  static UploadFile of(Path path, String name) throws UploadException {
    try {
      BasicFileAttributes a = Files.readAttributes(path, BasicFileAttributes.class);
      return new UploadFile(path, name, a.size(), a.lastModifiedTime().toMillis());
    } catch (IOException e) {
      throw new UploadException(
          Blame.SOURCES, path + ": cannot be looked at: " + FailureWords.of(e));
    }
  }

  /** Makes sure that it is still what it was when it was found. */
  void checkUnchanged() throws UploadException {
    if (!of(path, name).equals(this)) {
      throw changed();
    }
  }

  UploadException changed() {
    return new UploadException(
        Blame.SOURCES,
        path + " changed while it was read; upload it again when nobody writes to it");
  }
}
