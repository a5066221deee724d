package org.arcoforge.bake.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.Statistics;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.PlanFile.Loaded;
import org.arcoforge.bake.Provenance;
import org.arcoforge.bake.StorePlace;
import org.arcoforge.commit.DraftStore;
import org.arcoforge.commit.Manifest;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.fault.FailureWords;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.OpenStores;
import org.arcoforge.zarr.ZarrException;
import org.arcoforge.zarr.ZarrStore;
import org.jspecify.annotations.Nullable;

/**
 * The version contents are all that is known of a version, or of any Zarr store: schema, objects,
 * sources. A version whose store has grown since is told as it was, by the plan and the manifest of
 * its run.
 *
 * @param name for people
 * @param storeUrl URL of the Zarr group
 * @param layout schema, chunks and attributes
 * @param labels what is at an index of a dimension
 * @param manifest all objects with their digests; null if it is not known
 * @param run its plan and its sources; null if they are not known
 * @param notes what could not be told, for people
 */
public record VersionContents(
    String name,
    String storeUrl,
    StoreLayout layout,
    AxisLabels labels,
    @Nullable Manifest manifest,
    @Nullable Loaded run,
    List<String> notes) {
  /** Copies the list. */
  public VersionContents {
    notes = List.copyOf(notes);
  }

  /**
   * Reads what there is.
   *
   * @param name for people
   * @param storeUrl URL of the Zarr group
   * @param version the run that published it; null for the store as it is now
   * @throws ObjectNotFoundException if there is no store, and no plan of its run either
   */
  public static VersionContents of(
      OpenStores stores, String name, String storeUrl, @Nullable String version)
      throws IOException {
    String url = storeUrl.endsWith("/") ? storeUrl : storeUrl + "/";
    ObjectStore target = stores.at(url);
    StorePlace place = StorePlace.of(url).orElse(null);
    List<String> notes = new ArrayList<>();
    ZarrStore now = null;
    String problem = "";
    try {
      now = ZarrStore.open(target);
    } catch (ZarrException e) {
      problem = FailureWords.of(e);
    }
    String run = version;
    if (run == null && place != null) {
      String made = place.version().value();
      run = now == null ? made : Provenance.publishedBy(now.layout()).orElse(made);
    }
    Manifest manifest = null;
    Loaded loaded = null;
    if (place != null && run != null && RunId.isOne(run)) {
      RunFolder folder = new RunFolder(stores.at(place.folder()), new RunId(run));
      manifest = folder.manifest(place.version().value()).orElse(null);
      try {
        loaded = folder.isPlanned() ? PlanFile.readStored(folder) : null;
      } catch (IOException e) {
        notes.add(name + ": its plan cannot be read: " + FailureWords.of(e));
      }
    }
    ZarrStore seen = loaded == null ? now : DraftStore.open(target, loaded.plan().layout());
    if (seen == null) {
      throw new ObjectNotFoundException(
          url + " cannot be opened, and no run beside it tells what it was: " + problem);
    }
    if (manifest == null) {
      notes.add(name + ": there is no manifest beside the store, so its chunks are not known");
    }
    if (loaded == null) {
      notes.add(name + ": there is no run beside the store, so its sources are not known");
    }
    AxisLabels labels = now == null ? AxisLabels.none() : AxisLabels.of(seen);
    return new VersionContents(name, url, seen.layout(), labels, manifest, loaded, notes);
  }

  /** Returns the statistics of the arrays all of whose objects have some, by name. */
  public Map<String, Statistics> statistics() {
    Map<String, Statistics> all = new LinkedHashMap<>();
    if (manifest == null) {
      return all;
    }
    manifest
        .arrays()
        .forEach(
            (array, rows) -> {
              Statistics sum = Statistics.none();
              for (Manifest.Entry row : rows) {
                sum = sum == null || row.statistics() == null ? null : sum.plus(row.statistics());
              }
              if (sum != null && sum.count() + sum.missing() > 0) {
                all.put(array, sum);
              }
            });
    return all;
  }
}
