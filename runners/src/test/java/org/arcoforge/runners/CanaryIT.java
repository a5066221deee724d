package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.arcoforge.beam.BakeCase;
import org.arcoforge.settings.Settings;
import org.arcoforge.source.FaultyHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that lint cannot tell from other values gets nowhere, whatever becomes of the bake. */
class CanaryIT {
  private static final String CANARY = "CANARY7";
  private static final Settings QUICK = Settings.standard().toBuilder().retryMillis(1).build();

  private final Path folder;
  private final FaultyHttpServer server = new FaultyHttpServer();

  CanaryIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void serve(int f, double shift) throws IOException {
    Path file = folder.resolve("file.nc");
    BakeCase.file(f, shift).write(file);
    server.put("/f" + f + ".nc", Files.readAllBytes(file));
  }

  private Path feedstock(String pattern, String policies) throws IOException {
    Path path = Files.createDirectories(folder.resolve("feedstock")).resolve("feedstock.yaml");
    Files.writeString(
        path,
        """
        id: canary
        title: A case
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        recipes:
          - id: days
            pattern: {%s, access: {public_query: [format]}}
            policies: %s
        """
            .formatted(pattern, policies));
    return path;
  }

  private String url() {
    return "url: \""
        + server.url("/f{time}.nc")
        + "?v="
        + CANARY
        + "&format=nc3&w=a{time}"
        + CANARY
        + "\","
        + " dims: [{concat: time, range: {start: 0, stop: 2}}]";
  }

  /** Runs a command, and looks through what it printed and all files that there are afterwards. */
  private Ran arco(Object... arguments) throws IOException {
    Ran ran = Ran.arco(QUICK, arguments);
    assertFalse(ran.toString().contains(CANARY), ran::toString);
    List<String> leaks = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve("root"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if ((file + text(bytes) + text(unpacked(bytes))).contains(CANARY)) {
          leaks.add(file.toString());
        }
      }
    }
    assertEquals(List.of(), leaks);
    Path report = folder.resolve("report.jsonl");
    assertFalse(Files.exists(report) && Files.readString(report).contains(CANARY));
    return ran;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Plans and kept headers are compressed. */
  private static byte[] unpacked(byte[] bytes) throws IOException {
    if (bytes.length < 2 || bytes[0] != 0x1f || bytes[1] != (byte) 0x8b) {
      return new byte[0];
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  private Ran bake(String pattern, String policies, String... more) throws IOException {
    Files.createDirectories(folder.resolve("root"));
    List<Object> arguments =
        new ArrayList<>(List.of("bake", feedstock(pattern, policies), "--root"));
    arguments.addAll(List.of(folder.resolve("root"), "--report", folder.resolve("report.jsonl")));
    arguments.addAll(List.of(more));
    return arco(arguments.toArray());
  }

  @Test
  void publishedStoresPlansAndCatalogsHaveNoneOfIt() throws IOException {
    for (int f = 0; f < 3; f++) {
      serve(f, 0);
    }
    assertEquals(0, bake(url(), "{}").code());
    assertTrue(server.requests().get(0).query().contains("v=" + CANARY));
    String item;
    try (Stream<Path> files = Files.walk(folder.resolve("root/catalog"))) {
      item = Files.readString(files.filter(f -> f.endsWith("item.json")).findFirst().orElseThrow());
    }
    assertTrue(item.contains("?v=***&format=nc3&w=***{time}***"), item);
    Path feedstock = folder.resolve("feedstock");
    for (String option : List.of("--json", "--show-recipe", "--all-headers")) {
      assertEquals(0, arco("plan", feedstock, "--root", folder.resolve("root"), option).code());
    }
    assertEquals(0, arco("versions", feedstock, "--root", folder.resolve("root")).code());
  }

  @Test
  void failuresOfAllKindsHaveNoneOfIt() throws IOException {
    serve(0, 0);
    serve(2, 0);
    assertEquals(3, bake(url(), "{}").code());
    assertEquals(0, bake(url(), "{missing_files: skip}").code());
    server.put("/f1.nc", "<html>login</html>".getBytes(StandardCharsets.UTF_8));
    assertEquals(3, bake(url(), "{}").code());
    for (int status : new int[] {401, 403, 500, 302, 418}) {
      server.always("/f1.nc", new FaultyHttpServer.Fault.Status(status, ""));
      assertEquals(3, bake(url(), "{}", "--verbose").code(), "HTTP " + status);
    }
    server.always("/f1.nc", new FaultyHttpServer.Fault.Redirect("http://me:" + CANARY + "@[/x"));
    assertEquals(3, bake(url(), "{}").code());
    server.always(
        "/f1.nc", new FaultyHttpServer.Fault.Redirect("ftp://me:" + CANARY + "@h/?" + CANARY));
    assertEquals(3, bake(url(), "{}").code());
    assertEquals(2, bake(url().replace("{time}.nc", "{tme}.nc"), "{}").code());
    String nowhere = "files: [\"http://localhost:1/f.nc?v=" + CANARY + "\"], dims: []";
    assertEquals(3, bake(nowhere, "{}", "--verbose").code());
    String space = "files: [\"http://local host:1/f.nc?v=" + CANARY + "\"], dims: []";
    assertEquals(3, bake(space, "{}").code());
  }

  @Test
  void serversThatRepeatTheRequestAreNotQuoted() throws IOException {
    HttpServer echo =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    echo.createContext(
        "/",
        exchange -> {
          byte[] body =
              (exchange.getRequestURI() + " " + exchange.getRequestHeaders().entrySet())
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain");
          exchange.sendResponseHeaders(400, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    echo.start();
    try {
      String at = "http://127.0.0.1:" + echo.getAddress().getPort() + "/f.nc?v=" + CANARY;
      assertEquals(3, bake("files: [\"" + at + "\"], dims: []", "{}").code());
    } finally {
      echo.stop(0);
    }
  }
}
