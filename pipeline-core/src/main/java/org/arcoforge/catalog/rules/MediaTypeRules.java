package org.arcoforge.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.arcoforge.stac.CatalogKeys;
import org.arcoforge.stac.Links;

/** Says what types files have: a reader chooses its code by them. */
final class MediaTypeRules {
  private static final Map<String, String> ENDINGS =
      Map.of(
          ".json", "application/json",
          ".geojson", "application/geo+json",
          ".gz", "application/gzip",
          ".png", "image/png",
          ".jpg", "image/jpeg",
          ".nc", "application/netcdf",
          ".html", "text/html",
          ".csv", "text/csv",
          ".ipynb", "application/x-ipynb+json");

  private MediaTypeRules() {}

  static List<CatalogRule> rules() {
    return List.of(
        CatalogRule.item(
            "media.zarr",
            "the type of a Zarr store names the format that zarr:zarr_format does",
            CatalogRule.BAKE,
            MediaTypeRules::zarr),
        CatalogRule.item(
            "media.format",
            "zarr:zarr_format is 2 or 3",
            CatalogRule.BAKE,
            s -> {
              int format = s.zarr().path("zarr:zarr_format").asInt();
              if (format != 2 && format != 3) {
                s.say("/assets/zarr/zarr:zarr_format", "2 or 3", s.zarr().path("zarr:zarr_format"));
              }
            }),
        CatalogRule.item(
            "media.node",
            "a store is a group",
            CatalogRule.BAKE,
            s -> {
              if (!s.zarr().path("zarr:node_type").asText("group").equals("group")) {
                s.say("/assets/zarr/zarr:node_type", "\"group\"", s.zarr().path("zarr:node_type"));
              }
            }),
        CatalogRule.item(
            "media.consolidated",
            "xarray:open_kwargs asks for consolidated metadata if the store has them, and only then",
            CatalogRule.BAKE,
            MediaTypeRules::consolidated),
        CatalogRule.item(
            "media.role",
            "the Zarr store has the role 'data'",
            CatalogRule.BAKE,
            s -> {
              boolean has = false;
              for (JsonNode role : s.zarr().path("roles")) {
                has |= role.asText().equals("data");
              }
              if (!has) {
                s.say("/assets/zarr/roles", "the role \"data\"", s.zarr().path("roles"));
              }
            }),
        CatalogRule.item(
            "media.ending",
            "the type of an asset is that of its name's ending",
            "write the type of what the file is",
            MediaTypeRules::endings),
        CatalogRule.any(
            "media.link",
            "links to items are application/geo+json, those to catalogs and collections JSON",
            CatalogRule.BUILD,
            MediaTypeRules::links));
  }

  private static void zarr(RuleSubject s) {
    RuleSubject.each(
        s.document().path("assets"),
        (name, asset) -> {
          int format = asset.path("zarr:zarr_format").asInt();
          String expected = "application/vnd.zarr; version=" + format;
          if ((format == 2 || format == 3) && !asset.path("type").asText().equals(expected)) {
            s.say(
                RuleSubject.pointer("assets", name, "type"),
                '"' + expected + '"',
                asset.path("type"));
          }
        });
  }

  private static void consolidated(RuleSubject s) {
    JsonNode asked = s.zarr().path("xarray:open_kwargs").path("consolidated");
    JsonNode is = s.zarr().path("zarr:consolidated");
    if (asked.isBoolean() && is.isBoolean() && asked.asBoolean() != is.asBoolean()) {
      s.say("/assets/zarr/xarray:open_kwargs/consolidated", is.toString(), asked);
    }
  }

  private static void endings(RuleSubject s) {
    RuleSubject.each(
        s.document().path("assets"),
        (name, asset) -> {
          String path = asset.path("href").asText().replaceAll("[?#].*", "");
          String file = path.substring(path.lastIndexOf('/') + 1);
          int dot = file.lastIndexOf('.');
          String expected = dot < 0 ? null : ENDINGS.get(file.substring(dot));
          String type = asset.path("type").asText();
          boolean zarr = asset.has("zarr:zarr_format");
          if (expected != null
              && !zarr
              && !type.isEmpty()
              && !type.split(";", -1)[0].equals(expected)
              && !(expected.equals("application/json") && type.contains("json"))) {
            s.say(
                RuleSubject.pointer("assets", name, "type"),
                '"' + expected + '"',
                asset.path("type"));
          }
        });
  }

  private static void links(RuleSubject s) {
    JsonNode links = s.document().path("links");
    for (int i = 0; i < links.size(); i++) {
      String type = links.get(i).path("type").asText();
      String target = Links.resolve(s.key(), links.get(i).path("href").asText()).orElse("");
      boolean item = CatalogKeys.isItem(target);
      boolean json = CatalogKeys.isCollection(target) || target.equals(CatalogKeys.ROOT);
      String expected = item ? "application/geo+json" : json ? "application/json" : "";
      if (!expected.isEmpty() && !type.equals(expected)) {
        s.say(
            RuleSubject.pointer("links", i, "type"),
            '"' + expected + '"',
            links.get(i).path("type"));
      }
    }
  }
}
