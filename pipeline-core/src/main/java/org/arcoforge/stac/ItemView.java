package org.arcoforge.stac;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads what readers need of an item document. */
final class ItemView {
  private ItemView() {}

  /** Returns the URL of the Zarr group; empty if the item names none. */
  static String storeUrl(JsonNode item) {
    return item.path("assets").path("zarr").path("href").asText();
  }
}
