package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.arcoforge.inbox.Inbox;
import org.arcoforge.store.FakeGcsServer;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of a person are uploaded and baked as if they were where they came from. */
class UploadIT {
  private static final int FILES = 120;

  @TempDir Path folder = Path.of("");

  private static Map<String, Integer> chunks(Path root) throws IOException {
    Map<String, Integer> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root.resolve("persistent-ro"))) {
      for (Path file :
          files.filter(f -> f.toString().contains("/c/") && Files.isRegularFile(f)).toList()) {
        String key = file.toString().replaceFirst(".*\\.zarr/", "");
        all.put(key, Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return all;
  }

  @Test
  void bakeFromTheInboxIsTheBakeFromTheFiles() throws IOException {
    Path local = folder.resolve("local");
    assertEquals(0, Ran.arco("bake", Ran.demo(), "--root", local).code());
    Path inbox = folder.resolve("inboxed");
    Path data = Ran.demo().resolve("data");
    Ran ran = Ran.arco("upload", data, "--feedstock", Ran.demo(), "--root", inbox, "--dry-run");
    assertEquals(0, ran.code(), ran::toString);
    assertFalse(Files.exists(inbox), ran::toString);
    ran = Ran.arco("upload", data, "--feedstock", "demo-sst", "--root", inbox, "--json");
    assertEquals(0, ran.code(), ran::toString);
    JsonNode json = new ObjectMapper().readTree(ran.out());
    assertEquals(12, json.path("files").asInt(), ran::toString);
    assertTrue(Files.exists(inbox.resolve("inbox/demo-sst/manifest.json")), ran::toString);
    Path feedstock = folder.resolve("feedstock.yaml");
    String text = Files.readString(Ran.demo().resolve("feedstock.yaml"));
    Files.writeString(feedstock, text.replace("\"data/demo-sst", "\"inbox://demo-sst"));
    ran = Ran.arco("bake", feedstock, "--root", inbox);
    assertEquals(0, ran.code(), ran::toString);
    assertEquals(chunks(local), chunks(inbox));
    assertFalse(chunks(local).isEmpty());
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("demo-sst.20240101.nc"), "another content");
    ran = Ran.arco("upload", other, "--feedstock", "demo-sst", "--root", inbox);
    assertEquals(4, ran.code(), ran::toString);
    assertTrue(ran.err().contains("--replace"), ran::toString);
    ran = Ran.arco("upload", folder.resolve("none"), "--feedstock", "demo-sst", "--root", inbox);
    assertEquals(2, ran.code(), ran::toString);
  }

  private static Process upload(Path files, FakeGcsServer server) throws IOException {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "org.arcoforge.runners.Arco",
            "upload",
            files.toString(),
            "--feedstock",
            "mine",
            "--to",
            "gs://inbox/in",
            "--json");
    builder.environment().put("CLASSPATH", path);
    builder.environment().put("STORAGE_EMULATOR_HOST", server.endpoint());
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static List<String> objects(ObjectStore store) throws IOException {
    List<String> keys = new ArrayList<>();
    try (Stream<ObjectInfo> all = store.list("")) {
      all.forEach(info -> keys.add(info.key()));
    }
    return keys;
  }

  @Test
  @Timeout(300)
  void uploadThatIsKilledShowsNothingAndTheNextSendsTheRest() throws Exception {
    Path files = Files.createDirectories(folder.resolve("files"));
    Random random = new Random(1);
    for (int i = 0; i < FILES; i++) {
      byte[] bytes = new byte[10_000];
      random.nextBytes(bytes);
      Files.write(files.resolve("f" + i + ".nc"), bytes);
    }
    try (FakeGcsServer server = new FakeGcsServer().far(50, Long.MAX_VALUE);
        ObjectStore store =
            ObjectStores.open("gs://inbox/in/mine/", Map.of("gs.endpoint", server.endpoint()))) {
      Process first = upload(files, server);
      while (first.isAlive() && server.requests() < 30) {
        Thread.onSpinWait();
      }
      first.destroyForcibly().waitFor();
      assertEquals(137, first.exitValue());
      int left = objects(store).size();
      assertTrue(left > 0 && left < FILES, left + " objects");
      assertTrue(new Inbox(store).files().isEmpty());
      Process second = upload(files, server);
      String out = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, second.waitFor(), out);
      JsonNode json = new ObjectMapper().readTree(out);
      assertEquals(FILES, json.path("files").asInt(), out);
      assertEquals(10_000L * (FILES - left), json.path("bytes_sent").asLong(), out);
      assertEquals(FILES, new Inbox(store).files().size());
      for (String key : objects(store)) {
        if (!key.equals(Inbox.MANIFEST)) {
          Path file = files.resolve(key.replaceFirst(".*/", ""));
          assertEquals(
              Arrays.hashCode(Files.readAllBytes(file)), Arrays.hashCode(store.read(key)), key);
        }
      }
    }
  }
}
