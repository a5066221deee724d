package org.arcoforge.foreign;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Calls native functions by {@code java.lang.foreign} (JEP 454), which is final since Java 22 and
 * looked up by its names, as this code runs on Java 17 too. What is called does not leave the JVM's
 * state of running Java code ({@code Linker.Option.critical}): so it may be given arrays, must be
 * short, and a collection of the heap waits for it.
 */
final class ForeignApi {
  private static final int FIRST = 22;
  private static final Optional<ForeignApi> HERE = find();

  private final Object linker;
  private final Method descriptor;
  private final Method downcall;
  private final Object critical;
  private final Class<?> layout;
  private final Object address;
  private final Object int32;
  private final Object int64;
  private final Class<?> segment;
  private final MethodHandle ofArray; // (byte[], int) to segment

  private ForeignApi() throws ReflectiveOperationException {
    Class<?> linkers = named("Linker");
    Class<?> descriptors = named("FunctionDescriptor");
    Class<?> option = named("Linker$Option");
    Class<?> values = named("ValueLayout");
    layout = named("MemoryLayout");
    segment = named("MemorySegment");
    Class<?> layouts = Array.newInstance(layout, 0).getClass();
    linker = linkers.getMethod("nativeLinker").invoke(null);
    descriptor = descriptors.getMethod("of", layout, layouts);
    downcall =
        linkers.getMethod(
            "downcallHandle", segment, descriptors, Array.newInstance(option, 0).getClass());
    Object options = Array.newInstance(option, 1);
    Array.set(options, 0, option.getMethod("critical", boolean.class).invoke(null, true));
    critical = options;
    address = values.getField("ADDRESS").get(null);
    if ((long) layout.getMethod("byteSize").invoke(address) != Long.BYTES) {
      throw new NoSuchMethodException("pointers and sizes are not of 64 bits");
    }
    int32 = values.getField("JAVA_INT").get(null);
    int64 = values.getField("JAVA_LONG").get(null);
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    MethodHandle whole =
        lookup.findStatic(segment, "ofArray", MethodType.methodType(segment, byte[].class));
    MethodHandle slice =
        lookup.findVirtual(segment, "asSlice", MethodType.methodType(segment, long.class));
    ofArray =
        MethodHandles.filterArguments(slice, 0, whole)
            .asType(MethodType.methodType(segment, byte[].class, int.class));
  }

  private static Class<?> named(String name) throws ClassNotFoundException {
    return Class.forName("java.lang.foreign." + name);
  }

  /** Returns that of this JVM; empty where it has none, or would warn of each library. */
  static Optional<ForeignApi> here() {
    return HERE;
  }

  private static Optional<ForeignApi> find() {
    if (Runtime.version().feature() < FIRST) {
      return Optional.empty();
    }
    try {
      Module ours = ForeignApi.class.getModule();
      boolean isAllowed = (boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(ours);
      return isAllowed ? Optional.of(new ForeignApi()) : Optional.empty();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return Optional.empty(); // then all is done by other means
    }
  }

  /**
   * Returns what finds the functions of a library that stays loaded.
   *
   * @param name of its file, as the system's loader knows it, or its path
   * @throws ReflectiveOperationException if it cannot be loaded
   */
  Object library(String name) throws ReflectiveOperationException {
    Class<?> arena = named("Arena");
    Object global = arena.getMethod("global").invoke(null);
    return named("SymbolLookup")
        .getMethod("libraryLookup", String.class, arena)
        .invoke(null, name, global);
  }

  /**
   * Returns a function's handle; see {@link ForeignLibrary#function}.
   *
   * @throws ReflectiveOperationException if the library does not have it
   */
  MethodHandle function(Object library, String name, Class<?> result, Class<?>... arguments)
      throws ReflectiveOperationException {
    Object found =
        ((Optional<?>) named("SymbolLookup").getMethod("find", String.class).invoke(library, name))
            .orElseThrow(() -> new NoSuchMethodException(name));
    Object layouts = Array.newInstance(layout, arguments.length);
    for (int i = 0; i < arguments.length; i++) {
      Array.set(layouts, i, layout(arguments[i]));
    }
    Object described = descriptor.invoke(null, layout(result), layouts);
    MethodHandle handle = (MethodHandle) downcall.invoke(linker, found, described, critical);
    int at = 0;
    for (Class<?> argument : arguments) {
      if (argument == byte[].class) {
        handle = MethodHandles.collectArguments(handle, at++, ofArray);
      }
      at++;
    }
    return handle;
  }

  /** Pointers pass as numbers of their width do. */
  private Object layout(Class<?> type) {
    if (type == int.class) {
      return int32;
    }
    if (type == long.class) {
      return int64;
    }
    if (type == byte[].class) {
      return address;
    }
    throw new IllegalArgumentException("no native type is " + type);
  }
}
