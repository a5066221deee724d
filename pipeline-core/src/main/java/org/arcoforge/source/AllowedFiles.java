package org.arcoforge.source;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Allowed files are the local files that a feedstock may read: all of them, or those below some
 * folders. Links are followed before it is decided. Immutable.
 */
final class AllowedFiles implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final AllowedFiles ALL = new AllowedFiles(null);

  private final @Nullable List<String> folders;

  private AllowedFiles(@Nullable List<String> folders) {
    this.folders = folders;
  }

  /** Allows every file, as for somebody's own feedstock on their own machine. */
  static AllowedFiles all() {
    return ALL;
  }

  /** Allows the files below some folders. */
  static AllowedFiles below(Collection<Path> folders) {
    return new AllowedFiles(
        folders.stream().map(f -> f.toAbsolutePath().normalize().toString()).toList());
  }

  /**
   * Makes sure that a file, or a folder, may be read.
   *
   * @throws NotAllowedException if it is not below one of the folders; it may not be there
   */
  void check(String url, Path path) throws NotAllowedException {
    if (folders == null) {
      return;
    }
    Path real = real(path.toAbsolutePath().normalize());
    if (folders.stream().noneMatch(f -> real.startsWith(real(Path.of(f))))) {
      throw new NotAllowedException(
          url,
          "is outside of the folders that this feedstock may read ("
              + String.join(", ", folders)
              + "); if it may read this one, say so: --allow-files "
              + (path.getParent() == null ? path : path.toAbsolutePath().normalize().getParent()));
    }
  }

  /** The path without links, as far as it exists. */
  private static Path real(Path path) {
    Path there = path;
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return there.toRealPath().resolve(there.relativize(path));
    } catch (IOException e) { // it cannot be looked at, and hence not be read
      return path;
    }
  }
}
