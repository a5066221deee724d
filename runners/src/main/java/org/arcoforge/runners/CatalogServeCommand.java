package org.arcoforge.runners;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.runners.serve.CatalogServer;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a catalog by HTTP: {@code arco catalog serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Serves a bakery's catalog: its page, documents and stores (read-only, ranges, CORS), and the STAC",
      "API at /. It runs until it is told to stop (Ctrl-C)."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  arco catalog serve --root ./arco-data --port 8000",
      "  curl 'http://127.0.0.1:8000/search?bbox=-10,40,10,60&datetime=2020-01-01T00:00:00Z/..'"
    })
final class CatalogServeCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin BakeryOptions bakeries;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Where to listen; 0.0.0.0 for everybody (default: ${DEFAULT-VALUE}).")
  String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "0 for one that is free (default: ${DEFAULT-VALUE}).")
  int port = 8000;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "Title of the API's landing page (default: ${DEFAULT-VALUE}).")
  String title = "ArcoForge catalog";

  @Override
  public Integer call() throws IOException {
    Bakery bakery = bakeries.bakery();
    Map<String, ObjectStore> stores = new LinkedHashMap<>();
    try (ObjectStore catalog = CatalogCommand.open(bakery.catalog());
        ObjectStore persistent = ObjectStores.open(bakery.persistent())) {
      stores.put("catalog", catalog);
      stores.put("persistent-ro", persistent);
      try (CatalogServer server = CatalogServer.start(host, port, title, stores)) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("page and STAC API: " + server.url());
        out.flush();
        new CountDownLatch(1).await(); // until the process is told to stop
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
