package org.arcoforge.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.arcoforge.OtherJvm;
import org.junit.jupiter.api.Test;

/** Functions of the C library, in a JVM that calls such. */
class ForeignLibraryIT {
  private static final byte[] TEXT = "sea surface".getBytes(StandardCharsets.US_ASCII);

  private static ForeignLibrary c() {
    boolean mac = System.getProperty("os.name").startsWith("Mac");
    return ForeignLibrary.open(mac ? "/usr/lib/libSystem.B.dylib" : "libc.so.6").orElseThrow();
  }

  /** Prints what calls give; with an argument, only whether there can be any. */
  public static void main(String[] arguments) throws Throwable {
    System.out.println(ForeignLibrary.isPossible());
    if (arguments.length > 0) {
      System.out.println(ForeignLibrary.open("libc.so.6").isPresent());
      return;
    }
    System.out.println((int) c().function("abs", int.class, int.class).invokeExact(-7));
    System.out.println((long) c().function("labs", long.class, long.class).invokeExact(-1L << 40));

    byte[] target = "______________".getBytes(StandardCharsets.US_ASCII);
    MethodHandle copy = c().function("memcpy", long.class, byte[].class, byte[].class, long.class);
    long where = (long) copy.invokeExact(target, 2, TEXT, 4, 7L);
    System.out.println(new String(target, StandardCharsets.US_ASCII) + " " + (where != 0));

    byte[] other = new byte[20];
    System.arraycopy(TEXT, 0, other, 5, TEXT.length);
    MethodHandle compare =
        c().function("memcmp", int.class, byte[].class, byte[].class, long.class);
    System.out.println((int) compare.invokeExact(other, 5, TEXT, 0, (long) TEXT.length));
    System.out.println((int) compare.invokeExact(other, 5, TEXT, 1, 1L) != 0);

    System.out.println(ForeignLibrary.open("libnone.so.77").isPresent());
    try {
      c().function("no_such_function", int.class);
    } catch (NoSuchMethodException e) {
      System.out.println(e.getMessage());
    }
  }

  @Test
  void workOnArraysWhereTheyLie() throws IOException, InterruptedException {
    Optional<Path> home = OtherJvm.home(22);
    if (home.isEmpty()) {
      System.out.println("skipped: foreign functions: no JDK of 22 or later in the usual places");
      return;
    }
    assertEquals(
        List.of(
            "true",
            "7",
            "1099511627776",
            "__surface_____ true",
            "0",
            "true",
            "false",
            "no_such_function"),
        OtherJvm.run(
                home.get(), ForeignLibraryIT.class, List.of("--enable-native-access=ALL-UNNAMED"))
            .lines()
            .toList());
  }

  @Test
  void areNotCalledWhereTheJvmWasNotToldThatTheyMay() throws IOException, InterruptedException {
    Optional<Path> home = OtherJvm.home(22);
    if (home.isEmpty()) {
      return; // told above
    }
    assertEquals(
        List.of("false", "false"),
        OtherJvm.run(home.get(), ForeignLibraryIT.class, List.of(), "asked").lines().toList());
  }

  @Test
  void areNotCalledBeforeJava22() throws IOException, InterruptedException {
    if (Runtime.version().feature() < 22) {
      assertEquals(
          List.of("false", "false"),
          OtherJvm.run(ForeignLibraryIT.class, List.of(), "asked").lines().toList());
    }
  }
}
