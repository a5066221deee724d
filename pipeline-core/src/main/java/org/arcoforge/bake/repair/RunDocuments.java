package org.arcoforge.bake.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.bake.Origin;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.Provenance;
import org.arcoforge.bake.StorePlace;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.commit.Manifest;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.stac.Catalog;
import org.arcoforge.zarr.ZarrStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes the metadata documents of a published store anew, from the plan of its run and from what
 * the catalog's item says of its making; if there is none, from what the feedstock says now.
 */
final class RunDocuments {
  private final PlanFile.Loaded loaded;
  private final RunFolder run;
  private final List<Map<String, Object>> makings = new ArrayList<>();

  RunDocuments(PlanFile.Loaded loaded, RunFolder run) {
    this.loaded = loaded;
    this.run = run;
  }

  /** Adds what the item of the run's version says of its making. */
  RunDocuments withItem(Catalog catalog, StorePlace place) throws IOException {
    Optional<Map<String, Object>> making =
        catalog
            .item(place.feedstock(), place.recipe(), run.id().value())
            .map(item -> making(item.path("properties")));
    making.ifPresent(makings::add);
    return this;
  }

  /** Adds what a bake of the feedstock would say of its making. */
  RunDocuments withFeedstock(WorkerSession session) throws IOException {
    makings.add(
        Provenance.of(
                loaded.plan(),
                session.config(),
                run.id(),
                loaded.ledger(run).empty(),
                Origin.in(run))
            .json());
    return this;
  }

  /** The item has what its extension names elsewhere; here all is in the order of a store. */
  private static Map<String, Object> making(JsonNode properties) {
    ObjectMapper json = new ObjectMapper();
    Map<String, Object> making = new LinkedHashMap<>();
    properties
        .path("arco:processing")
        .fields()
        .forEachRemaining(
            e -> {
              if (e.getKey().equals("feedstock")) {
                making.put(
                    "software",
                    json.convertValue(properties.path("processing:software"), Object.class));
              }
              making.put(e.getKey(), json.convertValue(e.getValue(), Object.class));
              if (e.getKey().equals("feedstock")) {
                making.put("recipe", properties.at("/processing:expression/expression").asText());
              }
            });
    return making;
  }

  /** Returns the documents of a manifest that can be made exactly as they were, by their keys. */
  Map<String, byte[]> of(Manifest manifest) {
    Map<String, Receipt.Written> wanted = new HashMap<>();
    manifest.documents().forEach(d -> wanted.put(d.key(), d));
    Map<String, byte[]> made = new HashMap<>();
    for (Map<String, Object> making : makings) {
      StoreLayout layout = Provenance.in(loaded.plan().layout(), making);
      for (ZarrStore.MetadataDocument d : ZarrStore.metadata(layout)) {
        if (Receipt.Written.of(d.key(), d.bytes(), d.bytes().length).equals(wanted.get(d.key()))) {
          made.put(d.key(), d.bytes());
        }
      }
    }
    return made;
  }

  static PlanFile.@Nullable Loaded plan(RunFolder run, @Nullable WorkerSession session)
      throws IOException {
    if (!run.isPlanned()) {
      return null;
    }
    return session == null ? PlanFile.readStored(run) : PlanFile.readStored(session.config(), run);
  }
}
