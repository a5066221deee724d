package org.arcoforge.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.fault.Blame;

/** Writes manifests as JSON and reads them: sorted by name, the same bytes for the same files. */
final class ManifestText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT = 1;

  private ManifestText() {}

  static byte[] encode(String feedstock, Map<String, InboxFile> files) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("arco_inbox", FORMAT).put("feedstock", feedstock);
    ArrayNode array = root.putArray("files");
    for (InboxFile file : new TreeMap<>(files).values()) {
      ObjectNode node =
          array
              .addObject()
              .put("name", file.name())
              .put("size", file.size())
              .put("sha256", file.sha256())
              .put("modified", Instant.ofEpochMilli(file.modified()).toString());
      ArrayNode parts = node.putArray("parts");
      for (InboxFile.Part part : file.parts()) {
        parts
            .addObject()
            .put("key", part.key())
            .put("size", part.size())
            .put("crc32c", String.format(Locale.ROOT, "%08x", part.crc32c()));
      }
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  /**
   * Reads a manifest.
   *
   * @param url of it, for messages
   * @throws UploadException if it is none
   */
  static Map<String, InboxFile> decode(String url, byte[] bytes) throws IOException {
    try {
      JsonNode root = JSON.readTree(bytes);
      if (root == null || root.path("arco_inbox").asInt() != FORMAT) {
        throw damaged(url, "expected arco_inbox: " + FORMAT);
      }
      Map<String, InboxFile> files = new TreeMap<>();
      for (JsonNode node : root.path("files")) {
        InboxFile file = file(node);
        long sum = file.parts().stream().mapToLong(InboxFile.Part::size).sum();
        boolean ours = file.parts().stream().allMatch(p -> isOurs(p.key()));
        if (!ours
            || file.name().isEmpty()
            || sum != file.size()
            || files.put(file.name(), file) != null) {
          throw damaged(url, "the file '" + file.name() + "' is not told as it should be");
        }
      }
      return files;
    } catch (JsonProcessingException | DateTimeException | NumberFormatException e) {
      throw damaged(url, "it is no JSON of ours");
    }
  }

  private static boolean isOurs(String key) {
    return key.startsWith(Inbox.FILES) && !key.matches("(.*/)?\\.\\.?(/.*)?");
  }

  private static InboxFile file(JsonNode node) {
    List<InboxFile.Part> parts = new ArrayList<>();
    for (JsonNode part : node.path("parts")) {
      parts.add(
          new InboxFile.Part(
              part.path("key").asText(),
              part.path("size").asLong(-1),
              Long.parseLong(part.path("crc32c").asText(), 16)));
    }
    return new InboxFile(
        node.path("name").asText(),
        node.path("size").asLong(-1),
        node.path("sha256").asText(),
        Instant.parse(node.path("modified").asText()).toEpochMilli(),
        parts);
  }

  private static UploadException damaged(String url, String what) {
    return new UploadException(
        Blame.STORE, url + " is damaged: " + what + "; only 'arco upload' writes it");
  }
}
