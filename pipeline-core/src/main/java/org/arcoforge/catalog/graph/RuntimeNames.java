package org.arcoforge.catalog.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** Names the software, and the environment, with which a version was made. */
final class RuntimeNames {
  private RuntimeNames() {}

  /** Returns what to call each, by its id. */
  static Map<String, String> of(JsonNode properties) {
    Map<String, String> names = new TreeMap<>();
    properties
        .path("processing:software")
        .fields()
        .forEachRemaining(
            s -> {
              String version = s.getValue().asText();
              String id = GraphNodes.encoded(s.getKey()) + "/" + GraphNodes.encoded(version);
              names.put("urn:arco:software:" + id, (s.getKey() + " " + version).strip());
            });
    JsonNode image = properties.path("arco:processing").path("image");
    if (image.isTextual()) {
      names.put(
          "urn:arco:environment:" + GraphNodes.encoded(image.asText()), "image " + image.asText());
    }
    return names;
  }
}
