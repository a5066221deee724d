package org.arcoforge.runners;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.quality.QualityDocuments;
import org.arcoforge.quality.QualityJson;
import org.arcoforge.runners.text.QualityText;
import org.arcoforge.runners.text.StoreUrls;
import org.arcoforge.stac.Links;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.OpenStores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the quality report of a published version: {@code arco quality}. */
@Command(
    name = "quality",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what the values of a store look like, and what looks wrong: statistics, jumps,"
          + " ranges,",
      "coordinates. Reads a bounded share of the store; --out writes the report and its pictures."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  arco quality arco-data/persistent-ro/demo-sst/demo-sst/VERSION/demo-sst.zarr",
      "  arco quality arco-data/catalog/demo-sst/demo-sst/VERSION/item.json --out report"
    })
final class QualityCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin BakeryOptions bakeries;

  @Parameters(
      paramLabel = "STORE|ITEM",
      description = "URL or folder of the Zarr group, or the catalog's item of the version.")
  String place = "";

  @Option(names = "--json", description = "Print the report as JSON.")
  boolean json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write quality.json, overview.png and thumbnail.png into a folder.")
  @Nullable Path folder;

  @Override
  public Integer call() throws IOException {
    bakeries.bakery(); // how buckets are reached
    String url = StoreUrls.of(place);
    try (OpenStores stores = new OpenStores()) {
      String title = "";
      if (url.endsWith(".json")) {
        JsonNode item = item(stores, url);
        String recipe = item.path("properties").path("arco:recipe").asText();
        title = item.path("properties").path("title").asText().replace(" (" + recipe + ")", "");
        url = store(item, url);
      }
      VerifyCommand.checkStore(url);
      QualityDocuments quality = QualityDocuments.ofStore(stores, url, title);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(new String(QualityJson.encode(quality.report()), StandardCharsets.UTF_8));
      } else {
        QualityText.lines(quality.report()).forEach(out::println);
      }
      Path into = folder;
      if (into != null) {
        Files.createDirectories(into);
        for (QualityDocuments.Document d : quality.documents()) {
          Files.write(into.resolve(d.name()), d.bytes());
        }
        if (!json) {
          out.println("written to " + into);
        }
      }
    }
    return 0;
  }

  private static JsonNode item(OpenStores stores, String url) throws IOException {
    int name = url.lastIndexOf('/') + 1;
    ObjectStore beside = stores.at(url.substring(0, name));
    return new ObjectMapper().readTree(beside.read(url.substring(name)));
  }

  private static String store(JsonNode item, String url) {
    String href = item.path("assets").path("zarr").path("href").asText();
    if (!href.isEmpty()) {
      int name = url.lastIndexOf('/') + 1;
      return Links.absolute(url.substring(0, name), url.substring(name), href);
    }
    throw new CommandException(
        Outcome.INVALID,
        url + ": expected an item with the asset 'zarr', found none; name the store");
  }
}
