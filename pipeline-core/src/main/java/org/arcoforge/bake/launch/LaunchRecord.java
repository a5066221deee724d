package org.arcoforge.bake.launch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.OpenStores;

/**
 * A launch record says which run a launched job is: {@code launches/<launch>.json} in the catalog
 * (in scratch, for pruned bakes). The job's first step creates it once, so that a step that is
 * tried again finds the same run, and each launch of a template is a run of its own.
 *
 * @param launch the job's id where workers know it, else a name that the launcher made
 * @param run made when the first step began
 * @param feedstock id
 * @param recipe id
 * @param folder URL of the recipe's folder, in which the run's folder is
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LaunchRecord(
    String launch, String run, String feedstock, String recipe, String folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String key(String launch) {
    return "launches/" + launch.replaceAll("[^A-Za-z0-9._-]", "_") + ".json";
  }

  /** Creates the record, unless an attempt before did; returns the one that counts. */
  public static LaunchRecord create(ObjectStore store, LaunchRecord record) throws IOException {
    try {
      store.create(key(record.launch), JSON.writeValueAsBytes(record));
      return record;
    } catch (ObjectExistsException e) {
      return find(store, record.launch).orElseThrow(() -> e);
    }
  }

  /**
   * Returns the record of a launch; empty if its first step has not begun.
   *
   * @throws IOException if what is there is none; the message names the object
   */
  public static Optional<LaunchRecord> find(ObjectStore store, String launch) throws IOException {
    Optional<byte[]> document = store.find(key(launch));
    try {
      return document.isPresent()
          ? Optional.of(JSON.readValue(document.get(), LaunchRecord.class))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IOException(store.url(key(launch)) + " is no record of a launch", e);
    }
  }

  /** Returns the run's id. */
  public RunId runId() {
    return new RunId(run);
  }

  /** Returns the run's folder. */
  public RunFolder runFolder(OpenStores stores) throws IOException {
    return new RunFolder(stores.at(folder), runId());
  }
}
