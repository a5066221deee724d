package org.arcoforge.stac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.arcoforge.recipe.Feedstock;

/** Writes what a feedstock says of its data, in fields that collections and items share. */
final class FeedstockFields {
  private FeedstockFields() {}

  /** Puts license, providers, keywords, DOI and citation. */
  static void put(ObjectNode node, Feedstock feedstock) {
    node.put("license", feedstock.license());
    if (!feedstock.keywords().isEmpty()) {
      node.set("keywords", Json.texts(feedstock.keywords()));
    }
    ArrayNode providers = node.putArray("providers");
    for (Feedstock.Provider provider : feedstock.providers()) {
      ObjectNode one = providers.addObject().put("name", provider.name());
      if (!provider.roles().isEmpty()) {
        one.set("roles", Json.texts(provider.roles()));
      }
      if (provider.url() != null) {
        one.put("url", provider.url());
      }
    }
    if (feedstock.doi() != null) {
      node.put("sci:doi", feedstock.doi());
    }
    if (feedstock.citation() != null) {
      node.put("sci:citation", feedstock.citation());
    }
  }

  static boolean isScientific(Feedstock feedstock) {
    return feedstock.doi() != null || feedstock.citation() != null;
  }
}
