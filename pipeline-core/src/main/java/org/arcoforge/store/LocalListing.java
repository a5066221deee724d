package org.arcoforge.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists the objects below a prefix in the order of their keys; one folder at a time is in memory.
 */
final class LocalListing implements Iterator<ObjectInfo> {
  private final Path root;
  private final String prefix;
  private final Deque<Iterator<String>> open = new ArrayDeque<>();
  private @Nullable ObjectInfo next;

  LocalListing(Path root, String prefix) throws IOException {
    this.root = root;
    this.prefix = prefix;
    open.push(names(root, prefix.substring(0, prefix.lastIndexOf('/') + 1)).iterator());
    advance();
  }

  /**
   * Returns the keys of one folder's files and, with a slash, folders; sorted. With the slash a
   * folder is where its objects' keys are in the order of the whole.
   */
  static List<String> names(Path root, String folder) throws IOException {
    Path path = folder.isEmpty() ? root : root.resolve(folder);
    List<String> names = new ArrayList<>();
    try (Stream<Path> entries = Files.list(path)) {
      entries.forEach(
          entry -> {
            String name = entry.getFileName().toString();
            if (!name.startsWith(ObjectKeys.RESERVED)) {
              names.add(folder + name + (Files.isDirectory(entry) ? "/" : ""));
            }
          });
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw LocalFailures.explain(path, "list", new IOException(e));
    } catch (FileSystemException e) {
      throw LocalFailures.explain(path, "list", e);
    }
    names.sort(null);
    return names;
  }

  private void advance() throws IOException {
    next = null;
    while (next == null && !open.isEmpty()) {
      if (!open.peek().hasNext()) {
        open.pop();
        continue;
      }
      String name = open.peek().next();
      if (name.endsWith("/")) {
        // The prefix may end within this folder's name or below it.
        if (name.startsWith(prefix) || prefix.startsWith(name)) {
          open.push(names(root, name).iterator());
        }
      } else if (name.startsWith(prefix)) {
        next = info(name);
      }
    }
  }

  private @Nullable ObjectInfo info(String key) throws IOException {
    Path path = root.resolve(key);
    try {
      return LocalFiles.info(key, Files.readAttributes(path, BasicFileAttributes.class), -1);
    } catch (NoSuchFileException e) {
      // Deleted since its folder was listed.
      return null;
    } catch (IOException e) {
      throw LocalFailures.explain(path, "list", e);
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public ObjectInfo next() {
    ObjectInfo result = next;
    if (result == null) {
      throw new NoSuchElementException();
    }
    try {
      advance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result;
  }
}
