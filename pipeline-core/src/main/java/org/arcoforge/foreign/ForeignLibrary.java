package org.arcoforge.foreign;

import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** A foreign library is a native one whose functions work on Java's arrays where they lie. */
public final class ForeignLibrary {
  private final ForeignApi api;
  private final Object lookup;

  private ForeignLibrary(ForeignApi api, Object lookup) {
    this.api = api;
    this.lookup = lookup;
  }

  /** Returns whether this JVM calls functions so. */
  public static boolean isPossible() {
    return ForeignApi.here().isPresent();
  }

  /**
   * Loads a library for as long as the process runs; empty where it is not there, or this JVM calls
   * no functions so (before Java 22, or without {@code --enable-native-access}).
   *
   * @param name of its file, as the system's loader knows it, or its path
   */
  public static Optional<ForeignLibrary> open(String name) {
    Optional<ForeignApi> api = ForeignApi.here();
    if (api.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ForeignLibrary(api.get(), api.get().library(name)));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return Optional.empty();
    }
  }

  /**
   * Returns a handle that calls a function, which must return soon: no collection of the heap
   * begins before.
   *
   * @param result {@code int}, or {@code long} (for pointers too)
   * @param arguments of the C function: {@code int}; {@code long}, for pointers and {@code size_t}
   *     too; {@code byte[]}, for which the handle takes an array and an {@code int} offset in it
   * @throws NoSuchMethodException if the library does not have it
   */
  public MethodHandle function(String name, Class<?> result, Class<?>... arguments)
      throws NoSuchMethodException {
    try {
      return api.function(lookup, name, result, arguments);
    } catch (NoSuchMethodException e) {
      throw e;
    } catch (ReflectiveOperationException e) {
      throw (NoSuchMethodException) new NoSuchMethodException(name + ": " + e).initCause(e);
    }
  }
}
