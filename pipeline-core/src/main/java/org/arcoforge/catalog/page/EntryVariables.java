package org.arcoforge.catalog.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.arcoforge.text.CutText;

/** Lists what an entry says of data variables: by which names they can be found. */
final class EntryVariables {
  private static final List<String> NAMES = List.of("standard_name", "long_name", "units");

  private EntryVariables() {}

  /** Returns the data variables of an item's {@code cube:variables}. */
  static ArrayNode of(JsonNode variables) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    variables
        .fields()
        .forEachRemaining(
            variable -> {
              if (variable.getValue().path("type").asText().equals("data")) {
                ObjectNode one = list.addObject().put("name", variable.getKey());
                JsonNode attributes = variable.getValue().path("attrs");
                for (String name : NAMES) {
                  if (attributes.path(name).isTextual()) {
                    one.put(name, CutText.atWord(attributes.path(name).asText(), SearchEntry.MOST));
                  }
                }
              }
            });
    return list;
  }
}
