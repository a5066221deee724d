package org.arcoforge.runners.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Writes JSON for machines, indented, its members in the order in which they were put. */
public final class JsonText {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonText() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Returns the object of a document.
   *
   * @throws IOException if it is none
   */
  static ObjectNode read(byte[] document) throws IOException {
    return MAPPER.readValue(document, ObjectNode.class);
  }

  /** Returns the members of a value. */
  public static ObjectNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  public static String of(JsonNode node) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node).replace("\r\n", "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // a tree can always be written
    }
  }
}
