package org.arcoforge.recipe.yaml;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.arcoforge.pattern.Spelling;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Identifier;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RecipeClass;
import org.arcoforge.yaml.Yaml;

/** Reads a feedstock's own keys, and its recipes. */
final class FeedstockSection {
  private FeedstockSection() {}

  /** Returns the feedstock; only to be used if no problem was found. */
  static Feedstock read(Yaml yaml, List<RecipeClass> classes) {
    List<Feedstock.Link> links =
        items(yaml, "links").stream()
            .map(
                y ->
                    new Feedstock.Link(
                        y.text("rel", ""), y.text("href", ""), y.textOrNull("title")))
            .toList();
    checkLicense(yaml, links);
    checkId(yaml);
    Optional<Yaml> cron = yaml.get("schedule").flatMap(y -> y.sound("cron"));
    cron.ifPresent(
        y -> {
          String fault = Cron.fault(y.raw());
          if (!fault.isEmpty()) {
            y.problem(fault, "minute hour day month weekday");
          }
        });
    Optional<Yaml> zone = yaml.get("schedule").flatMap(y -> y.sound("time_zone"));
    zone.filter(y -> !ZoneId.getAvailableZoneIds().contains(y.raw()))
        .ifPresent(
            y ->
                y.problem(
                    "there is no time zone '" + y.raw() + "'",
                    Spelling.hint(y.raw(), ZoneId.getAvailableZoneIds())));
    return Feedstock.builder()
        .id(yaml.text("id", ""))
        .title(yaml.text("title", "").strip())
        .description(yaml.text("description", "").strip())
        .license(yaml.text("license", ""))
        .providers(
            items(yaml, "providers").stream()
                .map(
                    y ->
                        new Feedstock.Provider(
                            y.text("name", ""), y.texts("roles"), y.textOrNull("url")))
                .toList())
        .maintainers(
            items(yaml, "maintainers").stream()
                .map(
                    y ->
                        new Feedstock.Maintainer(
                            y.text("name", ""), y.textOrNull("github"), y.textOrNull("orcid")))
                .toList())
        .keywords(yaml.texts("keywords"))
        .doi(yaml.textOrNull("doi"))
        .citation(yaml.sound("citation").map(y -> y.raw().strip()).orElse(null))
        .links(links)
        .publications(
            items(yaml, "publications").stream()
                .map(y -> new Feedstock.Publication(y.text("doi", ""), y.textOrNull("citation")))
                .toList())
        .notebooks(
            items(yaml, "notebooks").stream()
                .map(y -> new Feedstock.Notebook(y.text("url", ""), y.textOrNull("title")))
                .toList())
        .cron(cron.map(y -> y.raw().strip()).orElse(null))
        .timeZone(zone.map(Yaml::raw).orElse("UTC"))
        .recipes(recipes(yaml, classes))
        .build();
  }

  private static List<Recipe> recipes(Yaml yaml, List<RecipeClass> classes) {
    List<Yaml> places = yaml.get("recipes").map(Yaml::items).orElse(List.of());
    RecipeSection.checkIds(places);
    RecipeSection section = new RecipeSection(classes);
    List<Recipe> recipes = new ArrayList<>();
    for (Yaml place : places) {
      Recipe recipe = section.read(place);
      if (recipe != null) {
        recipes.add(recipe);
      }
    }
    return recipes;
  }

  /** Tells of an id that somebody else has another use for. */
  static void checkId(Yaml yaml) {
    yaml.sound("id")
        .ifPresent(
            id ->
                Identifier.fault(id.raw())
                    .ifPresent(fault -> id.problem("id: " + fault, "choose another id")));
  }

  private static void checkLicense(Yaml yaml, List<Feedstock.Link> links) {
    yaml.sound("license")
        .filter(y -> y.raw().equals(Licenses.OTHER))
        .filter(y -> links.stream().noneMatch(link -> link.rel().equals("license")))
        .ifPresent(
            y ->
                y.problem(
                    "license 'other' needs a link to its text",
                    "add links: [{rel: license, href: https://…}]"));
  }

  private static List<Yaml> items(Yaml yaml, String key) {
    return yaml.get(key).map(Yaml::items).orElse(List.of());
  }
}
