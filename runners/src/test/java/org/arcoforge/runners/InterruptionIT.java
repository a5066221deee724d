package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bake that is told to stop says one line, gives the lease back, and ends as shells expect. */
class InterruptionIT {
  @TempDir Path folder = Path.of(""); // JUnit sets it

  private Process bake(int port) throws IOException {
    Path feedstock =
        Files.writeString(
            folder.resolve("feedstock.yaml"),
            String.format(
                Locale.ROOT,
                """
            id: slow
            title: A case
            description: Made by a test.
            license: CC0-1.0
            providers: [{name: Test, roles: [producer]}]
            recipes:
              - id: days
                pattern: {files: ["http://127.0.0.1:%d/f.nc"], dims: []}
            """,
                port));
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder builder =
        new ProcessBuilder(
            "env",
            "--default-signal=INT", // which is ignored where the tests run in the background
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "org.arcoforge.runners.Arco",
            "bake",
            feedstock.toString(),
            "--root",
            folder.resolve("root").toString());
    builder.environment().put("CLASSPATH", path);
    return builder.redirectErrorStream(true).start();
  }

  private void interrupted(String signal, int code) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Process process = bake(silent.getLocalPort());
      List<String> lines = new ArrayList<>();
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        silent.accept(); // the bake asks for its file, and waits
        Process kill = new ProcessBuilder("kill", "-" + signal, process.pid() + "").start();
        assertEquals(0, kill.waitFor());
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          lines.add(line);
        }
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
      } finally {
        process.destroyForcibly();
      }
      assertEquals(code, process.exitValue(), lines::toString);
      assertTrue(
          lines.get(lines.size() - 1).startsWith("interrupted: slow/days "), lines::toString);
      assertTrue(lines.stream().noneMatch(l -> l.contains("Exception")), lines::toString);
      Path lease = folder.resolve("root/catalog/leases/slow/days.json");
      long expires = new ObjectMapper().readTree(Files.readString(lease)).path("expires").asLong();
      assertTrue(expires <= System.currentTimeMillis(), "the lease is held");
    }
  }

  @Test
  @Timeout(300)
  void signalsEndABakeWithOneLine() throws Exception {
    interrupted("INT", 130);
    interrupted("TERM", 143);
  }
}
