package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recipe makes the same store whoever runs it. */
class FlinkLocalIT {
  @TempDir Path folder = Path.of("");

  /** All objects of the store that a bake of the sample feedstock makes, by key. */
  private Map<String, byte[]> bake(String name, Object... runner) throws IOException {
    Path root = folder.resolve(name);
    Object[] arguments = new Object[4 + runner.length];
    arguments[0] = "bake";
    arguments[1] = Ran.demo();
    arguments[2] = "--root";
    arguments[3] = root;
    System.arraycopy(runner, 0, arguments, 4, runner.length);
    Ran ran = Ran.arco(arguments);
    assertEquals(0, ran.code(), ran.toString());
    Map<String, byte[]> objects = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root.resolve("persistent-ro/demo-sst/demo-sst"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = file.toString();
        int at = path.indexOf("demo-sst.zarr/");
        if (at >= 0) {
          objects.put(path.substring(at), Files.readAllBytes(file));
        }
      }
    }
    return objects;
  }

  /** The root's document without what says who made the store and when. */
  private static String withoutProvenance(Map<String, byte[]> objects, String key)
      throws IOException {
    byte[] document = Objects.requireNonNull(objects.get(key));
    ObjectNode root = (ObjectNode) new ObjectMapper().readTree(document);
    ObjectNode attributes = (ObjectNode) root.path("attributes");
    assertTrue(attributes.has("arcoforge"), attributes.toString());
    attributes.remove("arcoforge");
    return root.toString();
  }

  @Test
  void flinkMakesTheSameObjectsAsTheDirectRunner() throws IOException {
    Map<String, byte[]> direct = bake("direct");
    Map<String, byte[]> flink =
        bake("flink", "--runner", "flink", "--runner-option", "flinkMaster=[local]");
    assertEquals(direct.keySet(), flink.keySet());
    assertTrue(direct.size() > 16, direct.keySet().toString());
    String root = "demo-sst.zarr/zarr.json";
    assertEquals(withoutProvenance(direct, root), withoutProvenance(flink, root));
    for (String key : direct.keySet()) {
      if (!key.equals(root)) {
        assertArrayEquals(direct.get(key), flink.get(key), key);
      }
    }
  }
}
