package org.arcoforge.runners;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.catalog.rules.CatalogDocuments;
import org.arcoforge.catalog.rules.CatalogFinding;
import org.arcoforge.catalog.rules.CatalogRules;
import org.arcoforge.egress.Dialer;
import org.arcoforge.runners.text.FindingsText;
import org.arcoforge.stac.Catalog;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.zarr.ZarrStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the documents of a catalog: {@code arco catalog validate}. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "Checks every document of the catalog against STAC, its links, and the catalog's rules; uses no",
      "network unless it is told to. Errors end with exit code 5, warnings with 0."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  arco catalog validate --root ./arco-data --json",
      "  arco catalog validate --root ./arco-data --stores"
    })
final class CatalogValidateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin BakeryOptions bakeries;

  @Option(names = "--json", description = "Print what was found as JSON.")
  boolean json;

  @Option(
      names = "--stores",
      description = "Hold the current items against the metadata of their stores too.")
  boolean stores;

  @Option(
      names = "--online",
      description = "Ask whether the current stores can be read where the items say they are.")
  boolean online;

  @Override
  public Integer call() throws IOException {
    Bakery bakery = bakeries.bakery();
    String place = bakery.catalog();
    List<CatalogFinding> findings = new ArrayList<>();
    List<String> ids;
    try (ObjectStore store = CatalogCommand.open(place)) {
      Catalog catalog = Catalog.open(store);
      ids = catalog.feedstockIds();
      CatalogDocuments documents = CatalogDocuments.read(store);
      findings.addAll(CatalogRules.of(documents, catalog.validate()));
      findings.addAll(CatalogRules.check(documents, Clock.systemUTC().instant()));
      if (stores) {
        findings.addAll(CatalogRules.stores(documents, CatalogValidateCommand::layout));
      }
      if (online) {
        findings.addAll(CatalogRules.reached(documents, (url, format) -> ask(bakery, url, format)));
      }
    }
    FindingsText text = new FindingsText(place, ids, findings);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(text.json());
    } else {
      text.lines().forEach(out::println);
    }
    return text.isValid() ? 0 : Outcome.VERIFICATION.exitCode();
  }

  private static StoreLayout layout(String url) throws IOException {
    try (ObjectStore store = ObjectStores.open(url)) {
      return ZarrStore.open(store).layout();
    }
  }

  /** Asks for the document without which no reader opens the store. */
  private static Optional<String> ask(Bakery bakery, String url, int zarrFormat) {
    String document = zarrFormat == 2 ? ".zmetadata" : "zarr.json";
    String folder = url.endsWith("/") ? url : url + "/";
    try {
      if (url.matches("(?i)https?://.*")) {
        Dialer dialer = Dialer.of(bakery.reach().egress());
        try (Dialer.HttpAnswer answer =
            dialer.send("GET", URI.create(folder + document), Map.of())) {
          return answer.status() == 200
              ? Optional.empty()
              : Optional.of("the answer " + answer.status() + " to a request for " + document);
        }
      }
      try (ObjectStore store = ObjectStores.open(folder)) {
        return store.stat(document).isPresent()
            ? Optional.empty()
            : Optional.of("no " + document + " there");
      }
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
