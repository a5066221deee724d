package org.arcoforge.inflate;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.arcoforge.foreign.ForeignLibrary;

/**
 * Inflates with libdeflate, from the array of the packed bytes into that of the others. It compares
 * the checksum itself. A stream that is not as expected is refused.
 */
final class Libdeflate implements NativeInflater {
  /**
   * Most bytes that may come out. While a stream is inflated no thread gets past a safepoint: of so
   * many bytes that lasts a tenth of a second.
   */
  static final int MOST = 1 << 26;

  private static final int SUCCESS = 0;
  private static final long EXACTLY = 0; // no pointer to a count: then all room must be filled

  /** Decompressors that nobody uses; there are as many as were ever in use at once. */
  private static final ConcurrentLinkedDeque<Long> IDLE = new ConcurrentLinkedDeque<>();

  /** Functions of the library, linked when the first stream comes. */
  private static final class Functions {
    static final boolean LOADED;
    // Final, so that the compiler makes plain calls of them.
    static final MethodHandle ALLOCATE; // () to long
    static final MethodHandle INFLATE;

    static {
      MethodHandle allocate = MethodHandles.empty(methodType(long.class));
      MethodHandle inflate =
          MethodHandles.empty(
              methodType(
                  int.class,
                  long.class,
                  byte[].class,
                  int.class,
                  long.class,
                  byte[].class,
                  int.class,
                  long.class,
                  long.class));
      boolean loaded = false;
      Optional<ForeignLibrary> library =
          names().stream().map(ForeignLibrary::open).flatMap(Optional::stream).findFirst();
      if (library.isPresent()) {
        try {
          allocate = library.get().function("libdeflate_alloc_decompressor", long.class);
          inflate =
              library
                  .get()
                  .function(
                      "libdeflate_zlib_decompress",
                      int.class,
                      long.class,
                      byte[].class,
                      long.class,
                      byte[].class,
                      long.class,
                      long.class);
          loaded = true;
        } catch (NoSuchMethodException e) {
          loaded = false; // another library of that name
        }
      }
      ALLOCATE = allocate;
      INFLATE = inflate;
      LOADED = loaded;
    }
  }

  /** Names of the library's file, the loader's and those of Homebrew. */
  private static List<String> names() {
    String system = System.getProperty("os.name", "");
    if (system.equals("Linux")) {
      return List.of("libdeflate.so.0");
    }
    return system.startsWith("Mac")
        ? Stream.of("", "/opt/homebrew/lib/", "/usr/local/lib/")
            .map(folder -> folder + "libdeflate.0.dylib")
            .toList()
        : List.of();
  }

  @Override
  public boolean isLoaded() {
    return Functions.LOADED;
  }

  @Override
  public boolean inflate(byte[] in, int offset, int length, byte[] out, int expected) {
    try {
      Long idle = IDLE.poll();
      long decompressor = idle == null ? (long) Functions.ALLOCATE.invokeExact() : idle;
      if (decompressor == 0) { // no memory
        return false;
      }
      try {
        int result =
            (int)
                Functions.INFLATE.invokeExact(
                    decompressor, in, offset, (long) length, out, 0, (long) expected, EXACTLY);
        return result == SUCCESS;
      } finally {
        IDLE.push(decompressor);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) { // handles declare it, C throws none
      throw new IllegalStateException(e);
    }
  }
}
