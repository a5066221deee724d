package org.arcoforge.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says what is told of files, and which extensions of STAC a document must declare for it. */
final class FileRules {
  /** Length in bytes of the digests that multihash names by these codes. */
  private static final Map<String, Integer> DIGESTS =
      Map.of("11", 20, "12", 32, "13", 64, "14", 64, "16", 32, "1e", 32, "d5", 16);

  private static final Map<String, String> PREFIXES =
      Map.of(
          "cube", "datacube",
          "zarr", "zarr",
          "storage", "storage",
          "sci", "scientific",
          "processing", "processing",
          "file", "file",
          "xarray", "xarray-assets");

  private FileRules() {}

  static List<CatalogRule> rules() {
    return List.of(
        CatalogRule.item(
            "file.size",
            "file:size is a whole number of bytes",
            CatalogRule.BAKE,
            s ->
                assets(
                    s,
                    "file:size",
                    (pointer, size) -> {
                      if (!size.isIntegralNumber() || size.asLong() < 0) {
                        s.say(pointer, "a whole number of bytes", size);
                      }
                    })),
        CatalogRule.item(
            "file.checksum",
            "file:checksum is a multihash in hexadecimal, as long as its kind says",
            CatalogRule.BAKE,
            s ->
                assets(
                    s,
                    "file:checksum",
                    (pointer, checksum) -> {
                      if (!isMultihash(checksum.asText())) {
                        s.say(pointer, "a multihash such as 1220 and 64 digits", checksum);
                      }
                    })),
        CatalogRule.item(
                "file.empty",
                "a file is not empty",
                CatalogRule.BAKE,
                s ->
                    assets(
                        s,
                        "file:size",
                        (pointer, size) -> {
                          if (size.isIntegralNumber() && size.asLong() == 0) {
                            s.say(pointer, "more than 0 bytes", size);
                          }
                        }))
            .warning(),
        CatalogRule.both(
            "extension.declared",
            "a document declares the extensions whose fields it has",
            CatalogRule.BAKE,
            FileRules::declared),
        CatalogRule.both(
            "extension.duplicate",
            "no extension is declared twice, nor in two versions",
            CatalogRule.BAKE,
            s -> {
              Map<String, String> seen = new TreeMap<>();
              JsonNode all = s.document().path("stac_extensions");
              for (int i = 0; i < all.size(); i++) {
                String name = all.get(i).asText().replaceFirst("/v[0-9.]+(-[a-z0-9.]+)?/.*", "");
                String other = seen.putIfAbsent(name, all.get(i).asText());
                if (other != null) {
                  s.say("/stac_extensions/" + i, "one version of it, " + other, all.get(i));
                }
              }
            }),
        CatalogRule.any(
            "extension.stac",
            "all documents are of STAC 1.1.0",
            CatalogRule.BUILD,
            s -> {
              if (!s.document().path("stac_version").asText().equals("1.1.0")) {
                s.say("/stac_version", "\"1.1.0\"", s.document().path("stac_version"));
              }
            }));
  }

  private interface AssetCheck {
    void check(String pointer, JsonNode value);
  }

  private static void assets(RuleSubject s, String field, AssetCheck check) {
    RuleSubject.each(
        s.document().path("assets"),
        (name, asset) -> {
          if (asset.has(field)) {
            check.check(RuleSubject.pointer("assets", name, field), asset.path(field));
          }
        });
  }

  private static boolean isMultihash(String text) {
    if (!text.matches("([0-9a-f]{2}){3,}")) {
      return false;
    }
    // Codes above 127 take two bytes (d5 01 is MD5).
    int head = text.startsWith("d501") ? 6 : 4;
    Integer length = DIGESTS.get(text.substring(0, 2));
    return length != null
        && Integer.parseInt(text.substring(head - 2, head), 16) == length
        && text.length() == head + 2 * length;
  }

  private static void declared(RuleSubject s) {
    Set<String> used = new TreeSet<>();
    s.fields().fieldNames().forEachRemaining(used::add);
    s.document().path("assets").forEach(a -> a.fieldNames().forEachRemaining(used::add));
    Set<String> told = new TreeSet<>();
    for (String name : used) {
      int colon = name.indexOf(':');
      String extension = colon < 0 ? null : PREFIXES.get(name.substring(0, colon));
      boolean has = extension == null;
      for (JsonNode uri : s.document().path("stac_extensions")) {
        has |= uri.asText().contains("/" + extension + "/");
      }
      if (!has && told.add(extension)) {
        s.say(
            "/stac_extensions",
            "the extension '" + extension + "', for " + name,
            "it is not there");
      }
    }
  }
}
