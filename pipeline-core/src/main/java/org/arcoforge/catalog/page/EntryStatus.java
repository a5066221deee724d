package org.arcoforge.catalog.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The status of a data set is whether all of it is there, and whether it should be used. */
enum EntryStatus {
  /** Everything that the recipe names is there. */
  COMPLETE,
  /** A policy left something out; the item says what. */
  GAPS,
  /** Another one is to be used. */
  DEPRECATED;

  /** Returns the status that an item's properties tell. */
  static EntryStatus of(JsonNode properties) {
    if (properties.path("deprecated").asBoolean()) {
      return DEPRECATED;
    }
    JsonNode made = properties.path("arco:processing");
    boolean whole =
        made.path("holes").isEmpty()
            && made.path("left_out").isEmpty()
            && made.path("sources").path("missing").asLong() == 0;
    return whole ? COMPLETE : GAPS;
  }

  /** Returns the word in the index. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
