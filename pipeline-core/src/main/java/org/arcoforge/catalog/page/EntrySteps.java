package org.arcoforge.catalog.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Tells an entry's resolution: the steps of regular axes, in degrees ({@code x}, {@code y}) and as
 * an ISO 8601 period ({@code time}).
 */
final class EntrySteps {
  private EntrySteps() {}

  /** Returns the steps that an item's {@code cube:dimensions} tell. */
  static ObjectNode of(JsonNode dimensions) {
    ObjectNode steps = JsonNodeFactory.instance.objectNode();
    for (JsonNode dimension : dimensions) {
      String type = dimension.path("type").asText();
      if (type.equals("temporal")) {
        JsonNode step =
            dimension.has("arco:step") ? dimension.path("arco:step") : dimension.path("step");
        if (step.isTextual() && !steps.has("time")) {
          steps.set("time", step);
        }
      } else if (type.equals("spatial")
          && dimension.path("reference_system").asInt() == 4326
          && dimension.path("step").isNumber()
          && !steps.has(dimension.path("axis").asText())) {
        steps.put(dimension.path("axis").asText(), Math.abs(dimension.path("step").asDouble()));
      }
    }
    return steps;
  }
}
