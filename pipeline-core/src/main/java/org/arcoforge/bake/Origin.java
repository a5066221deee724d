package org.arcoforge.bake;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.store.ObjectExistsException;

/**
 * An origin says in which container image a bake ran, and which commit its feedstock is of. What is
 * not known is empty; none of it decides what is written into arrays.
 *
 * @param image name of the container image of the process that published, with its digest if
 *     whoever started it gave that
 * @param repository URL of the feedstock's repository, without who may read it
 * @param commit that is checked out
 * @param path of the feedstock's file in the repository
 * @param dirty whether a file of the feedstock is not as in that commit
 */
@JsonIgnoreProperties(ignoreUnknown = true) // of later versions
public record Origin(String image, String repository, String commit, String path, boolean dirty)
    implements Serializable {
  private static final String KEY = "origin.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns an origin of which nothing is known. */
  public static Origin unknown() {
    return new Origin("", "", "", "", false);
  }

  /**
   * Returns the commit of a feedstock's checkout, or the one that a workflow names; it fails
   * nothing if there is none.
   *
   * @param feedstock file or folder
   */
  public static Origin of(Path feedstock) {
    return new Checkout(System::getenv).of(feedstock);
  }

  /** Returns the same in the container image of this process. */
  public Origin here() {
    return new Origin(
        ContainerImage.of(System::getenv, ContainerImage.FILE), repository, commit, path, dirty);
  }

  /** Returns whether anything is known. */
  boolean known() {
    return !image.isEmpty() || !commit.isEmpty();
  }

  /**
   * Leaves this in the run's folder, unless an attempt before has, and returns what is there.
   *
   * @param left what the folder said
   */
  public Origin kept(RunFolder run, Origin left) throws IOException {
    if (left.known() || !known()) {
      return left;
    }
    try {
      run.objects().create(KEY, JSON.writeValueAsBytes(this));
      return this;
    } catch (ObjectExistsException e) {
      return in(run); // what was published first counts: it is in the store and in the catalog
    }
  }

  /** Returns what a run's folder says. */
  public static Origin in(RunFolder run) throws IOException {
    Optional<byte[]> left = run.objects().find(KEY);
    return left.isPresent() ? JSON.readValue(left.get(), Origin.class) : unknown();
  }

  /** Returns what is known as a provenance has it. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    put(json, "image", image);
    put(json, "repository", repository);
    put(json, "commit", commit);
    put(json, "recipe_path", path);
    if (!commit.isEmpty()) {
      json.put("dirty", dirty);
    }
    return json;
  }

  private static void put(Map<String, Object> json, String key, String value) {
    if (!value.isEmpty()) {
      json.put(key, value);
    }
  }
}
