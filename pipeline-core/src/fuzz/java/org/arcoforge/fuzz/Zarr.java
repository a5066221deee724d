package org.arcoforge.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.arcoforge.format.FileFormat;
import org.arcoforge.format.ReadOptions;
import org.arcoforge.format.SourceReader;
import org.arcoforge.open.Opening;

/** Stores of one array each, of both formats: metadata are texts, chunks and shards are bytes. */
final class Zarr implements FuzzedFormat {
  private static final String BASE = "http://host/a.zarr/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int format;

  Zarr(int format) {
    this.format = format;
  }

  @Override
  public String name() {
    return "zarr" + format;
  }

  @Override
  public List<Input> seeds() throws IOException {
    Map<String, Map<String, byte[]>> arrays = new TreeMap<>();
    byte[] zip = FuzzBytes.fixture("zarr/zarr-python3.zip");
    String folder = "plain" + format + "/";
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String[] parts = entry.getName().split("/", 3);
        if (entry.getName().startsWith(folder) && parts.length == 3 && !entry.isDirectory()) {
          arrays
              .computeIfAbsent(parts[1], k -> new TreeMap<>())
              .put("a/" + parts[2], in.readAllBytes());
        }
      }
    }
    List<Input> all = new ArrayList<>();
    arrays.forEach(
        (name, files) -> {
          if (files.containsKey(format == 2 ? "a/.zarray" : "a/zarr.json")) {
            all.add(new Input(name, format == 2 ? store2(files) : store3(files)));
          }
        });
    return all;
  }

  private static ObjectNode json(byte[] bytes) {
    try {
      return (ObjectNode) JSON.readTree(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] text(ObjectNode json) {
    return json.toPrettyString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static ArrayNode dimensions(ObjectNode array) {
    ArrayNode names = JSON.createArrayNode();
    for (int d = 0; d < array.path("shape").size(); d++) {
      names.add("d" + d);
    }
    return names;
  }

  private static Map<String, byte[]> store2(Map<String, byte[]> files) {
    ObjectNode root = JSON.createObjectNode().put("zarr_consolidated_format", 1);
    ObjectNode metadata = root.putObject("metadata");
    metadata.putObject(".zgroup").put("zarr_format", 2);
    ObjectNode array = json(files.get("a/.zarray"));
    metadata.set("a/.zarray", array);
    metadata.putObject("a/.zattrs").set("_ARRAY_DIMENSIONS", dimensions(array));
    files.remove("a/.zarray");
    files.remove("a/.zattrs");
    files.put(".zmetadata", text(root));
    return files;
  }

  private static Map<String, byte[]> store3(Map<String, byte[]> files) {
    ObjectNode root = JSON.createObjectNode().put("zarr_format", 3).put("node_type", "group");
    root.putObject("attributes").put("title", "t");
    ObjectNode array = json(files.get("a/zarr.json"));
    array.set("dimension_names", dimensions(array));
    ObjectNode consolidated = root.putObject("consolidated_metadata");
    consolidated.put("kind", "inline").put("must_understand", false);
    consolidated.putObject("metadata").set("a", array);
    files.remove("a/zarr.json");
    files.put("zarr.json", text(root));
    return files;
  }

  @Override
  public Input mutant(Input seed, Random random) {
    String metadata = format == 2 ? ".zmetadata" : "zarr.json";
    List<String> chunks = new ArrayList<>(seed.files().keySet());
    chunks.remove(metadata);
    if (chunks.isEmpty() || random.nextInt(5) < 2) {
      return seed.with(metadata, TextMutator.mutant(seed.file(metadata), random));
    }
    String key = chunks.get(random.nextInt(chunks.size()));
    byte[] bytes = ByteMutator.mutant(seed.file(key), random);
    if (random.nextBoolean() && bytes.length > 4) { // as a checked chunk, or a shard's index, has
      int begin = random.nextBoolean() ? 0 : Math.max(0, bytes.length - 4 - 16 * 4);
      CRC32C crc = new CRC32C();
      crc.update(bytes, begin, bytes.length - 4 - begin);
      for (int i = 0; i < 4; i++) {
        bytes[bytes.length - 4 + i] = (byte) (crc.getValue() >>> (8 * i));
      }
    }
    return seed.with(key, bytes);
  }

  @Override
  public void read(Input input) throws Exception {
    ManyObjects server = new ManyObjects(BASE, input.files());
    ReadOptions options = ReadOptions.of(FileFormat.ZARR);
    try (SourceReader reader = Opening.reader(server, BASE, options)) {
      WholeRead.of(reader);
    }
  }
}
