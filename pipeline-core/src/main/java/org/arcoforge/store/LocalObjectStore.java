package org.arcoforge.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.arcoforge.disk.NewFiles;

/**
 * Stores objects as files below a folder. An object is written to a hidden file and linked to its
 * name, which fails if the name is taken; so readers see whole files only, whenever a writer dies.
 */
final class LocalObjectStore implements ObjectStore {
  private static final int SLICE = 1 << 20; // bytes of one call to the file system

  private final Path root;
  private final boolean force;
  private final LocalTemp temp;

  LocalObjectStore(Path root, boolean force) {
    this(root, force, new NewFiles()::create);
  }

  LocalObjectStore(Path root, boolean force, LocalTemp.Disk disk) {
    this.root = root.toAbsolutePath().normalize();
    this.force = force;
    this.temp = new LocalTemp(this.root, disk);
    temp.sweep(LocalTemp.ABANDONED);
  }

  @Override
  public String location() {
    return LocalFiles.folderUrl(root);
  }

  private Path path(String key) {
    return root.resolve(ObjectKeys.check(key));
  }

  @Override
  public ObjectInfo create(String key, byte[] bytes, int offset, int length) throws IOException {
    long crc = ObjectKeys.crc32c(bytes, offset, length);
    return create(
        key,
        length,
        crc,
        path -> temp.with(bytes, offset, length, force, file -> link(file, path)));
  }

  @Override
  public boolean takesDrafts() {
    return true;
  }

  @Override
  public Optional<ObjectDraft> draft(int head) throws IOException {
    return Optional.of(new LocalDraft(this, () -> temp.open(head, force), head));
  }

  /** Writes to a draft, whose object has no path yet. */
  <T> T drafting(Action<T> action) throws IOException {
    return writing(root, action);
  }

  /** Gives a file that is whole its name, unless there is one with the same bytes. */
  ObjectInfo name(String key, Path file, long length, long crc) throws IOException {
    return create(key, length, crc, path -> link(file, path));
  }

  /** A naming gives an object its name; it returns whether that was free. */
  private interface Naming {
    boolean as(Path path) throws IOException;
  }

  private ObjectInfo create(String key, long length, long crc, Naming naming) throws IOException {
    Path path = path(key);
    Optional<ObjectInfo> there = Files.exists(path) ? stat(key) : Optional.empty();
    for (int i = 0; there.isEmpty(); i++) {
      if (writing(path, () -> naming.as(path))) {
        return describe(key, path, crc);
      }
      // Empty if it was deleted again: then it is to be made after all.
      there = stat(key);
      if (i == LocalFiles.TRIES) {
        throw new IOException("cannot write " + path + ": the name is taken, but by no file");
      }
    }
    if (there.get().size() != length || there.get().crc32c() != crc) {
      throw ObjectKeys.exists(url(key), length, crc, there.get());
    }
    return there.get();
  }

  private ObjectInfo describe(String key, Path path, long crc) throws IOException {
    try {
      return LocalFiles.info(key, Files.readAttributes(path, BasicFileAttributes.class), crc);
    } catch (IOException e) {
      throw LocalFailures.explain(path, "look up", e);
    }
  }

  /** Gives the file its name unless that is taken. */
  private static boolean link(Path file, Path path) throws IOException {
    for (int i = 0; ; i++) {
      LocalFiles.makeFolderOf(path);
      try {
        Files.createLink(path, file);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      } catch (NoSuchFileException e) {
        // A delete in another thread removed the folder while it was empty.
        if (i == LocalFiles.TRIES || !Files.exists(file)) {
          throw e;
        }
      } catch (UnsupportedOperationException | FileSystemException e) {
        // A file system without hard links: only the lock stands between two creators there.
        return LocalLock.holding(path, () -> moveIfAbsent(file, path));
      }
    }
  }

  static boolean moveIfAbsent(Path file, Path path) throws IOException {
    if (Files.exists(path)) {
      return false;
    }
    move(file, path);
    return true;
  }

  private static void move(Path file, Path path) throws IOException {
    try {
      Files.move(file, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(
          "the folder is on another file system than the root of its store; open a store there", e);
    }
  }

  @Override
  public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
    Path path = path(key);
    if (generation == 0) {
      if (!writing(path, () -> temp.with(bytes, 0, bytes.length, true, file -> link(file, path)))) {
        throw mismatch(key, generation);
      }
      return describe(key, path, ObjectKeys.crc32c(bytes, 0, bytes.length));
    }
    if (generationOf(path) != generation) {
      throw mismatch(key, generation);
    }
    return writing(
        path,
        () -> temp.with(bytes, 0, bytes.length, true, file -> swap(key, file, bytes, generation)));
  }

  private ObjectInfo swap(String key, Path file, byte[] bytes, long generation) throws IOException {
    Path path = path(key);
    return LocalLock.holding(
        path,
        () -> {
          if (generationOf(path) != generation) {
            throw mismatch(key, generation);
          }
          makeLater(file, Files.getLastModifiedTime(path));
          ObjectInfo info = describe(key, file, ObjectKeys.crc32c(bytes, 0, bytes.length));
          move(file, path);
          return info;
        });
  }

  /** Two contents of one name must not share a modification time. */
  private static void makeLater(Path file, FileTime than) throws IOException {
    // The first suffices but on file systems that count in seconds.
    for (long step : new long[] {1, 2000}) {
      if (Files.getLastModifiedTime(file).compareTo(than) > 0) {
        return;
      }
      Files.setLastModifiedTime(file, FileTime.fromMillis(than.toMillis() + step));
    }
  }

