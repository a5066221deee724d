package org.arcoforge.bake.plandata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.arcoforge.plan.Plan;
import org.junit.jupiter.api.Test;

/** The document of a plan, starting from the example that is described. */
class PlanDocumentTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Objects whose keys are names of the data, where a key more is a thing more. */
  private static final Set<String> NAMES = Set.of("attributes", "codec", "definition");

  private static String example() throws IOException {
    String page = Files.readString(Path.of("docs", "plan-format.md"));
    int begin = page.indexOf("```json\n") + "```json\n".length();
    return page.substring(begin, page.indexOf("```", begin));
  }

  private static Plan read(String document) throws IOException {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    return PlanDocument.read(new ByteArrayInputStream(bytes), id -> List.of());
  }

  private static String write(Plan plan) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PlanDocument.write(plan, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String refusal(String document) {
    IOException e = assertThrows(IOException.class, () -> read(document), document);
    return String.valueOf(e.getMessage());
  }

  @Test
  void whatIsReadIsWrittenAsItWas() throws IOException {
    assertEquals(example(), write(read(example())));
  }

  @Test
  void keysOfALaterVersionArePassedOver() throws IOException {
    JsonNode root = JSON.readTree(example());
    addKeys(root);
    String later = JSON.writeValueAsString(root);
    assertTrue(later.split("of_a_later_version", -1).length > 12, later);
    assertEquals(read(example()).parts(), read(later).parts());
  }

  private static void addKeys(JsonNode node) {
    node.fields()
        .forEachRemaining(
            e -> {
              if (!NAMES.contains(e.getKey())) {
                addKeys(e.getValue());
              }
            });
    if (node instanceof ArrayNode list) {
      list.forEach(PlanDocumentTest::addKeys);
    } else if (node instanceof ObjectNode object) {
      object.putObject("of_a_later_version").put("a", 1).putArray("b").add(1.5).add("c");
    }
  }

  @Test
  void whatIsDerivedMayBeLeftOut() throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(example());
    root.remove(List.of("recipe", "dims"));
    List<String> derived =
        List.of("bytes", "chunk_bytes", "objects", "tiles", "read_amplification", "tile_memory");
    root.path("arrays").forEach(array -> ((ObjectNode) array).remove(derived));
    assertEquals(example(), write(read(JSON.writeValueAsString(root))));
  }

  @Test
  void aLaterFormatIsRefusedWithWhatToDo() throws IOException {
    String message = refusal(example().replaceFirst("\"format\" : 1", "\"format\" : 2"));
    assertTrue(message.startsWith("has the format 2; expected 1"), message);
    assertTrue(message.contains("take the version that wrote it, or bake anew"), message);
  }

  @Test
  void whatIsMissingOrOtherwiseIsNamedWithItsPlace() throws IOException {
    for (String[] change :
        new String[][] {
          {"\"dtype\" : \"int16\",\n    \"dims\"", "\"dims\"", "a text at /arrays/2/dtype"},
          {"\"shape\" : [ 3 ]", "\"shape\" : 3", "a list at /arrays/1/shape, found 3"},
          {"\"files\" : 3", "\"files\" : \"3\"", "a whole number at /sources/files, found 3"},
          {"\"length\" : [ 31, ", "\"length\" : [ ", "/axes/0/length as at /axes/0/index"},
          {"\"mode\" : \"create\"", "\"mode\" : \"destroy\"", "unknown value 'destroy'"},
          {"\"order\" : \"error\"", "\"order\" : 5", "'order'"},
          {"\"units\" : \"days", "\"units\" : \"fortnights", "fortnights"},
          {"\"fill_value\" : -999", "\"fill_value\" : \"x\"", "a value of int16, found x"}
        }) {
      String changed = example().replace(change[0], change[1]);
      assertNotEquals(example(), changed, change[0] + " is not in the example");
      String message = refusal(changed);
      assertTrue(message.contains(change[2]), change[2] + " is not in: " + message);
    }
  }

  @Test
  void aDamagedDocumentIsReadOrRefusedAndNothingElse() throws IOException {
    Random random = new Random(11);
    String example = example();
    int refused = 0;
    for (int n = 0; n < 1000; n++) {
      StringBuilder damaged = new StringBuilder(example);
      for (int times = random.nextInt(3); times >= 0; times--) {
        int at = random.nextInt(damaged.length());
        int end = Math.min(damaged.length(), at + random.nextInt(40));
        damaged.replace(at, end, new String[] {"", "0", "null", "[", "\"x\""}[random.nextInt(5)]);
      }
      try {
        read(damaged.toString());
      } catch (IOException e) {
        refused++;
      }
    }
    assertTrue(refused > 500, refused + " refused");
  }

  @Test
  void anyValueMayBeNothing() throws IOException {
    List<String> paths = new ArrayList<>();
    collect(JSON.readTree(example()), "", paths);
    for (String path : paths) {
      ObjectNode root = (ObjectNode) JSON.readTree(example());
      int slash = path.lastIndexOf('/');
      String last = path.substring(slash + 1);
      JsonNode parent = root.at(path.substring(0, slash));
      if (parent instanceof ObjectNode object) {
        object.putNull(last);
      } else {
        ((ArrayNode) parent).setNull(Integer.parseInt(last));
      }
      try {
        read(JSON.writeValueAsString(root));
      } catch (IOException e) {
        assertTrue(String.valueOf(e.getMessage()).length() > 10, path);
      }
    }
    assertTrue(paths.size() > 100);
  }

  private static void collect(JsonNode node, String path, List<String> paths) {
    if (!path.isEmpty()) {
      paths.add(path);
    }
    node.fields().forEachRemaining(e -> collect(e.getValue(), path + "/" + e.getKey(), paths));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), path + "/" + i, paths);
    }
  }
}
