package org.arcoforge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a class of the tests in a process of its own, for what holds for a whole process. */
public final class OtherJvm {
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
    Process process = start(main, options, List.of(arguments));
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
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