  private GenerationMismatchException mismatch(String key, long expected) throws IOException {
    return new GenerationMismatchException(
        ObjectKeys.changed(url(key), expected, generationOf(path(key))));
  }

  private static long generationOf(Path path) throws IOException {
    try {
      BasicFileAttributes a = Files.readAttributes(path, BasicFileAttributes.class);
      return a.isRegularFile() ? LocalFiles.generation(a) : 0;
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /** An action is what is done with a file. */
  interface Action<T> {
    T run() throws IOException;
  }

  private static <T> T writing(Path path, Action<T> action) throws IOException {
    return explaining(path, "write", action);
  }

  private static <T> T explaining(Path path, String doing, Action<T> action) throws IOException {
    try {
      return action.run();
    } catch (GenerationMismatchException | ObjectNotFoundException | StoreAccessException e) {
      throw e;
    } catch (IOException e) {
      throw LocalFailures.explain(path, doing, e);
    }
  }

  @Override
  public Optional<ObjectInfo> stat(String key) throws IOException {
    Path path = path(key);
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalFiles.describe(key, path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw LocalFailures.explain(path, "read", e);
    }
  }

  @Override
  public OptionalLong nearSize(String key) throws IOException {
    try {
      return OptionalLong.of(Files.size(path(key)));
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public byte[] read(String key) throws IOException {
    Path path = path(key);
    return explaining(path, "read", () -> reading(key, path, () -> readAll(path)));
  }

  @Override
  public void read(String key, long position, byte[] target, int offset, int length)
      throws IOException {
    Path path = path(key);
    explaining(
        path,
        "read",
        () ->
            reading(
                key,
                path,
                () -> {
                  readRange(path, position, ByteBuffer.wrap(target, offset, length));
                  return true;
                }));
  }

  private <T> T reading(String key, Path path, Action<T> action) throws IOException {
    try {
      return action.run();
    } catch (IOException e) {
      if (Files.isRegularFile(path)) {
        throw e;
      }
      throw new ObjectNotFoundException(url(key) + ": no such object", e);
    }
  }

  private static byte[] readAll(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > Integer.MAX_VALUE - 16) {
        throw new IOException(size + " bytes are more than one array can hold");
      }
      byte[] bytes = new byte[(int) size];
      readRange(channel, 0, ByteBuffer.wrap(bytes));
      return bytes;
    }
  }

  private static void readRange(Path path, long position, ByteBuffer target) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      readRange(channel, position, target);
    }
  }

  /** In slices: for each call the JDK keeps as large a buffer outside of the heap. */
  private static void readRange(FileChannel channel, long position, ByteBuffer target)
      throws IOException {
    int begin = target.position();
    int end = target.limit();
    while (target.position() < end) {
      target.limit(Math.min(end, target.position() + SLICE));
      if (channel.read(target, position + target.position() - begin) < 0) {
        throw new EOFException(
            "expected bytes "
                + position
                + " to "
                + (position + end - begin)
                + ", but the object has "
                + channel.size());
      }
    }
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) throws IOException {
    LocalListing listing = new LocalListing(root, ObjectKeys.checkPrefix(prefix));
    int traits = Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(listing, traits), false);
  }

  @Override
  public Stream<String> children(String prefix) throws IOException {
    List<String> children = new ArrayList<>();
    for (String name : LocalListing.names(root, ObjectKeys.checkFolder(prefix))) {
      // A folder without objects is none of a store's.
      if (!name.endsWith("/") || new LocalListing(root, name).hasNext()) {
        children.add(name.substring(prefix.length()));
      }
    }
    return children.stream();
  }

  @Override
  public void delete(String key) throws IOException {
    Path path = path(key);
    if (!Files.isRegularFile(path)) {
      return;
    }
    explaining(path, "delete", () -> LocalLock.holding(path, () -> Files.deleteIfExists(path)));
    removeEmptyFolders(path);
  }

  private void removeEmptyFolders(Path file) {
    Path folder = file.getParent();
    while (folder != null && folder.startsWith(root) && !folder.equals(root)) {
      try {
        Files.deleteIfExists(folder);
      } catch (IOException e) {
        // Not empty; or it stays, which harms nobody.
        return;
      }
      folder = folder.getParent();
    }
  }

  /** Removes what processes that died left behind longer ago than {@code age}; says how many. */
  int sweep(Duration age) {
    return temp.sweep(age);
  }

  @Override
  public List<Leftovers> leftovers(int depth, boolean dryRun) throws IOException {
    List<Leftovers> found = new ArrayList<>();
    leftovers(root, depth, dryRun, found);
    return found;
  }

  private void leftovers(Path folder, int depth, boolean dryRun, List<Leftovers> found)
      throws IOException {
    long[] swept = new LocalTemp(folder, new NewFiles()::create).leftovers(dryRun);
    if (swept[0] > 0) {
      found.add(new Leftovers(LocalFiles.folderUrl(folder), swept[0], swept[1]));
      removeEmptyFolders(folder.resolve(LocalTemp.FOLDER));
    }
    for (String name : depth > 0 ? LocalListing.names(folder, "") : List.<String>of()) {
      if (name.endsWith("/")) {
        leftovers(folder.resolve(name), depth - 1, dryRun, found);
      }
    }
  }

  @Override
  public void close() {}
}
