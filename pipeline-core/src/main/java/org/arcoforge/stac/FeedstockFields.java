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
    if (!feedstock.publications().isEmpty()) {
      ArrayNode papers = node.putArray("sci:publications");
      for (Feedstock.Publication paper : feedstock.publications()) {
        ObjectNode one = papers.addObject().put("doi", paper.doi());
        if (paper.citation() != null) {
          one.put("citation", paper.citation());
        }
      }
    }
  }

  /** Puts what only the collection says: publications, notebooks, people, when it is baked. */
  static void putAbout(ObjectNode node, Feedstock feedstock) {
    if (!feedstock.notebooks().isEmpty()) {
      ArrayNode notebooks = node.putArray("arco:notebooks");
      for (Feedstock.Notebook notebook : feedstock.notebooks()) {
        ObjectNode one = notebooks.addObject().put("url", notebook.url());
        if (notebook.title() != null) {
          one.put("title", notebook.title());
        }
      }
    }
    if (!feedstock.maintainers().isEmpty()) {
      ArrayNode people = node.putArray("arco:maintainers");
      for (Feedstock.Maintainer maintainer : feedstock.maintainers()) {
        ObjectNode one = people.addObject().put("name", maintainer.name());
        if (maintainer.github() != null) {
          one.put("github", maintainer.github());
        }
        if (maintainer.orcid() != null) {
          one.put("orcid", maintainer.orcid());
        }
      }
    }
    if (feedstock.cron() != null) {
      node.putObject("arco:schedule")
          .put("cron", feedstock.cron())
          .put("time_zone", feedstock.timeZone());
    }
  }

  static boolean isScientific(Feedstock feedstock) {
    return feedstock.doi() != null
        || feedstock.citation() != null
        || !feedstock.publications().isEmpty();
  }
}
