package org.arcoforge.catalog.emit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes {@code intake.yaml}, a catalog for intake with one source a data set. */
final class IntakeEmit implements Emit {
  static final String KEY = "intake.yaml";

  @Override
  public Map<String, byte[]> whole(
      List<EmittedDataset> all, EmittedDataset.Site site, List<String> notes) {
    StringBuilder out = new StringBuilder("metadata:\n  version: 1\n");
    out.append("name: ").append(text(site.name())).append("\nsources:");
    Set<String> names = new HashSet<>();
    List<String> lacking = new ArrayList<>();
    int sources = 0;
    for (EmittedDataset d : all) {
      Optional<String> url = d.storeUrl();
      // What stands in braces is intake's own template: the folder of this file.
      String path =
          url.orElseGet(() -> d.storePath().map(p -> "{{ CATALOG_DIR }}/" + p).orElse(""));
      if (path.isEmpty()) {
        lacking.add(d.id());
        continue;
      }
      sources++;
      out.append("\n  ").append(name(d, names)).append(":\n    driver: zarr\n    description: ");
      out.append(text(d.title())).append("\n    args:\n      urlpath: ");
      out.append(EmitText.yaml(path)).append("\n      consolidated: true\n");
      if (path.startsWith("s3://")) {
        out.append("      storage_options: ").append(storage(d)).append('\n');
      }
      out.append("    metadata:\n      tags: [");
      out.append(String.join(", ", d.keywords().stream().map(IntakeEmit::text).toList()));
      out.append("]\n      license: ").append(text(d.license()));
      out.append("\n      version: ").append(text(d.version()));
      if (!site.url().isEmpty()) {
        out.append("\n      url: ").append(text(d.landing()));
      }
      out.append('\n');
    }
    if (!lacking.isEmpty()) {
      notes.add(
          KEY
              + ": the stores of "
              + EmitText.some(lacking)
              + ", which have no address that others can open");
    }
    return Map.of(
        KEY, EmitText.utf8(sources == 0 ? out.append(" {}\n").toString() : out.toString()));
  }

  /** Intake fills in templates wherever it finds a text, and they can read the environment. */
  private static String text(String text) {
    return EmitText.yaml(text.replaceAll("\\{(?=[{%#])", "{ "));
  }

  private static String name(EmittedDataset d, Set<String> names) {
    String ids = d.feedstock().equals(d.recipe()) ? d.recipe() : d.feedstock() + "__" + d.recipe();
    String name = ids.replaceAll("[^A-Za-z0-9_]", "_").replaceFirst("^(?=[0-9])", "_");
    for (int n = 2; !names.add(name); n++) {
      name = name.replaceFirst("(_v\\d+)?$", "_v" + n);
    }
    return name;
  }

  /** Readers of buckets have no account; services beside Amazon's have an endpoint. */
  private static String storage(EmittedDataset d) {
    String platform =
        d.properties().path("storage:schemes").path("store").path("platform").asText();
    String endpoint = platform.replaceFirst("/?\\{bucket}.*", "").replace("{bucket}.", "");
    return platform.startsWith("https://") && !platform.contains("amazonaws.com")
        ? "{anon: true, client_kwargs: {endpoint_url: " + text(endpoint) + "}}"
        : "{anon: true}";
  }
}
