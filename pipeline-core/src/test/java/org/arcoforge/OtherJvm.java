package org.arcoforge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a class of the tests in a process of its own, for what holds for a whole process. */
public final class OtherJvm {
  private static final Pattern JAVA_VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  private OtherJvm() {}

  /**
   * Runs a main method and waits for it.
   *
   * @param options of the JVM, before the class: {@code -Duser.language=ar}
   * @return what it printed, errors included
   * @throws IOException if it fails
   */
  public static String run(Class<?> main, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    return run(Path.of(System.getProperty("java.home")), main, options, arguments);
  }

  /** Runs a main method as {@link #run(Class, List, String...)} does, by the JVM of a folder. */
  public static String run(Path home, Class<?> main, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(home, main, options, List.of(arguments));
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(main.getName() + " ended with exit code " + code + ": " + out);
    }
    return out;
  }

  /** Starts a main method; what it prints, errors included, is for the caller to read. */
  public static Process start(Class<?> main, List<String> options, List<String> arguments)
      throws IOException {
    return start(Path.of(System.getProperty("java.home")), main, options, arguments);
  }

  /**
   * Returns the folder of a JVM of that main version or later: this one's, or where Linux and macOS
   * have them; empty if there is none.
   */
  public static Optional<Path> home(int release) throws IOException {
    List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
    for (String place : List.of("/usr/lib/jvm", "/opt/java", "/Library/Java/JavaVirtualMachines")) {
      Path folder = Path.of(place);
      if (Files.isDirectory(folder)) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
          all.forEach(
              home -> homes.add(place.startsWith("/L") ? home.resolve("Contents/Home") : home));
        }
      }
    }
    for (Path home : homes) {
      if (Files.isExecutable(home.resolve("bin/java")) && release(home) >= release) {
        return Optional.of(home);
      }
    }
    return Optional.empty();
  }

  private static int release(Path home) throws IOException {
    Path file = home.resolve("release");
    Matcher version = JAVA_VERSION.matcher(Files.exists(file) ? Files.readString(file) : "");
    return version.find() ? Integer.parseInt(version.group(1)) : 0;
  }

  private static Process start(
      Path home, Class<?> main, List<String> options, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
