package org.arcoforge.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what readers need of an item document, and says where they find it. */
final class ItemView {
  private ItemView() {}

  /** Returns the URL of the Zarr group, absolute; empty if the item names none. */
  static String storeUrl(JsonNode item, String catalog, String key) {
    return Links.absolute(catalog, key, href(item, "zarr"));
  }

  private static String href(JsonNode item, String asset) {
    return item.path("assets").path(asset).path("href").asText();
  }

  /**
   * Says whether an item's store is that of the version list: the same URL, or the same store at
   * the address at which others read it.
   */
  static boolean isStore(String found, String registered) {
    return found.equals(registered)
        || (found.matches("https?://.*") && within(found).equals(within(registered)));
  }

  /** Returns the last four names: feedstock, recipe, version and store. */
  private static String within(String url) {
    String[] parts = url.replaceAll("/$", "").split("/", -1);
    int from = Math.max(0, parts.length - 4);
    return String.join("/", java.util.Arrays.asList(parts).subList(from, parts.length));
  }

  /** Returns the item with its assets at another address. */
  static ObjectNode readAt(
      @Nullable ObjectNode item,
      String catalog,
      String key,
      String storeUrl,
      PublishedStore.Address address) {
    ObjectNode changed = Objects.requireNonNull(item);
    String before = storeUrl(changed, catalog, key);
    String after = address.of(storeUrl);
    String folder = before.substring(0, before.lastIndexOf('/') + 1);
    for (JsonNode asset : changed.path("assets")) {
      String url = Links.absolute(catalog, key, asset.path("href").asText());
      if (asset instanceof ObjectNode node && url.equals(before)) {
        node.put("href", after);
      } else if (asset instanceof ObjectNode node && url.startsWith(folder)) {
        String beside = after.substring(0, after.lastIndexOf('/') + 1);
        node.put("href", beside + url.substring(folder.length()));
      }
    }
    return changed;
  }
}
